import Foundation
import TestSupport
import Testing

/// Section G of the catalogue, of scenario files.
@Suite("hostile scenario files", .timeLimit(.minutes(30)))
struct ScenarioTextTests {
  private static let head = "schemaVersion: 1\nrecord: false\nvary: { runs: 1 }\n"
  private static func levels(_ line: (Int) -> String) -> String { (1...9).map(line).joined(separator: "\n") + "\n" }
  private static func nine(_ text: String) -> String { Array(repeating: text, count: 9).joined(separator: ", ") }

  /// By name: texts of half a megabyte are no arguments to print.
  private static let bombTexts = [
    "lists": "a0: &a0 [\(nine("x"))]\n" + levels { "a\($0): &a\($0) [\(nine("*a\($0 - 1)"))]" },
    "mappings": "a0: &a0 {k: v}\n"
      + levels { n in "a\(n): &a\(n) {" + (1...9).map { "k\($0): *a\(n - 1)" }.joined(separator: ", ") + "}" },
    "text": "a: &a \"\(String(repeating: "x", count: 400_000))\"\nb: [\(String(repeating: "*a,", count: 90_000))]\n",
    "itself": "a: &a [*a]\n", "itself as a key": "&a {*a : 1}\n", "nothing": "a: *b\n",
    "deep lists": String(repeating: "[", count: 50_000), "deep mappings": String(repeating: "{aaa: ", count: 50_000),
  ]

  @Test("H112, H113: aliases that multiply end within a second and 100 MB", arguments: bombTexts.keys.sorted())
  func bombs(name: String) throws {
    let trial = try HostileCase("H112")
    trial.memoryLimit = 100 << 20
    try trial.workspace.write("case.yml", Self.bombTexts[name] ?? "")
    let run = try trial.expect(.usage, "run", "case.yml", says: ["case.yml:", "error: ", "nothing was run"])
    // A second of a machine that does nothing else; a debug build on a busy one has more.
    #expect(run.seconds < 5)
  }

  @Test(
    "H115: what is given twice and tags that stand for more than text are mistakes with a place",
    arguments: [
      (head + "record: true\n", ":4:1: error: the key \"record\" is given more than once"),
      (head + "\"record\": true\n", ":4:1: error: the key \"record\" is given more than once"),
      (head + "x: &x {a: b}\n<<: *x\n", "unknown key \"<<\""),
      (head + "name: !!python/object:os.system x\n", ":4:7: error: the tag tag:yaml.org,2002:python/object:os.system"),
      (head + "name: !!binary aGk=\n", ":4:7: error: the tag tag:yaml.org,2002:binary"),
      (head + "name: !x y\n", ":4:7: error: the tag !x"),
    ])
  func duplicatesAndTags(text: String, says: String) throws {
    let trial = try HostileCase("H115")
    try trial.workspace.write("case.yml", text)
    try trial.expect(.usage, "run", "case.yml", says: [says])
  }

  @Test("H116: words that YAML takes for numbers and truths are the text that was written")
  func words() throws {
    let trial = try HostileCase("H116")
    let words = ["no", "0o22", "1_000", "022", "12:30:45", "1e3", ".inf", "1.10", "99999999999999999999", "~x"]
    try trial.workspace.write(
      "case.yml",
      Self.head
        + "tags: [\(words.joined(separator: ", "))]\nrepo: { synthetic: { commits: [{ files: { a: 1.10 } }] } }\n")
    try trial.expect(
      .passed, "show", "case.yml", says: ["tags        \(words.joined(separator: ", "))", "100644 4 bytes  a"])
    for number in ["1_000", "0x1", "1e0", ".inf", "99999999999999999999", "-1", "1.0", "٣"] {
      try trial.workspace.write(
        "case.yml", Self.head.replacing("runs: 1", with: "runs: \(number)") + "repo: { path: . }\n")
      #expect(try trial.run(["run", "case.yml"], input: "/dev/null").status == 2)
    }
  }

  @Test(
    "H118: paths that lead elsewhere are mistakes, and nothing is written",
    arguments: [
      "../../x", "/etc/x", "a/../b", ".git/config", "a//b", ".", "..", "", "a/", "./a", "a\\0b", ".GIT/x", "git~1/x",
      ".git /x", ".git./x", ".g\\u200cit/x", ".git::$INDEX_ALLOCATION/x", ".git\\\\config",
      String(repeating: "x", count: 256),
    ])
  func paths(path: String) throws {
    let trial = try HostileCase("H118")
    try trial.workspace.write(
      "case.yml", Self.head + "repo: { synthetic: { commits: [{ files: { \"\(path)\": b } }] } }\n")
    try trial.expect(.usage, "run", "case.yml", says: ["case.yml:4:", "nothing was run"])
  }

  @Test("H118: neither links nor fixtures lead out")
  func links() throws {
    let trial = try HostileCase("H118")
    try trial.workspace.write(
      "case.yml",
      Self.head
        + "repo: { synthetic: { commits: [{ files: { a: { symlink: \"\(trial.outside)\" } } }], worktree: { a/x: y } } }\n"
    )
    #expect(try trial.run(["run", "case.yml"], input: "/dev/null").status == 2)
    try trial.shell("ln -s \"$OUTSIDE/f\" l; mkfifo p")
    for from in ["../../OUTSIDE/f", trial.outside + "/f", "l", "p"] {
      try trial.workspace.write(
        "case.yml", Self.head + "repo: { synthetic: { commits: [{ files: { a: { from: \"\(from)\" } } }] } }\n")
      try trial.expect(.usage, "run", "case.yml", says: ["\"from\""])
    }
  }

  @Test(
    "H119: what is no readable file is not waited for",
    arguments: [
      ("mkdir case.yml", "no scenario"), ("mkfifo case.yml", "not a regular file"),
      ("ln -s /dev/zero case.yml", "not a regular file"),
      ("truncate -s 2G case.yml", "larger than 1 MiB"), ("ln -s nothing case.yml", "no such file"),
      ("ln -s case.yml case.yml", "symbolic links"),
      ("printf 'a: \\377\\n' > case.yml", "not UTF-8"), ("printf 'a: \\033\\n' > case.yml", "control characters"),
      (": > case.yml", "empty"),
    ])
  func files(script: String, says: String) throws {
    let trial = try HostileCase("H119")
    try trial.shell(script)
    let run = try trial.run(["run", "case.yml"], input: "/dev/null")
    #expect([2, 4].contains(run.status) && run.seconds < 10)
    #expect(run.errorText.lowercased().contains(says.lowercased()), "\(run.errorText)")
  }

  @Test("H119: ten thousand mistakes are not all printed, nor is a key of a megabyte")
  func mistakes() throws {
    let trial = try HostileCase("H119")
    try trial.workspace.write(
      "case.yml",
      "schemaVersion: 1\nrepo: { synthetic: { commits: ["
        + Array(repeating: "{zz: 1}", count: 10_000).joined(separator: ",") + "] } }\n")
    let run = try trial.expect(
      .usage, "run", "case.yml", says: ["100 mistakes", "and more mistakes, which are not shown"])
    #expect(run.errors.count < 100_000)
    try trial.workspace.write("case.yml", "? \"\(String(repeating: "x", count: 1_000_000))\"\n: 1\n")
    #expect(try trial.expect(.usage, "run", "case.yml").errors.count < 10_000)
  }
}
