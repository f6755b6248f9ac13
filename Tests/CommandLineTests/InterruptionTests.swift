import Foundation
import TestSupport
import Testing

@Suite("interruption")
struct InterruptionTests {
  /// A run long enough to be interrupted: a tree that takes seconds to read.
  private func start(_ workspace: Workspace) throws -> Process {
    try workspace.write(
      "s.yml", "schemaVersion: 1\nrepo: {worktree: tree}\nrecord: false\n")
    try #require(workspace.shell("mkdir -p tree && truncate -s 60G tree/sparse").status == 0)
    let process = workspace.process(Workspace.tool, ["run", "s.yml", "--limits", "total=1TiB"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // Until a run has its directory.
    for _ in 0..<400 {
      if let base = try workspace.leftovers().first,
        let inside = try? FileManager.default.contentsOfDirectory(atPath: workspace.temporary + "/" + base),
        !inside.isEmpty
      {
        break
      }
      usleep(10_000)
    }
    #expect(try workspace.leftovers().count == 1)
    return process
  }

  /// Whether a worker of the tool still runs with this workspace's temporary root.
  private func workersAlive(_ workspace: Workspace) throws -> Bool {
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }
    return processes.contains { pid in
      guard let environment = FileManager.default.contents(atPath: "/proc/\(pid)/environ") else { return false }
      return String(decoding: environment, as: UTF8.self).contains("TMPDIR=" + workspace.temporary + "/lockstep-")
    }
  }

  @Test(
    "SIGINT, SIGTERM and SIGHUP end the workers, remove everything temporary and give 128+n",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func signals(number: Int32) throws {
    let workspace = try Workspace()
    let process = try start(workspace)
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 128 + number)
    #expect(try workspace.leftovers().isEmpty)
    #expect(try !workersAlive(workspace))
  }

  @Test("what has not begun does not begin: no waiting for builds that were to come")
  func buildsToCome() throws {
    let workspace = try Workspace()
    for number in 0..<40 {
      try workspace.write(
        "s/\(number).yml",
        "schemaVersion: 1\nname: s\(number)\nrepo: {synthetic: {commits: [{message: m, files: {f: x}}]}}\nrecord: false\n"
          + "build: {run: sleep 1, outputs: [f]}\n")
    }
    let process = workspace.process(Workspace.tool, ["run", "s", "--no-history"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<400 where try workspace.leftovers().isEmpty { usleep(10_000) }
    kill(process.processIdentifier, SIGINT)
    let start = ContinuousClock.now
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    // Each build that was to come took a quarter of a second.
    #expect(ContinuousClock.now - start < .seconds(8))
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("what a killed process left behind is removed by the next run, what a living one uses is not")
  func killed() throws {
    let workspace = try Workspace()
    let killed = try start(workspace)
    kill(killed.processIdentifier, SIGKILL)
    killed.waitUntilExit()
    let left = try workspace.leftovers()
    #expect(left.count == 1)
    // Workers die with their parent.
    for _ in 0..<100 where try workersAlive(workspace) { usleep(10_000) }
    #expect(try !workersAlive(workspace))
    // A name that looks like ours but is nobody's, and one of a process that lives.
    let foreign = workspace.temporary + "/lockstep-notes"
    try FileManager.default.createDirectory(atPath: foreign, withIntermediateDirectories: true)
    try workspace.write("quick.yml", Sample.passing)
    #expect(try workspace.lockstep("run", "quick.yml").status == 0)
    #expect(try workspace.leftovers() == ["lockstep-notes"])
  }
}
