import Causes
import Fingerprints
import TestSupport
import Testing

@Suite("why two trees differ")
struct DifferenceSearchTests {
  private typealias Change = @Sendable (inout MemorySide) throws -> Void

  private func findings(_ left: Change, _ right: Change) throws -> [DifferenceFinding] {
    var (first, second) = (MemorySide(), MemorySide())
    try left(&first)
    try right(&second)
    return DifferenceSearch.findings(first, second)
  }

  private func codes(_ left: Change, _ right: Change) throws -> [String] {
    try findings(left, right).map(\.code.rawValue)
  }

  @Test("contents", arguments: FileCase.texts + FileCase.archives)
  func contents(_ file: FileCase) throws {
    let found = try findings({ try $0.file(file.path, file.left) }, { try $0.file(file.path, file.right) })
    #expect(found.map(\.code.rawValue) == file.codes)
    #expect(found.flatMap(\.inside).map(\.code.rawValue) == file.inside)
    if let values = file.values { #expect(found.first?.pairs.first?.values == values) }
    // The other way round the same attributes differ.
    let back = try findings({ try $0.file(file.path, file.right) }, { try $0.file(file.path, file.left) })
    #expect(back.map(\.code) == found.map(\.code))
    #expect(try findings({ try $0.file(file.path, file.left) }, { try $0.file(file.path, file.left) }).isEmpty)
  }

  @Test("of a side that is a record only, text attributes are found by their digest", arguments: FileCase.texts)
  func recorded(_ file: FileCase) throws {
    // What two sides leave open one digest cannot tell: mixed line ends, several newlines, encodings.
    let isHard = file.name == "mixed" || file.name == "UTF-16" || file.name.hasPrefix("ident")
    var (first, second) = (MemorySide(), MemorySide())
    try first.file(file.path, file.left)
    try second.file(file.path, file.right)
    let found = DifferenceSearch.findings(try first.listed(), second).map(\.code.rawValue)
    let back = DifferenceSearch.findings(first, try second.listed()).map(\.code.rawValue)
    if !isHard, file.name != "several newlines" { #expect(found == file.codes, "recorded first") }
    if !isHard { #expect(back == file.codes, "recorded second") }
    #expect(DifferenceSearch.findings(try first.listed(), try second.listed()).map(\.code.rawValue) == ["content"])
  }

  @Test(
    "modes",
    arguments: [
      (0o644, 0o664, ["mode.umask"]), (0o755, 0o700, ["mode.umask"]), (0o644, 0o755, ["mode.executable"]),
      (0o755, 0o664, ["mode.executable", "mode.umask"]), (0o644, 0o4644, ["mode.special"]), (0o644, 0o644, []),
      (0o644, 0o444, ["mode.special"]), (0o744, 0o755, ["mode.umask"]),
    ] as [(UInt16, UInt16, [String])])
  func modes(_ left: UInt16, _ right: UInt16, _ codes: [String]) throws {
    let found = try findings({ try $0.file("a", [1], mode: left) }, { try $0.file("a", [1], mode: right) })
    #expect(found.map(\.code.rawValue) == codes)
    #expect(
      try self.codes({ $0.directory("a", mode: left) }, { $0.directory("a", mode: right) }) == codes)
  }

  @Test("many files with one pair of modes are one line")
  func text() throws {
    let found = try findings(
      { for index in 0..<312 { try $0.file("f\(index)", [1], mode: 0o664) } },
      { for index in 0..<312 { try $0.file("f\(index)", [1]) } })
    let finding = try #require(found.first)
    #expect(FindingText.message(finding, isOnly: found.count == 1) == "312 files 0664 vs 0644; nothing else differs")
    #expect(FindingText.details(finding) == ["f0", "f1", "f10", "… and 309 more"])
    #expect(finding.code.remedy?.contains("umask 022") == true)
    #expect(!finding.code.isHashed)
  }

  @Test("links")
  func links() throws {
    #expect(try codes({ try $0.link("l", "a") }, { try $0.link("l", "b") }) == ["link.target"])
    #expect(try codes({ try $0.link("l", "a") }, { try $0.link("l", "a") }) == [])
    #expect(try codes({ try $0.link("l", "a") }, { try $0.file("l", Array("a".utf8)) }) == ["link.as-file"])
    #expect(try codes({ try $0.link("l", "a") }, { try $0.file("l", Array("b".utf8)) }) == ["content"])
    #expect(try codes({ try $0.link("l", "a") }, { $0.directory("l") }) == ["content"])
  }

  @Test("names")
  func names() throws {
    func file(_ name: String, _ content: [UInt8] = [1]) -> Change { { try $0.file(name, content) } }
    #expect(try codes(file("Read"), file("read")) == ["path.case"])
    #expect(try codes(file("É"), file("é")) == ["path.case"])
    #expect(try codes(file("\u{E9}"), file("e\u{301}")) == ["path.unicode"])
    #expect(try codes(file("\u{E9}"), file("E\u{301}")) == ["path.case", "path.unicode"])
    #expect(try codes(file("a/Read"), file("A/read")) == ["path.case"])
    #expect(try codes(file("read"), file("reed")) == ["path.added", "path.removed"])
    #expect(
      try codes(file("Read", Array("a\nb\n".utf8)), file("read", Array("a\r\nb\r\n".utf8))) == [
        "eol.crlf", "path.case",
      ])
    // Which of two it became nobody knows.
    #expect(
      try codes(
        file("Read"),
        {
          try $0.file("READ", [1]); try $0.file("read", [1])
        }) == ["path.added", "path.removed"])
    // A directory is no file.
    #expect(try codes(file("Read"), { $0.directory("read") }) == ["path.removed", "directory.empty"])
  }

  @Test("presence")
  func presence() throws {
    #expect(try codes({ _ in }, { try $0.file("a", [1]) }) == ["path.added"])
    #expect(try codes({ try $0.file("a", [1]) }, { _ in }) == ["path.removed"])
    #expect(try codes({ $0.directory("d") }, { _ in }) == ["directory.empty"])
    let full = try findings(
      {
        $0.directory("d"); try $0.file("d/a", [1])
      }, { _ in })
    #expect(full.map(\.code) == [.pathRemoved])
    #expect(full.first?.count == 1)
    #expect(try codes({ try $0.file("a", [1]) }, { $0.dropped = [BytePath("a")] }) == ["ignore.rule"])
    #expect(try codes({ try $0.file("a", [1]) }, { $0.dropped = [BytePath("b")] }) == ["path.removed"])
  }

  @Test("extended attributes")
  func attributes() throws {
    func file(_ attributes: String?) -> Change { { try $0.file("a", [1], attributes: attributes) } }
    #expect(try codes(file("x"), file("y")) == ["xattr"])
    #expect(try codes(file("x"), file("x")) == [])
    // Not known is not different.
    #expect(try codes(file("x"), file(nil)) == [])
  }

  @Test("a Git LFS pointer and its content")
  func pointers() throws {
    let content = Array("large\n".utf8)
    let digest = try SHA256Digest.of(content).hex
    let pointer = Array("version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize 6\n".utf8)
    #expect(try codes({ try $0.file("a", pointer) }, { try $0.file("a", content) }) == ["attributes.filter"])
    #expect(try codes({ try $0.file("a", pointer) }, { try $0.file("a", [1]) }) == ["content"])
    var (first, second) = (MemorySide(), MemorySide())
    try first.file("a", pointer)
    try second.file("a", content)
    #expect(DifferenceSearch.findings(first, try second.listed()).map(\.code) == [.filter])
    #expect(DifferenceSearch.findings(try first.listed(), second).map(\.code) == [.filter])
  }

  @Test("what is too large to read differs in its content, and archives are opened to a depth")
  func limits() throws {
    let (left, right) = (Array("a\nb\n".utf8), Array("a\r\nb\r\n".utf8))
    var (first, second) = (MemorySide(), MemorySide())
    try first.file("a", left)
    try second.file("a", right)
    var limits = ComparisonLimits(fileBytes: 3)
    #expect(DifferenceSearch.findings(first, second, limits: limits).map(\.code) == [.content])
    limits = ComparisonLimits(totalBytes: 5)
    #expect(DifferenceSearch.findings(first, second, limits: limits).map(\.code) == [.lineEnds])
    func nested(_ bytes: [UInt8], _ depth: Int) -> [UInt8] {
      (0..<depth).reduce(bytes) { inner, _ in FileCase.tar { $0.add("x", content: inner) } }
    }
    func deepest(_ depth: Int) throws -> DifferenceCode? {
      var (first, second) = (MemorySide(), MemorySide())
      try first.file("a", nested(left, depth))
      try second.file("a", nested(right, depth))
      var findings = DifferenceSearch.findings(first, second)
      while let inside = findings.first?.inside, !inside.isEmpty { findings = inside }
      return findings.first?.code
    }
    #expect(try deepest(3) == .lineEnds)
    #expect(try deepest(4) == .content)
    // What expands beyond every limit is not expanded.
    let zeros = GzipBytes.file([UInt8](repeating: 0, count: 1 << 16))
    var (large, other) = (MemorySide(), MemorySide())
    try large.file("a", zeros)
    try other.file("a", GzipBytes.file([UInt8](repeating: 0, count: 1 << 16 - 1)))
    #expect(
      DifferenceSearch.findings(large, other, limits: ComparisonLimits(fileBytes: 66_000, totalBytes: 1 << 20))
        .map(\.code) == [.archiveMember])
  }
}
