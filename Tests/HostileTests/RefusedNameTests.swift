import TestSupport
import Testing

@Suite("entries of trees that are refused", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct RefusedNameTests {
  /// One name, and what fsck calls it.
  struct Row: Sendable, CustomTestStringConvertible {
    let id: String
    let name: [UInt8]
    let message: String
    var mode = "100644"

    init(_ id: String, _ name: String, _ message: String, mode: String = "100644") {
      self.init(id, bytes: Array(name.utf8), message, mode: mode)
    }

    init(_ id: String, bytes: [UInt8], _ message: String, mode: String = "100644") {
      (self.id, self.name, self.message, self.mode) = (id, bytes, message, mode)
    }

    var testDescription: String { "\(id): \(name)" }
  }

  private static let rows = [
    Row("H003", "..", "[hasDotdot]"), Row("H003", ".", "[hasDot]"), Row("H003", "", "[emptyName]"),
    Row("H005", "a/../../../evil", "[fullPathname]"), Row("H005", "a/x", "[fullPathname]"),
    Row("H006", "/OUTSIDE/x", "[fullPathname]"),
    Row("H008", "git~1", "[hasDotgit]"), Row("H008", ".git::$INDEX_ALLOCATION", "[hasDotgit]"),
    Row("H008", ".git.", "[hasDotgit]"), Row("H008", ".GiT . .", "[hasDotgit]"),
    Row("H008", ".git\\config", "[hasDotgit]"), Row("H008", "a\\.git\\config", "[hasDotgit]"),
    Row("H008", ".g\u{200C}it", "[hasDotgit]"), Row("H008", "\u{FEFF}.git", "[hasDotgit]"),
    Row("H008", bytes: Array(".git".utf8) + [0xFF], "[hasDotgit]"),
    Row("H045", ".gitmodules", "[gitmodulesSymlink]", mode: "120000"),
    Row("H045", "GITMOD~1", "[gitmodulesSymlink]", mode: "120000"),
    Row("H045", "gi7eba~12", "", mode: "120000"), Row("H045", "gi7eba~9", "[gitmodulesSymlink]", mode: "120000"),
    Row("H045", "gi7eb~12", "[gitmodulesSymlink]", mode: "120000"),
    Row("H045", ".gitmodules::$DATA", "[gitmodulesSymlink]", mode: "120000"),
    Row("H045", ".git\u{200D}modules", "[gitmodulesSymlink]", mode: "120000"),
    Row("H024", "s", "[badFilemode]", mode: "104755"), Row("H024", "s", "[badFilemode]", mode: "102755"),
    Row("H024", "s", "[badFilemode]", mode: "101777"), Row("H024", "s", "[badFilemode]", mode: "010644"),
    Row("H025", "s", "[badFilemode]", mode: "100600"), Row("H025", "s", "[badFilemode]", mode: "100000"),
    Row("H025", "s", "[badFilemode]", mode: "777777777777777777777777"),
    Row("H025", "s", "[badFilemode]", mode: ""), Row("H025", "s", "[badFilemode]", mode: "-100644"),
  ]

  @Test("H003 H005 H006 H008 H024 H025 H045: names and modes that git's fsck calls errors", arguments: rows)
  private func refused(_ row: Row) throws {
    let trial = try HostileCase(row.id)
    try trial.commit(tree: trial.tree([(row.mode, row.name, trial.blob("x"))]))
    guard !row.message.isEmpty else {
      // Two digits behind six letters are no short name.
      try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
      return
    }
    try trial.expect(
      .repository, "context", "hash", "repo", "--rev", "main", says: [row.message, "repository repo", "revision main"])
  }

  @Test("H001 H003 H005 H020 H022 H024 H035 H045: none of these is checked out, whatever the road and the policy")
  func everyRoad() throws {
    let trial = try HostileCase("H001")
    let blob = try trial.blob()
    let other = try trial.blob("other\n")
    let inner = try trial.tree([("100644", "x", blob)])
    try trial.shell("cd repo && git commit -q --allow-empty -m c")
    let trees: [(String, [(mode: String, name: String, id: String)])] = [
      ("[hasDotgit]", [("40000", ".git", inner)]), ("[hasDotdot]", [("100644", "..", blob)]),
      ("[fullPathname]", [("100644", "d/x", blob)]),
      ("[duplicateEntries]", [("100644", "a", blob), ("100644", "a", other)]),
      ("[duplicateEntries]", [("120000", "a", blob), ("40000", "a", inner)]),
      ("[duplicateEntries]", [("40000", "a", inner), ("120000", "a", blob)]),
      ("[duplicateEntries]", [("100644", "a", blob), ("100644", "a-b", blob), ("40000", "a", inner)]),
      ("[gitmodulesSymlink]", [("120000", ".gitmodules", blob)]),
    ]
    for (message, entries) in trees {
      // Below the root, so that the place is told.
      try trial.commit(tree: trial.tree([("40000", "sub", trial.tree(entries))]))
      let says = [message, "(sub)", "revision main"]
      try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", "--paths", "any", says: says)
      try trial.writeScenario(rest: "paths: any")
      try trial.expect(.repository, "run", "case.yml", "--check", says: says)
    }
    try trial.expect(.repository, "locks", "repo", "--rev", "main", says: ["[gitmodulesSymlink]"])
  }

  @Test("H048: a link into .git that is a directory where case does not count")
  func linkIntoGit() throws {
    let trial = try HostileCase("H048")
    let inner = try trial.tree([("160000", "x", String(repeating: "1", count: 40))])
    for (link, target, directory) in [("a", ".git", "A"), ("é", "../.GIT/modules", "e\u{301}")] {
      let entries: [(mode: String, name: String, id: String)] = [
        (mode: "120000", name: link, id: try trial.blob(target)), ("40000", directory, inner),
      ]
      try trial.commit(
        tree: trial.tree(entries.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }))
      try trial.expectBoth(.repository, says: ["[symlinkIntoGit]", "CVE-2024-32002"])
    }
  }

  @Test("H034: a tree that ends within an entry")
  func truncated() throws {
    let trial = try HostileCase("H034")
    let good = Array("100644 a\0".utf8) + [UInt8](repeating: 1, count: 20)
    for (bytes, place) in [(Array("100644 a\0short".utf8), 0), (good + Array("100644".utf8), 29), (good + [0], 29)] {
      try trial.commit(tree: trial.object("tree", bytes))
      try trial.expect(
        .repository, "context", "ls", "repo", "--rev", "main", says: ["[badTree]", "malformed at byte \(place)"])
    }
  }

  @Test("H022 H024 H025: unsorted trees and odd modes are refused, or read as git reads them where that is allowed")
  func lenient() throws {
    let trial = try HostileCase("H022")
    let (one, two) = (try trial.blob("1\n"), try trial.blob("2\n"))
    let pairs: [(odd: [(mode: String, name: String, id: String)], plain: [(mode: String, name: String, id: String)])] =
      [
        ([("100644", "b", one), ("100644", "a", two)], [("100644", "a", two), ("100644", "b", one)]),
        ([("104755", "s", one)], [("100755", "s", one)]), ([("100600", "s", one)], [("100644", "s", one)]),
        ([("100777", "s", one)], [("100755", "s", one)]), ([("100000", "s", one)], [("100644", "s", one)]),
        ([("120777", "s", one)], [("120000", "s", one)]),
      ]
    for (odd, plain) in pairs {
      try trial.commit(tree: trial.tree(plain))
      let expected = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
      try trial.commit(tree: trial.tree(odd))
      try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", says: ["--paths any"])
      let run = try trial.expect(
        .passed, "context", "hash", "repo", "--rev", "main", "--paths", "any", says: ["warning: ", "["])
      #expect(run.outputText == expected.outputText)
    }
    // A checkout with the library's own route agrees, and nothing on disk has the bit.
    try trial.writeScenario(rest: "paths: any")
    try trial.expect(.passed, "run", "case.yml", "--check")
  }

  @Test("H027: modes that old programs wrote count as what they mean, with a warning")
  func oldModes() throws {
    let trial = try HostileCase("H027")
    let blob = try trial.blob()
    try trial.commit(tree: trial.tree([("100644", "a", blob)]))
    let expected = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
    for (mode, message) in [("0100644", "[zeroPaddedFilemode]"), ("100664", "[badFilemode]")] {
      try trial.commit(tree: trial.tree([(mode, "a", blob)]))
      let run = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", says: [message])
      #expect(run.outputText == expected.outputText)
      try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", "--paths", "strict", says: [message])
    }
  }
}
