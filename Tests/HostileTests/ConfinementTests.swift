import Foundation
import TestSupport
import Testing

@Suite("what workers cannot do", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct ConfinementTests {
  /// Landlock is in the kernel since 5.13; a container may forbid it.
  private static let hasLandlock: Bool = {
    guard let workspace = try? Workspace(), let result = try? workspace.lockstep("doctor") else { return false }
    return result.output.contains("none can be changed")
  }()

  @Test(
    "doctor says what holds workers, as one of them found out by trying", .enabled(if: Sanitizing.leavesMemoryLimits))
  func doctor() throws {
    let workspace = try Workspace()
    let result = try workspace.lockstep("doctor", "--json")
    let facts = try #require(try result.json()["facts"] as? [[String: Any]])
    func value(_ name: String) -> String { facts.first { $0["name"] as? String == name }?["value"] as? String ?? "" }
    #expect(value("worker: limits").contains("memory 4 GiB") && value("worker: limits").contains("no core dumps"))
    #expect(value("worker: privileges") == "none can be gained")
    #expect(value("worker: descriptors") == "none inherited")
    #expect(!value("worker: files").isEmpty && !value("worker: programs").isEmpty && !value("worker: network").isEmpty)
  }

  @Test("an inherited descriptor does not reach a worker", .enabled(if: !Sanitizing.isOn))
  func descriptors() throws {
    let workspace = try Workspace()
    let result = try workspace.shell("exec 7</etc/passwd 8>leak; '\(Workspace.tool)' doctor")
    #expect(result.output.contains("none inherited"))
  }

  @Test(
    "H130: a build changes nothing outside of its own directories, unless the scenario says where",
    .enabled(if: hasLandlock, "needs Landlock"))
  func buildElsewhere() throws {
    let trial = try HostileCase("H130")
    try trial.shell("cd repo; echo x >f; git add -A; git commit -q -m c")
    let attempts =
      "echo y >'\(trial.outside)/f'; rm '\(trial.outside)/l'; mkdir '\(trial.outside)/n'; true >'\(trial.outside)/d/x'"
    try trial.writeScenario(
      rest: """
        build:
          run: |
            \(attempts); touch ../../x
            echo inside >"$HOME/h"; echo inside >"$TMPDIR/t"; cat "$HOME/h" "$TMPDIR/t" >out
          outputs: [out]
        """)
    try trial.expect(.passed, "run", "case.yml")
    try trial.writeScenario(
      rest:
        "build: { run: \"echo y >'\(trial.outside)/f'; echo 1 >out\", outputs: [out], writable: ['\(trial.outside)'] }")
    let allowed = try trial.workspace.lockstep("run", "case.yml")
    #expect(allowed.status == 0, "\(allowed.output)")
    #expect(try String(contentsOfFile: trial.outside + "/f", encoding: .utf8) == "y\n")
    try trial.writeScenario(rest: "build: { run: \"true\", outputs: [out], writable: [tmp] }")
    try trial.expect(.usage, "run", "case.yml", says: ["writable", "absolute"])
  }
}
