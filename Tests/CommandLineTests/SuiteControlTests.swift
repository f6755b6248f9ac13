import Foundation
import TestSupport
import Testing

@Suite("how many failures, which scenarios, how often")
struct SuiteControlTests {
  private static let failing = Sample.passing.replacingOccurrences(of: "[x.log, .git]", with: "[w.txt]")

  @Test("--max-fail starts nothing after so many failures, and says so")
  func maximumFailures() throws {
    let workspace = try Workspace()
    for name in ["a", "b", "c", "d", "e"] {
      try workspace.write(name + ".yml", name == "a" ? Sample.passing : Self.failing)
    }
    let result = try workspace.lockstep("run", "--jobs", "1", "--max-fail", "2", "--json", "--junit", "o.xml", ".")
    #expect(result.status == 1)
    let scenarios = try #require(try result.json()["scenarios"] as? [[String: Any]])
    #expect(
      scenarios.map { $0["status"] as? String } == ["as expected", "unexpected", "unexpected", "not run", "not run"])
    #expect(try workspace.read("o.xml").contains("not run: enough others had failed"))
    let text = try workspace.lockstep("run", "--jobs", "1", "--max-fail", "1", ".")
    #expect(text.status == 1 && text.output.contains("NOT RUN") && text.output.contains("3 not run"))
    let all = try workspace.lockstep("run", "--max-fail", "5", ".")
    #expect(all.status == 1 && !all.output.contains("NOT RUN"))
    #expect(try workspace.lockstep("run", "--max-fail", "0", ".").status == 2)
  }

  @Test("--last-failed runs what failed, everything when nothing is known, and forgets what passes")
  func lastFailed() throws {
    let workspace = try Workspace()
    try workspace.write("dir/a.yml", Sample.passing)
    try workspace.write("dir/b.yml", Self.failing)
    let first = try workspace.lockstep("run", "--last-failed", "dir")
    #expect(first.status == 1 && first.output.contains("2 scenarios") && first.errors.contains("running all"))
    let again = try workspace.lockstep("run", "--last-failed", ".", at: workspace.work + "/dir")
    #expect(again.status == 1 && again.output.contains("1 scenario,") && !again.errors.contains("running all"))
    try workspace.write("dir/b.yml", Sample.passing)
    #expect(try workspace.lockstep("run", "--last-failed", "dir").output.contains("1 scenario,"))
    let after = try workspace.lockstep("run", "--last-failed", "dir")
    #expect(after.status == 0 && after.output.contains("2 scenarios") && after.errors.contains("running all"))
    let homeless = try workspace.lockstep("run", "--last-failed", "dir", environment: ["HOME": ""])
    #expect(homeless.status == 0 && homeless.errors.contains("neither XDG_CACHE_HOME nor HOME"))
  }

  @Test("what breaks on the machine is tried again and told; disagreement and a failing build never are")
  func retries() throws {
    let workspace = try Workspace()
    try #require(workspace.shell("mkdir tree && truncate -s 30G tree/sparse").status == 0)
    try workspace.write("s.yml", "schemaVersion: 1\nrepo: {worktree: tree}\nrecord: false\nvary: {runs: 1}\n")
    let slow = try workspace.lockstep(
      "run", "--timeout", "1", "--limits", "total=1TiB", "--retries", "2", "--json", "s.yml")
    #expect(slow.status == 7)
    let scenarios = try #require(try slow.json()["scenarios"] as? [[String: Any]])
    let runs = try #require(scenarios.first?["runs"] as? [[String: Any]])
    #expect((runs.first?["retried"] as? [[String: Any]])?.count == 2)
    let told = try workspace.lockstep("run", "--timeout", "1", "--limits", "total=1TiB", "--retries", "1", "s.yml")
    #expect(told.output.contains("run 1 was tried again after: "))
    let build =
      Sample.nondeterministic.replacingOccurrences(of: "stamped", with: "built")
      + "build: { run: exit 3, outputs: [a] }\n"
    for scenario in [Sample.nondeterministic, build] {
      try workspace.write("n.yml", scenario)
      let result = try workspace.lockstep("run", "--retries", "3", "n.yml")
      #expect(result.status != 0 && !result.output.contains("tried again"), "\(result.output)")
    }
  }

  @Test("records without a scenario are warned about, fail or are deleted; other lockfiles are left alone")
  func unreferenced() throws {
    let workspace = try Workspace()
    try workspace.write("dir/a.yml", Sample.passing)
    try workspace.lockstep("run", "dir")
    try workspace.write("dir/old.lock", try workspace.read("dir/a.lock"))
    try workspace.write("dir/poetry.lock", "# this file is generated\n")
    try workspace.write("dir/fixtures/x.lock", try workspace.read("dir/a.lock"))
    let warned = try workspace.lockstep("run", "dir")
    #expect(warned.status == 0 && warned.errors.contains("warning: the record dir/old.lock has no scenario"))
    #expect(!warned.errors.contains("poetry") && !warned.errors.contains("fixtures"))
    let failed = try workspace.lockstep("run", "--unreferenced=fail", "--json", "--junit", "f.xml", "dir")
    #expect(failed.status == 1)
    let text = try workspace.read("f.xml")
    #expect(
      XMLReader().parse(text) && text.contains("<testsuites name=\"lockstep\" tests=\"5\" failures=\"1\""), "\(text)")
    #expect(text.contains("type=\"record.unreferenced\"") && text.contains("dir/old.lock"), "\(text)")
    try workspace.lockstep("run", "--junit", "w.xml", "dir")
    let passing = try workspace.read("w.xml")
    #expect(passing.contains("tests=\"4\" failures=\"0\"") && !passing.contains("old.lock"), "\(passing)")
    #expect(try failed.json()["unreferencedRecords"] as? [String] == ["dir/old.lock"])
    #expect(try workspace.lockstep("run", "--unreferenced=fail", "dir/a.yml").status == 0)
    #expect(try workspace.lockstep("run", "--unreferenced=burn", "dir").status == 2)
    #expect(workspace.exists("dir/old.lock"))
    #expect(try workspace.lockstep("run", "--unreferenced=delete", "--filter", "sample", "dir").status == 0)
    #expect(!workspace.exists("dir/old.lock"))
    for kept in ["dir/a.lock", "dir/poetry.lock", "dir/fixtures/x.lock"] { #expect(workspace.exists(kept)) }
    #expect(try workspace.lockstep("run", "--unreferenced=fail", "dir").status == 0)
  }
}
