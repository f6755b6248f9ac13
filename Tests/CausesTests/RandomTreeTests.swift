import Causes
import Fingerprints
import TestSupport
import Testing

@Suite("random trees")
struct RandomTreeTests {
  /// A file that is made once and written on both sides.
  private struct File {
    var path: String
    var lines: [String]
    var mode: UInt16 = 0o644
    var ends = "\n"
    var mark = false
    var newline = true
    var isEmptyDirectory = false
    var link: String?
    var linkIsFile = false

    var text: [UInt8] {
      (mark ? [0xEF, 0xBB, 0xBF] : []) + Array((lines.joined(separator: ends) + (newline ? ends : "")).utf8)
    }

    func write(to side: inout MemorySide) throws {
      if isEmptyDirectory { return side.directory(path) }
      if let link {
        return linkIsFile ? try side.file(path, Array(link.utf8)) : try side.link(path, link)
      }
      try side.file(path, text, mode: mode)
    }
  }

  private typealias Change = (code: DifferenceCode, apply: @Sendable (inout File?) -> Void)

  private static let changesOfFiles: [Change] = [
    (.umask, { $0?.mode |= 0o020 }), (.executableBit, { $0?.mode |= 0o111 }), (.lineEnds, { $0?.ends = "\r\n" }),
    (.byteOrderMark, { $0?.mark = true }), (.finalNewline, { $0?.newline = false }),
    (.pathCase, { $0?.path.replace("file", with: "File") }),
    (.pathUnicode, { $0?.path.replace("\u{E9}", with: "e\u{301}") }),
  ]

  @Test("the codes found are those of the changes made", arguments: 0..<300)
  func exact(_ index: Int) throws {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max) &+ UInt64(index))
    var (left, right) = (MemorySide(), MemorySide())
    var expected: Set<DifferenceCode> = []
    for number in 0..<(1 + generator.below(12)) {
      var file = File(path: "dir\(number % 3)/\u{E9}file\(number)", lines: [])
      file.lines = (0..<(2 + generator.below(4))).map { _ in "line \(generator.below(1000))" }
      var changed: File? = file
      switch generator.below(5) {
      case 0: break
      case 1:
        file.link = "target"
        changed = file
        if generator.below(2) == 0 {
          changed?.link = "elsewhere"
          expected.insert(.linkTarget)
        } else {
          changed?.linkIsFile = true
          expected.insert(.linkAsFile)
        }
      case 2:
        file.isEmptyDirectory = generator.below(2) == 0
        changed = nil
        expected.insert(file.isEmptyDirectory ? .emptyDirectory : .pathRemoved)
      default:
        for change in Self.changesOfFiles where generator.below(4) == 0 {
          change.apply(&changed)
          expected.insert(change.code)
        }
      }
      try file.write(to: &left)
      try changed?.write(to: &right)
    }
    let found = DifferenceSearch.findings(left, right)
    #expect(Set(found.map(\.code)) == expected, "seed \(generator.seed)")
  }

  @Test("a record explains as much as can be told from digests", arguments: 0..<100)
  func recorded(_ index: Int) throws {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max) &+ UInt64(index))
    var (left, right) = (MemorySide(), MemorySide())
    var expected: Set<DifferenceCode> = []
    for number in 0..<(1 + generator.below(8)) {
      let file = File(path: "\u{E9}file\(number)", lines: (0..<3).map { _ in "line \(generator.below(1000))" })
      var changed: File? = file
      for change in Self.changesOfFiles where generator.below(4) == 0 {
        change.apply(&changed)
        // A manifest has no other mode than the executable bit.
        if change.code != .umask { expected.insert(change.code) }
      }
      try file.write(to: &left)
      try changed?.write(to: &right)
    }
    let found = DifferenceSearch.findings(try left.listed(), right)
    #expect(Set(found.map(\.code)) == expected, "seed \(generator.seed)")
  }
}
