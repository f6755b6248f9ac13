import TestSupport
import Testing

@Suite("symbolic links of trees", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(15)))
struct LinkTests {
  @Test("H040 H043: links anywhere are texts that nobody follows")
  func texts() throws {
    let trial = try HostileCase("H040")
    var entries = [
      ("absolute", "/etc/passwd"), ("loop", "loop"), ("one", "two"), ("outside", trial.outside), ("two", "one"),
    ]
    entries += [("up", "../../../../etc/passwd"), ("zero", "d/../../OUTSIDE/f")]
    entries += (100..<141).map { ("chain\($0)", "chain\($0 + 1)") }
    let rows = try entries.sorted { $0.0 < $1.0 }.map { (mode: "120000", name: $0.0, id: try trial.blob($0.1)) }
    try trial.commit(tree: trial.tree(rows))
    try trial.expectBoth(.passed)
    try trial.expect(.passed, "context", "ls", "repo", "--rev", "main", "--json")
  }

  @Test("H046: links in the place of git's own files are not followed, and warned about")
  func ownFiles() throws {
    let trial = try HostileCase("H046")
    try trial.shell("printf '* text eol=crlf\\n' >OUTSIDE-attributes")
    let link = try trial.blob(trial.workspace.work + "/OUTSIDE-attributes")
    let text = try trial.blob("a\nb\n")
    try trial.commit(tree: trial.tree([("100644", "a", text)]))
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
    try trial.commit(
      tree: trial.tree([("120000", ".gitattributes", link), ("120000", ".gitignore", link), ("100644", "a", text)]))
    try trial.writeScenario(rest: "expect: { contains: [a, .gitattributes] }")
    try trial.expect(.passed, "run", "case.yml", "--check")
    try trial.expect(
      .passed, "context", "hash", "repo", "--rev", "main",
      says: [".gitattributes: [gitattributesSymlink]", ".gitignore: [gitignoreSymlink]"])
    let list = try trial.expect(.passed, "context", "ls", "repo", "--rev", "main", "--json").outputText
    // Four bytes: no line end was changed.
    #expect(list.contains("\"size\":4") || list.contains("\"size\" : 4"), "\(list.prefix(400))")
  }

  @Test("H041: a lockfile that is a link out of the tree is no lockfile")
  func lockfile() throws {
    let trial = try HostileCase("H041")
    try trial.shell("echo '{\"lockfileVersion\":3}' >secret")
    for target in ["/etc/passwd", "../secret", "../../secret"] {
      try trial.commit(tree: trial.tree([("120000", "package-lock.json", trial.blob(target))]))
      try trial.expect(
        .repository, "locks", "repo", "--rev", "main", says: ["package-lock.json", "symbolic link", "leaves"])
      try trial.writeScenario()
      try trial.expect(
        .repository, "run", "case.yml", "--check", says: ["package-lock.json", "symbolic link", "leaves"])
    }
  }

  @Test("H028: a submodule is an empty directory, and named with its commit")
  func submodule() throws {
    let trial = try HostileCase("H028")
    let pin = String(repeating: "1", count: 40)
    try trial.commit(tree: trial.tree([("160000", "sub", pin)]))
    try trial.expect(
      .passed, "context", "hash", "repo", "--rev", "main", says: ["submodule sub pinned at \(pin) is not populated"])
    try trial.writeScenario()
    try trial.expect(.passed, "run", "case.yml", "--check")
  }
}
