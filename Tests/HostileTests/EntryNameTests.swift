import Foundation
import TestSupport
import Testing

@Suite("odd names in trees", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct EntryNameTests {
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

  @Test("H028: a submodule without a .gitmodules is an empty directory, and said not to be populated")
  func gitlink() throws {
    let trial = try HostileCase("H028")
    let blob = try trial.blob()
    let pin = String(repeating: "ab", count: 20)
    try trial.commit(tree: trial.tree([("100644", "a", blob), ("160000", "sub", pin)]))
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", says: ["sub", pin, "not populated"])
    try trial.expectBoth(.passed)
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
