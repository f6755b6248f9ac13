import Foundation
import TestSupport
import Testing

/// Lockfiles and ignore files that are made to cost much or to be read in two ways.
@Suite("lockfiles and ignore files made to do harm", .timeLimit(.minutes(30)))
struct InputTextTests {
  private static let head = #"{"lockfileVersion":3,"packages":{"node_modules/b":{"version":"#
  private static let tail = #","resolved":"https://r.example/b.tgz"}}}"#

  private static let locks: [(name: String, file: String, bytes: [UInt8], says: String)] = [
    ("open brackets", "package-lock.json", [UInt8](repeating: 0x5B, count: 100_000), "nested more than"),
    (
      "nested deep", "package-lock.json",
      text(String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)), "nested more than"
    ),
    (
      "a string of 10 MB", "package-lock.json", text("\"" + String(repeating: "1", count: 10_000_000) + "\""), "b comes"
    ),
    ("a number beyond all", "package-lock.json", text("1e999999"), "number too big"),
    ("2 to the 64th", "package-lock.json", text("18446744073709551616"), "b comes"),
    ("half a surrogate pair", "package-lock.json", text(#""\ud800""#), "surrogate"),
    ("a key twice", "package-lock.json", text(#""1.0.0","version":"2.0.0""#), "more than once"),
    ("no number", "package-lock.json", text("NaN"), "not valid JSON"),
    ("a byte order mark", "package-lock.json", [0xEF, 0xBB, 0xBF] + text(#""1.0.0""#), "b comes"),
    ("a zero byte", "package-lock.json", text("\"1.0\u{0}.0\""), "not valid JSON"),
    (
      "TOML nested deep", "poetry.lock", Array("a = ".utf8) + [UInt8](repeating: 0x5B, count: 100_000), "not valid TOML"
    ),
    (
      "TOML with long dotted keys", "poetry.lock",
      Array((0..<200).map { "k." + String(repeating: "a.", count: 200) + "z\($0) = 1" }.joined(separator: "\n").utf8),
      "nested more than"
    ),
    ("a date that is none", "poetry.lock", Array("d = 9999-12-31T23:59:61Z".utf8), "not valid TOML"),
    (
      "a long array", "poetry.lock", Array(("a = [" + String(repeating: "1,", count: 100_000) + "]").utf8),
      "no [metadata]"
    ),
  ]

  private static func text(_ value: String) -> [UInt8] { Array((head + value + tail).utf8) }

  @Test("H121 H122: a lock is read, or graded U with a finding that says why", arguments: locks.indices)
  private func lock(_ index: Int) throws {
    let row = Self.locks[index]
    let trial = try HostileCase("H121 \(row.name)")
    try trial.shell("mkdir tree; cat >tree/\(row.file)", input: row.bytes)
    try trial.expect(.passed, "locks", "tree", says: [row.says])
    // What cannot be understood is never taken for good.
    try trial.expect(.failed, "locks", "tree", "--min-grade", "A")
  }

  @Test("H124: line ends and the last newline change the bytes of a lock and not its meaning")
  func lineEnds() throws {
    let trial = try HostileCase("H124")
    try trial.shell(
      "mkdir a b; printf 'x==1.0\\ny==2.0\\n' >a/requirements.txt; printf 'x==1.0\\r\\ny==2.0' >b/requirements.txt")
    let diff = try trial.expect(nil, ["locks", "diff", "a", "b"])
    #expect(diff.status == 0, "\(diff.outputText) \(diff.errorText)")
    let digests = try ["a", "b"].map { try trial.run(["locks", $0, "--json"]).outputText }
    #expect(digests[0] != digests[1])
  }

  /// What costs other matchers exponential time, or stack.
  private static let patterns = [
    String(repeating: "**/", count: 12) + "x", String(repeating: "*a", count: 30) + "b",
    String(repeating: "[a-z]", count: 200), String(repeating: "?", count: 5_000), String(repeating: "**/a", count: 20),
    "*(*(a|b))", String(repeating: "{a,b}", count: 20), (0..<20_000).map { "name\($0).*" }.joined(separator: "\n"),
  ]

  @Test("H125 H126: ignore files that other matchers choke on cost little", arguments: patterns.indices)
  func expensive(_ index: Int) throws {
    let trial = try HostileCase("H126")
    trial.timeLimit = 5
    let deep = String(repeating: "a/", count: 30)
    try trial.shell(
      "mkdir -p tree/\(deep); echo x >tree/\(deep)y; (cd tree; seq -f 'f%g' 1 2000 | xargs touch); "
        + "printf 'a%.0s' $(seq 200) | sed 's|^|tree/|' | xargs touch; cat >tree/.dockerignore",
      input: Array((Self.patterns[index] + "\n").utf8))
    try trial.expect(.passed, "context", "hash", "tree", "--no-cache")
  }

  /// What BuildKit refuses ends with the place; what it accepts is accepted.
  private static let odd: [(rule: [UInt8], isFine: Bool)] = [
    (Array("[a".utf8), false), (Array("[!".utf8), false), (Array("a\\".utf8), false), (Array("!".utf8), false),
    (Array("!!x".utf8), true), ([0x61, 0, 0x62], true), (Array("/".utf8), true), (Array("..".utf8), true),
    (Array("../x".utf8), true), (Array("//".utf8), true),
  ]

  @Test(
    "H127: rules that are none are refused with their line, others are taken as BuildKit takes them",
    arguments: odd.indices)
  private func malformed(_ index: Int) throws {
    let trial = try HostileCase("H127")
    let row = Self.odd[index]
    try trial.shell(
      "mkdir tree; echo x >tree/f; cat >tree/.dockerignore", input: Array("# rules\n".utf8) + row.rule + [0x0A])
    try trial.expect(
      row.isFine ? .passed : .repository, "context", "hash", "tree", "--no-cache",
      says: row.isFine ? [] : [".dockerignore", "2"])
  }

  @Test("H129: a star takes any byte but the slash")
  func bytes() throws {
    let trial = try HostileCase("H129")
    try trial.shell("mkdir tree; printf 'a*b\\n' >tree/.dockerignore; echo x >tree/keep")
    for name in [Array("a\nb".utf8), [0x61, 0xFF, 0x62], Array("a\u{E9}b".utf8), Array("ae\u{301}b".utf8)] {
      try trial.shell("cd tree; touch \"$(cat)\"", input: name)
    }
    let list = try trial.expect(.passed, "context", "ls", "tree", "--no-cache")
    #expect(list.outputText.contains("keep") && !list.outputText.contains("a\\"), "\(list.outputText)")
    #expect(list.outputText.split(separator: "\n").count { $0.contains("keep") || $0.hasSuffix("b") } == 1)
  }

  @Test("H067: a tree of few objects and very many paths", .enabled(if: HostileCase.hasGit, Need.git))
  func treeBomb() throws {
    let trial = try HostileCase("H067")
    var tree = try trial.tree([("100644", "f", trial.blob())])
    for _ in 0..<8 { tree = try trial.tree((0..<10).map { (mode: "40000", name: "d\($0)", id: tree) }) }
    try trial.commit(tree: tree)
    for arguments in [["context", "hash", "repo", "--rev", "main"], ["locks", "repo#main"]] {
      try trial.expect(
        .repository, arguments + ["--limits", "entries=30000"], says: ["more than 30000 entries", "--limits entries"])
    }
    try trial.writeScenario()
    try trial.expect(
      .repository, "run", "case.yml", "--check", "--limits", "entries=30000", says: ["more than 30000 entries"])
  }

  @Test("H068: a tree deeper than any stack", .enabled(if: HostileCase.hasGit, Need.git))
  func deepTree() throws {
    let trial = try HostileCase("H068")
    try trial.shell(
      """
      cat >deep.py <<'END'
      import hashlib, os, zlib
      def write(kind, content):
          data = kind + b' ' + str(len(content)).encode() + b'\\0' + content
          name = hashlib.sha1(data).hexdigest()
          os.makedirs('repo/.git/objects/' + name[:2], exist_ok=True)
          with open('repo/.git/objects/' + name[:2] + '/' + name[2:], 'wb') as file: file.write(zlib.compress(data, 1))
          return name
      entry = b'100644 f\\0' + bytes.fromhex(write(b'blob', b'x'))
      for level in range(5000):
          tree = write(b'tree', entry)
          entry = b'40000 d\\0' + bytes.fromhex(tree)
      print(tree)
      END
      """)
    try trial.commit(tree: trial.shell("python3 deep.py"))
    try trial.expectBoth(.repository, says: ["512", "--limits depth=NUMBER"])
    for arguments in [
      ["context", "hash", "repo", "--rev", "main"], ["locks", "repo#main"], ["run", "case.yml", "--check"],
    ] {
      try trial.expect(.repository, arguments + ["--limits", "depth=2048,path=1MiB"], says: ["2048"])
    }
    try trial.expect(
      .usage, "context", "hash", "repo", "--rev", "main", "--limits", "depth=2049", says: ["at most 2048"])
  }

  @Test(
    "H089: a repository of another user is read: nothing that it configures is acted on",
    .enabled(if: HostileCase.hasGit && Workspace.isRoot, Need.root))
  func foreignOwner() throws {
    let trial = try HostileCase.plain("H089")
    let digest = try trial.digest()
    try trial.shell("git -C repo config core.fsmonitor \"$OUTSIDE/evil\"; chown -R 12345 repo")
    try trial.expectBoth(.passed)
    #expect(try trial.digest() == digest)
  }
}
