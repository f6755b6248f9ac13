import Testing

@Suite("names in trees", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(15)))
struct EntryNameTests {
  @Test("H001: a .git directory in a tree is refused")
  func dotGit() throws {
    let trial = try HostileCase("H001")
    let inner = try trial.tree([("100644", "config", trial.blob())])
    try trial.commit(tree: trial.tree([("40000", ".git", inner)]))
    try trial.expectBoth(.repository, says: ["[hasDotgit]", "path component is a .git alias"])
  }
}
