import TestSupport
import Testing

/// Object stores that are damaged or lie. That none of these hangs is held by the time: well below a worker's own limit.
@Suite("damaged object stores", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct ObjectStoreTests {
  /// A repository with one commit: a file `f` that cannot be compressed, and a directory with some more.
  private func trial(_ id: String, packed: Bool = false) throws -> HostileCase {
    let trial = try HostileCase(id)
    trial.timeLimit = 18
    try trial.shell(
      "cd repo; head -c 9000 /dev/urandom >f; mkdir s; for i in 1 2 3 4 5 6 7 8; do echo $i >s/$i; done; git add -A; "
        + "git commit -q -m c; git tag -a -m t v1" + (packed ? "; git repack -adq; chmod -R u+w .git/objects" : ""))
    return trial
  }

  /// Spoils the loose object that `revision` names: `$F` is its file.
  private func spoil(_ trial: HostileCase, _ revision: String, _ script: String) throws {
    try trial.shell(
      "cd repo; I=$(git rev-parse '\(revision)'); F=.git/objects/$(echo $I | cut -c1-2)/$(echo $I | cut -c3-); "
        + "chmod u+w $F; \(script)")
  }

  private static let scripts: [(id: String, script: String, says: String)] = [
    ("H050", "head -c $(( $(stat -c%s $F)/2 )) $F >t; mv -f t $F", "cut short"),
    ("H055", ": >$F", "it is empty"), ("H055", "head -c 100 /dev/zero >$F", "is damaged"),
    ("H055", "printf '\\001' | dd of=$F bs=1 seek=$(( $(stat -c%s $F) - 2 )) conv=notrunc 2>/dev/null", "cut short"),
    ("H057", "rm $F; mkfifo $F", "no regular file"), ("H059", "printf TRAIL >>$F", "git repack -ad"),
  ]

  @Test(
    "H050 H051 H055 H057 H059: loose objects cut short, empty, garbage, pipes, with bytes behind them",
    arguments: scripts.indices)
  private func loose(_ index: Int) throws {
    let row = Self.scripts[index]
    for revision in ["main:f", "main^{tree}", "main", "v1"] {
      let trial = try trial(row.id)
      try spoil(trial, revision, row.script)
      let rev = revision == "v1" ? "v1" : "main"
      try trial.expect(
        .repository, "context", "hash", "repo", "--rev", rev,
        says: ["objects/", "is damaged", row.says, "repository repo", "revision \(rev)"])
      guard revision == "main:f" else { continue }
      try trial.writeScenario()
      try trial.expect(.repository, "run", "case.yml", "--check", says: [row.says, "(f)"])
    }
  }

  @Test("H052 H054: objects whose header or content is not theirs")
  func lies() throws {
    let trial = try trial("H052")
    let hundred = try trial.object("blob", [UInt8](repeating: 0x78, count: 100))
    try trial.shell("chmod -R u+w repo/.git/objects")
    let path = "repo/.git/objects/\(hundred.prefix(2))/\(hundred.dropFirst(2))"
    let other = try trial.object("blob", Array("abc".utf8))
    try trial.commit(tree: trial.tree([("100644", "f", hundred)]))
    try trial.shell("cp repo/.git/objects/\(other.prefix(2))/\(other.dropFirst(2)) t; mv -f t \(path)")
    try trial.expectBoth(.repository, says: [hundred, "does not give that id", "repository repo"])
  }

  @Test("H029 H031 H032: objects of another type than they should be, and objects that are missing")
  func typesAndGaps() throws {
    let trial = try HostileCase("H031")
    let blob = try trial.blob()
    let tree = try trial.tree([("100644", "x", blob)])
    let (ones, twos) = (String(repeating: "1", count: 40), String(repeating: "2", count: 40))
    let rows: [([(mode: String, name: String, id: String)], [String])] = [
      ([("40000", "d", blob)], ["read tree", "(d)", blob, "should be a tree and is a blob"]),
      ([("100644", "f", tree)], ["read blob", "(f)", tree, "should be a blob and is a tree"]),
      ([("100644", "a", blob), ("100644", "b", ones), ("100644", "c", blob)], [ones, "(b)", "missing", "--refetch"]),
      ([("40000", "d", twos)], [twos, "(d)", "missing", "--refetch"]),
    ]
    for (entries, says) in rows {
      try trial.commit(tree: trial.tree(entries))
      try trial.expectBoth(.repository, says: says + ["repository repo"])
    }
  }

  private static let packs: [(id: String, script: String, says: String)] = [
    ("H060", "printf '\\377\\377' | dd of=$P.pack bs=1 seek=4000 conv=notrunc 2>/dev/null", "git fsck"),
    ("H061", "truncate -s 5000 $P.pack", "is damaged"), ("H061", ": >$P.pack", "is damaged"),
    (
      "H061", "printf x | dd of=$P.pack bs=1 seek=$(( $(stat -c%s $P.pack) - 3 )) conv=notrunc 2>/dev/null",
      "is damaged"
    ),
    ("H061", "rm $P.idx", "has no counterpart"), ("H061", "rm $P.pack", "has no counterpart"),
    ("H061", "truncate -s 700 $P.idx", "is damaged"),
    (
      "H062", "tr '\\000' '\\377' </dev/zero | dd of=$P.idx bs=1 seek=8 count=1024 conv=notrunc 2>/dev/null",
      "is damaged"
    ),
    ("H062", "printf '\\177' | dd of=$P.idx bs=1 seek=1028 count=1 conv=notrunc 2>/dev/null", "is damaged"),
    ("H062", "printf '\\177' | dd of=$P.idx bs=1 seek=500 count=1 conv=notrunc 2>/dev/null", "is damaged"),
  ]

  @Test("H060 H061 H062: packs and indexes that are damaged, cut short or missing", arguments: packs.indices)
  private func packed(_ index: Int) throws {
    let row = Self.packs[index]
    let trial = try trial(row.id, packed: true)
    try trial.shell("cd repo; P=$(ls .git/objects/pack/*.pack); P=${P%.pack}; \(row.script)")
    try trial.expectBoth(.repository, says: [row.says, "repository repo"])
  }

  @Test("H064 H074: what git keeps beside the objects may be damaged or special")
  func extras() throws {
    let trial = try trial("H064", packed: true)
    let expected = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", "--no-cache")
    for script in [
      "git multi-pack-index write; chmod u+w .git/objects/pack/*; truncate -s 50 .git/objects/pack/multi-pack-index",
      "git commit-graph write --reachable; chmod -R u+w .git/objects/info; truncate -s 30 .git/objects/info/commit-graph",
      "git config core.sparseCheckout true; git config extensions.worktreeConfig true; git config core.repositoryformatversion 1",
    ] {
      try trial.shell("cd repo; " + script)
      let run = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", "--no-cache")
      #expect(run.outputText == expected.outputText)
    }
    try trial.writeScenario()
    try trial.expect(.passed, "run", "case.yml", "--check")
  }

  @Test("H065 H066: an object larger than the limit is refused by its header")
  func bombs() throws {
    let trial = try HostileCase("H066")
    trial.timeLimit = 25
    try trial.shell("cd repo; head -c 200M /dev/zero >f; git add f; git commit -q -m c; rm f")
    try trial.expect(
      .repository, "context", "hash", "repo", "--rev", "main", "--limits", "blob=100MiB",
      says: ["f", "100 MiB", "--limits blob=SIZE"])
  }

  @Test("H070: alternates that lead in circles do no harm, those that are not there are named when they are missed")
  func alternates() throws {
    let trial = try trial("H070")
    try trial.shell(
      "cd repo; git clone -q . ../other; mkdir -p .git/objects/info; "
        + "{ echo \"$PWD/.git/objects\"; echo \"$PWD/../other/.git/objects\"; } >.git/objects/info/alternates; "
        + "echo \"$PWD/.git/objects\" >../other/.git/objects/info/alternates")
    try trial.expectBoth(.passed)
    try trial.shell("echo /nonexistent/objects >repo/.git/objects/info/alternates")
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", "--no-cache")
    try spoil(trial, "main:f", "rm -f $F")
    // What was learnt of the object before is still true.
    try trial.shell("rm -rf ../cache")
    try trial.expectBoth(.repository, says: ["/nonexistent/objects is not there", "(f)"])
    try trial.shell("rm repo/.git/objects/info/alternates; mkfifo repo/.git/objects/info/alternates")
    try trial.expectBoth(.repository, says: ["objects/info/alternates", "not a regular file"])
  }

  @Test("H071 H072 H073: shallow and partial clones and other formats say what they lack")
  func clones() throws {
    let trial = try trial("H071")
    try trial.shell(
      "cd repo; git commit -q --allow-empty -m 2; git config uploadpack.allowFilter true; "
        + "git config uploadpack.allowAnySHA1InWant true; cd ..; git clone -q --depth 1 file://$PWD/repo shallow; "
        + "git clone -q --no-checkout --filter=blob:none file://$PWD/repo partial; git init -q --object-format=sha256 "
        + "other; cd other; echo x >f; git add f; git commit -q -m c")
    try trial.expect(.passed, "context", "hash", "shallow", "--rev", "main")
    for rev in ["main~1", "v9"] {
      try trial.expect(
        .repository, "context", "hash", "shallow", "--rev", rev, says: ["shallow", "git fetch --unshallow", rev])
    }
    try trial.expect(
      .repository, "context", "hash", "partial", "--rev", "main", "--no-cache",
      says: ["partial", "git fetch --refetch", "(f)"])
    try trial.expect(.repository, "context", "hash", "other", "--rev", "main", says: ["SHA-1 repositories"])
  }

  @Test("H076: garbage collection while reading")
  func collecting() throws {
    let trial = try trial("H076")
    for step in 0..<3 {
      try trial.shell("cd repo; echo \(step) >n; git add -A; git commit -q -m n; git gc -q --prune=now")
      try trial.expectBoth(.passed)
    }
  }
}
