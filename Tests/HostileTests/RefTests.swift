import TestSupport
import Testing

@Suite("refs, tags and revisions", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct RefTests {
  private func trial(_ id: String) throws -> HostileCase {
    let trial = try HostileCase(id)
    trial.timeLimit = 18
    try trial.shell("cd repo; echo x >f; git add f; git commit -q -m 1; echo y >f; git commit -qa -m 2")
    return trial
  }

  @Test("H096: a tag and a branch of one name are not chosen between")
  func ambiguous() throws {
    let trial = try trial("H096")
    try trial.shell("cd repo; git tag v1 main~1; git branch v1")
    try trial.expectBoth(.usage, rev: "v1", says: ["refs/tags/v1", "refs/heads/v1"])
    try trial.expectBoth(.passed, rev: "refs/tags/v1")
  }

  @Test("H099: tags upon tags, up to sixteen")
  func nested() throws {
    let trial = try trial("H099")
    try trial.shell(
      """
      cd repo; O=$(git rev-parse main) T=commit
      for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        O=$(printf 'object %s\\ntype %s\\ntag t%s\\ntagger T <t@e> 1 +0000\\n\\nm\\n' $O $T $i | git hash-object -w -t tag --stdin)
        T=tag; git update-ref refs/tags/t$i $O
      done
      """)
    try trial.expectBoth(.passed, rev: "t16")
    for rev in ["t17", "t20"] { try trial.expectBoth(.repository, rev: rev, says: ["more than 16 tags"]) }
  }

  private static let commits: [(text: String, isFine: Bool)] = [
    ("T <t@e> -5 +0000", true), ("T <t@e>", true), ("T <t@e> 99999999999999999999 +0000", true),
    ("T <t@e> 9223372036854775807 +0000", true), ("T <t@e> 9223371974719179007 -9999", true),
    ("\u{1B}[31mT\u{7} ::error::x <t@e> 1 +0000", true),
  ]

  @Test("H101 H102: times and names of commits that no date or terminal can bear", arguments: commits.indices)
  private func people(_ index: Int) throws {
    let trial = try trial("H101")
    let tree = try trial.shell("git -C repo rev-parse 'main^{tree}'")
    let person = Self.commits[index].text
    let text =
      "tree \(tree)\nauthor \(person)\ncommitter \(person)\n\n::set-output name=a::\u{1B}[2J\u{202E}m\r\n##vso[x]\n"
    let commit = try trial.object("commit", Array(text.utf8))
    try trial.shell("git -C repo update-ref refs/heads/main \(commit)")
    try trial.expectBoth(.passed)
    try trial.expect(.passed, "log", "--repo", "repo")
    try trial.expect(.passed, "log", "--repo", "repo", "--json")
  }

  @Test(
    "H101: SOURCE_DATE_EPOCH is a time that dates have", arguments: [-5, 253_402_300_800, 9_223_372_036_854_775_807])
  func epoch(_ time: Int) throws {
    let trial = try trial("H101")
    let tree = try trial.shell("git -C repo rev-parse 'main^{tree}'")
    let text = "tree \(tree)\nauthor T <t@e> 1 +0000\ncommitter T <t@e> \(time) +0000\n\nm\n"
    try trial.shell("git -C repo update-ref refs/heads/main \(trial.object("commit", Array(text.utf8)))")
    try trial.writeScenario(rest: "build: { run: \"date -d @$SOURCE_DATE_EPOCH >out\", outputs: [out] }")
    try trial.expect(.repository, "run", "case.yml", "--check", says: ["SOURCE_DATE_EPOCH", "\(time)"])
  }

  private static let refs: [(script: String, says: String)] = [
    ("echo garbage >$R", "corrupted"), (": >$R", "corrupted"), ("echo 'ref: refs/tags/t' >$R", "5 levels"),
    ("ln -s /etc/passwd $R", "corrupted"), ("mkfifo $R", "not a regular file"),
    ("mkfifo .git/refs/tags/p; echo 'ref: refs/tags/p' >$R", "not a regular file"),
    ("head -c 1000000 /dev/zero >$R", "corrupted"),
    ("echo 1111111111111111111111111111111111111111 >$R", "the object is missing"),
  ]

  @Test("H103: refs that are no refs", arguments: refs.indices)
  private func files(_ index: Int) throws {
    let trial = try trial("H103")
    let row = Self.refs[index]
    try trial.shell("cd repo; mkdir -p .git/refs/tags; R=.git/refs/tags/t; \(row.script)")
    try trial.expectBoth(.repository, rev: "t", says: [row.says, "repo", " t"])
  }

  private static let revisions = [
    "", "@{", "HEAD~999999999999", ":", "--help", "refs/../../config", "HEAD@{yesterday}", "HEAD@{1}", ":/x", "main:f",
    "HEAD^{/x}", "main..main", "^main", "/etc/passwd", "a\u{1B}[2J", "HEAD^-1", "\u{202E}main", "main\n", "ma*n",
    String(repeating: "x", count: 100_000),
  ]

  @Test("H105: revisions that are none", arguments: revisions.indices)
  private func revision(_ index: Int) throws {
    let trial = try trial("H105")
    let run = try trial.expect(nil, ["context", "hash", "repo", "--rev=" + Self.revisions[index]])
    #expect(run.status == 2 || run.status == 6, "\(run.status) \(run.errorText.prefix(300))")
    #expect(run.errors.count < 2_000)
  }
}
