import Foundation
import TestSupport
import Testing

@Suite("names and modes in trees", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(15)))
struct EntryNameTests {
  /// Trees that are refused before anything is written: the case, the entries, and what the message has.
  private struct Refused: CustomTestStringConvertible, Sendable {
    let id: String
    let names: [(mode: String, name: [UInt8])]
    let says: [String]

    init(_ id: String, _ names: [(String, String)], _ says: String...) {
      self.id = id
      self.names = names.map { ($0.0, Array($0.1.utf8)) }
      self.says = says
    }

    var testDescription: String { id }
  }

  private static let refused = [
    Refused("H003 ..", [("100644", "..")], "[hasDotdot]"),
    Refused("H003 .", [("100644", ".")], "[hasDot]"),
    Refused("H005 /", [("100644", "a/../../../evil")], "[fullPathname]"),
    Refused("H005 a/x", [("100644", "a/x")], "[fullPathname]"),
    Refused("H006", [("100644", "/OUTSIDE/x")], "[fullPathname]"),
    Refused("H008 git~1", [("100644", "git~1")], "[hasDotgit]", ".git alias"),
    Refused("H008 GIT~1", [("100644", "GIT~1")], "[hasDotgit]", ".git alias"),
    Refused("H008 stream", [("100644", ".git::$INDEX_ALLOCATION")], "[hasDotgit]", ".git alias"),
    Refused("H008 dot", [("100644", ".git.")], "[hasDotgit]", ".git alias"),
    Refused("H008 blank", [("100644", ".git ")], "[hasDotgit]", ".git alias"),
    Refused("H008 backslash", [("100644", #".git\config"#)], "[hasDotgit]", ".git alias"),
    Refused("H008 HFS", [("100644", ".g\u{200C}it")], "[hasDotgit]", ".git alias"),
    Refused("H008 case", [("120000", ".GiT")], "[hasDotgit]", ".git alias"),
    Refused("H020", [("100644", "a"), ("100755", "a")], "[duplicateEntries]", "twice"),
    Refused("H020 kinds", [("100644", "a"), ("100644", "a.b"), ("40000", "a")], "[duplicateEntries]"),
    Refused("H022", [("100644", "b"), ("100644", "a")], "[treeNotSorted]"),
    Refused("H024 setuid", [("104755", "s")], "[badFilemode]"),
    Refused("H024 setgid", [("102755", "s")], "[badFilemode]"),
    Refused("H024 sticky", [("101777", "s")], "[badFilemode]"),
    Refused("H024 FIFO", [("10644", "s")], "[badFilemode]"),
    Refused("H025 600", [("100600", "s")], "[badFilemode]"),
    Refused("H025 000", [("100000", "s")], "[badFilemode]"),
    Refused("H025 777", [("100777", "s")], "[badFilemode]"),
    Refused("H045", [("120000", ".gitmodules")], "[gitmodulesSymlink]"),
    Refused("H045 case", [("120000", ".GitModules")], "[gitmodulesSymlink]"),
    Refused("H045 NTFS", [("120000", "gitmod~1")], "[gitmodulesSymlink]"),
    Refused("H035 link first", [("120000", "a"), ("40000", "a")], "[duplicateEntries]"),
  ]

  @Test("what no checkout may hold is refused with fsck's message id", arguments: refused)
  private func isRefused(_ refused: Refused) throws {
    let trial = try HostileCase(refused.id)
    let blob = try trial.blob(trial.outside)
    let empty = try trial.tree([(mode: "100644", name: "x", id: blob)])
    try trial.commit(
      tree: trial.tree(refused.names.map { (mode: $0.mode, name: $0.name, id: $0.mode == "40000" ? empty : blob) }))
    try trial.expectBoth(.repository, says: refused.says)
    #expect(!FileManager.default.fileExists(atPath: "/OUTSIDE"))
  }

  @Test("H001: a .git directory in a tree is refused, however deep")
  func dotGit() throws {
    let trial = try HostileCase("H001")
    let inner = try trial.tree([("100644", "config", trial.blob())])
    let git = try trial.tree([("40000", ".git", inner)])
    for tree in [git, try trial.tree([("40000", "deep", git)])] {
      try trial.commit(tree: tree)
      try trial.expectBoth(.repository, says: ["[hasDotgit]", "path component is a .git alias"])
      try trial.expect(.repository, "locks", "repo#main", says: ["[hasDotgit]"])
    }
  }

  /// Names that some system cannot hold, or that a terminal or a CI system would take for something else.
  private static let odd: [(id: String, names: [[UInt8]])] = [
    ("H010", ["CON", "NUL", "aux.txt", "C:x", #"a\b"#, "blank ", "dot."].map { Array($0.utf8) }),
    ("H012", ["a\nb", "sub\r", "x\ty"].map { Array($0.utf8) }),
    ("H013", ["\u{1B}[2Jx", "\u{1B}]0;pwn\u{7}", "\u{9B}31m", "\u{202E}txt.exe", "\u{7F}"].map { Array($0.utf8) }),
    (
      "H015",
      ["::error file=a,line=1::pwned", "::set-output name=x::y", "##vso[task.complete]", "##teamcity[x]", "##[error]x"]
        .map { Array($0.utf8) }
    ),
    ("H016", [[0xFF, 0xFE], [0xC0, 0xAE], [0xFF], [0xEF, 0xBF, 0xBD]]),
    ("H017", [Array("e\u{301}".utf8), Array("\u{E9}".utf8)]),
    ("H019", ["a.b", "a0", "a-b", "A", "é"].map { Array($0.utf8) } + [[0xFF]]),
  ]

  @Test("odd names are kept apart, byte for byte, and shown escaped", arguments: odd.map(\.id))
  func oddNames(id: String) throws {
    let trial = try HostileCase(id)
    let names = try #require(Self.odd.first { $0.id == id }?.names).sorted { $0.lexicographicallyPrecedes($1) }
    let entries = try names.enumerated().map { (mode: "100644", name: $1, id: try trial.blob("\($0)\n")) }
    try trial.commit(tree: trial.tree(entries))
    try trial.expectBoth(.passed)
    let listing = try trial.expect(.passed, "context", "ls", "repo", "--rev", "main", "--json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(listing.output)) as? [String: Any])
    #expect(document["entryCount"] as? Int == names.count)
    let shown = try #require(document["entries"] as? [[String: Any]]).compactMap { $0["path"] as? String }
    // Names that are not UTF-8 are shown in another form, and stay apart, too.
    let forms = try #require(document["entries"] as? [[String: Any]]).map { entry in
      (entry["path"] ?? entry["pathBase64"] ?? entry["path_b64"]).map { "\($0)" } ?? "\(entry)"
    }
    #expect(Set(forms.map { Array($0.unicodeScalars) }).count == names.count && shown.count <= names.count)
    // The same files on disk give the same digest by the other road.
    let checkedOut = try trial.shell(
      "git -C repo checkout -q -f main && find repo -not -path '*/.git*' -type f | wc -l")
    #expect(Int(checkedOut.trimmingCharacters(in: .whitespaces)).map { $0 >= names.count } == true)
    let objects = try trial.run(["context", "hash", "repo", "--rev", "main", "--no-cache"])
    let disk = try trial.run(["context", "hash", "repo", "--no-cache", "--ignore-file", "ignore"])
    try Data(".git\n".utf8).write(to: URL(fileURLWithPath: trial.workspace.work + "/ignore"))
    let ignoring = try trial.run(["context", "hash", "repo", "--no-cache", "--ignore-file", "ignore"])
    #expect(disk.status != 0)
    #expect(objects.output == ignoring.output)
    for locale in ["C", "tr_TR.UTF-8"] {
      trial.environment["LC_ALL"] = locale
      #expect(try trial.run(["context", "hash", "repo", "--rev", "main", "--no-cache"]).output == objects.output)
    }
  }

  @Test("H011: what no file system holds is refused before anything is written, with the length")
  func lengths() throws {
    let trial = try HostileCase("H011")
    let blob = try trial.blob()
    try trial.commit(tree: trial.tree([("100644", String(repeating: "n", count: 255), blob)]))
    try trial.expectBoth(.passed)
    for length in [256, 5000] {
      try trial.commit(tree: trial.tree([("100644", String(repeating: "n", count: length), blob)]))
      try trial.writeScenario()
      let run = try trial.expect(nil, ["run", "case.yml", "--check"])
      #expect(run.status == 6 || run.status == 7)
      #expect(run.outputText.contains("\(length)") || run.outputText.contains("name too long"))
    }
    var tree = try trial.tree([("100644", "f", blob)])
    for _ in 0..<515 { tree = try trial.tree([("40000", "d", tree)]) }
    try trial.commit(tree: tree)
    try trial.expectBoth(.repository, says: ["512", "--limits depth=NUMBER"])
  }

  @Test("H027: a mode with a zero before it gives the digest of the mode without")
  func zeroPadded() throws {
    let trial = try HostileCase("H027")
    let blob = try trial.blob()
    try trial.commit(tree: trial.tree([("0100644", "a", blob)]))
    let padded = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
    try trial.expectBoth(.passed)
    try trial.commit(tree: trial.tree([("100644", "a", blob)]))
    let plain = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
    #expect(padded.outputText == plain.outputText)
  }

  @Test("H028: a submodule without a .gitmodules is an empty directory, and said not to be populated")
  func gitlink() throws {
    let trial = try HostileCase("H028")
    let blob = try trial.blob()
    let pin = String(repeating: "ab", count: 20)
    try trial.commit(tree: trial.tree([("100644", "a", blob), ("160000", "sub", pin)]))
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", says: ["sub", pin, "not populated"])
    try trial.expectBoth(.passed)
  }

  @Test("H029, H031, H032, H034: objects of another type, missing or cut off are named")
  func wrongObjects() throws {
    let trial = try HostileCase("H029")
    let blob = try trial.blob()
    let tree = try trial.tree([("100644", "x", blob)])
    try trial.commit(tree: trial.tree([("40000", "d", blob)]))
    try trial.expectBoth(.repository, says: ["blob", "tree", blob])
    try trial.commit(tree: trial.tree([("100644", "f", tree)]))
    try trial.expectBoth(.repository, says: ["blob", "tree", tree])
    let missing = String(repeating: "1", count: 40)
    try trial.commit(tree: trial.tree([("100644", "a", blob), ("100644", "b", missing), ("100644", "c", blob)]))
    try trial.expectBoth(.repository, says: ["1111111111", "git fetch"])
    try trial.commit(tree: trial.tree([("100644", "a", blob), ("40000", "d", missing)]))
    try trial.expectBoth(.repository, says: ["1111111111", "git fetch"])
    try trial.commit(tree: trial.object("tree", Array("100644 a\0short".utf8)))
    try trial.expectBoth(.repository, says: ["malformed at byte 0"])
  }

  @Test("H023: a directory of very many entries is read and checked out in little memory")
  func manyEntries() throws {
    let trial = try HostileCase("H023")
    let blob = try trial.blob()
    let id = HostileCase.raw(blob)
    var bytes: [UInt8] = []
    for index in 0..<20_000 { bytes += Array("100644 f\(1_000_000 + index)\0".utf8) + id }
    try trial.commit(tree: trial.object("tree", bytes))
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", "--no-cache")
  }
}
