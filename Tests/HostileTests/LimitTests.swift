import Foundation
import TestSupport
import Testing

@Suite("limits", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct LimitTests {
  /// Each limit, made small enough to be reached, on both roads: the message names it and the option that raises it.
  @Test(
    "a limit of a tree is an option, and the message names both",
    arguments: [
      ("entries=3", "more than 3 entries", "--limits entries=NUMBER"),
      ("depth=2", "2 ", "--limits depth=NUMBER"),
      ("path=8", "bytes", "--limits path=SIZE"),
      ("blob=100", "100 bytes", "--limits blob=SIZE"),
      ("total=150", "150 bytes", "--limits total=SIZE"),
    ])
  func tree(limit: String, what: String, option: String) throws {
    let trial = try HostileCase("limit \(limit)")
    try trial.shell(
      """
      cd repo; mkdir -p a/b/c/d; seq 1 40 >a/b/one; seq 1 35 >a/two; echo x >a/b/c/d/e
      head -c 300 /dev/zero >big; git add -A; git commit -q -m c
      """)
    for arguments in [
      ["context", "hash", "repo", "--rev", "main"], ["context", "ls", "repo", "--rev", "main"],
      ["context", "hash", "repo"],
    ] where limit != "blob=100" || arguments.contains("--rev") {
      try trial.expect(.repository, arguments + ["--limits", limit], says: [what, option])
    }
    try trial.writeScenario()
    try trial.expect(.repository, ["run", "case.yml", "--limits", limit], says: [what, option])
    try trial.expect(.passed, ["context", "hash", "repo", "--rev", "main"])
  }

  @Test("a scenario's size and nodes are limited")
  func scenario() throws {
    let trial = try HostileCase("limit scenario")
    try trial.writeScenario(rest: "# " + String(repeating: "x", count: 3000))
    try trial.expect(
      .usage, ["run", "case.yml", "--limits", "scenario=1KiB"], says: ["1 KiB", "--limits scenario=SIZE"])
    try trial.expect(
      .usage, ["run", "case.yml", "--limits", "nodes=5"], says: ["more than 5 nodes", "--limits nodes=NUMBER"])
    try trial.expect(.usage, ["list", "case.yml", "--limits", "nodes=5"], says: ["--limits nodes=NUMBER"])
  }

  @Test("what cannot be understood as a limit is refused before anything is read")
  func mistakes() throws {
    let trial = try HostileCase("limit mistakes")
    for text in [
      "", "entries", "entries=", "entries=0", "entries=1.5", "entries=-1", "deep=3", "blob=99999999999GiB", "blob=1XB",
      "entries=1k",
    ] {
      let run = try trial.expect(.usage, ["context", "hash", "repo", "--limits", text])
      #expect(run.errorText.contains("--limits"))
    }
  }

  @Test("a worker that needs more memory than it may have says so", .enabled(if: Sanitizing.leavesMemoryLimits))
  func memory() throws {
    let trial = try HostileCase("limit memory")
    try trial.shell("cd repo; head -c 60000000 /dev/urandom >big; git add -A; git commit -q -m c")
    try trial.expect(
      .repository, ["context", "hash", "repo", "--rev", "main", "--limits", "memory=64MiB"],
      says: ["memory", "64 MiB", "--limits memory=SIZE"])
  }

  @Test(
    "H147: a limit on the size of files fails the write, with a message", .enabled(if: Sanitizing.leavesMemoryLimits))
  func fileSize() throws {
    let trial = try HostileCase("H147")
    try trial.shell("cd repo; head -c 100000 /dev/urandom >big; git add -A; git commit -q -m c")
    try trial.writeScenario()
    try trial.expect(
      .environment, ["run", "case.yml"], says: ["File too large", "big"],
      through: ["/bin/sh", "-c", "ulimit -f 4; exec \"$@\"", "sh"])
  }

  @Test(
    "H148: a limit on the address space fails the worker, not the command", .enabled(if: Sanitizing.leavesMemoryLimits))
  func addressSpace() throws {
    let trial = try HostileCase("H148")
    trial.memoryLimit = 700 << 20
    try trial.shell("cd repo; head -c 100000000 /dev/urandom >big; git add -A; git commit -q -m c")
    let run = try trial.expect(
      nil, ["context", "hash", "repo", "--rev", "main", "--no-cache"], says: ["lockstep: "],
      through: ["/bin/sh", "-c", "ulimit -v 600000; exec \"$@\"", "sh"])
    #expect(run.status == 6 || run.status == 7)
  }

  @Test("H132: of a command that says gigabytes, the beginning and the end are kept, and memory stays flat")
  func babblingBuild() throws {
    let trial = try HostileCase("H132")
    trial.memoryLimit = 200 << 20
    try trial.shell("cd repo; echo x >f; git add -A; git commit -q -m c")
    try trial.writeScenario(
      rest: """
        build:
          run: |
            yes | head -c 1G; head -c 5M /dev/urandom >&2
            printf '\\033]0;x\\007::set-output name=a::b\\n##vso[task.complete]\\n\\377\\n' >&2
            echo 1 >out
            exit $FAIL
          outputs: [out]
          env: { FAIL: "3" }
        """)
    try trial.expect(.environment, ["run", "case.yml"], says: ["status 3"])
  }
}
