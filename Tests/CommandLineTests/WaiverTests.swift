import Foundation
import TestSupport
import Testing

@Suite("skip, xfail and quarantine")
struct WaiverTests {
  private static let failing = Sample.passing.replacingOccurrences(of: "[x.log, .git]", with: "[w.txt]")
  private static let broken = "schemaVersion: 1\nname: gone\nrepo: {path: nowhere}\nrecord: false\n"

  @Test(
    "what a scenario says about its failure decides how it counts",
    arguments: [
      // The scenario, what it says, today, the exit status, what is printed.
      (failing, "xfail: {reason: known}", "2027-01-01", Int32(0), "XFAIL"),
      (failing, "xfail: {reason: known, until: 2027-01-01}", "2027-01-01", 0, "XFAIL"),
      (failing, "xfail: {reason: known, until: 2027-01-01}", "2027-01-02", 1, "its xfail ended with 2027-01-01: known"),
      (Sample.passing, "xfail: {reason: known}", "2027-01-01", 1, "XPASS"),
      (Sample.nondeterministic, "xfail: {reason: known}", "2027-01-01", 0, "XFAIL"),
      (broken, "xfail: {reason: known}", "2027-01-01", 6, "BROKEN"),
      (failing, "quarantine: {reason: flaky, until: 2027-01-01}", "2027-01-01", 0, "QUARANTINED"),
      (Sample.nondeterministic, "quarantine: {reason: flaky, until: 2027-01-01}", "2026-12-31", 0, "QUARANTINED"),
      (broken, "quarantine: {reason: flaky, until: 2027-01-01}", "2026-12-31", 0, "QUARANTINED"),
      (failing, "quarantine: {reason: flaky, until: 2027-01-01}", "2027-01-02", 1, "[quarantine.expired]"),
      (Sample.nondeterministic, "quarantine: {reason: f, until: 2027-01-01}", "2028-01-01", 3, "ended with 2027-01-01"),
      (Sample.passing, "quarantine: {reason: flaky, until: 2027-01-01}", "2028-01-01", 0, "in quarantine: flaky"),
      (failing, "skip: {reason: not here}", "2027-01-01", 4, "SKIP"),
    ])
  func counting(scenario: String, waiver: String, today: String, status: Int32, printed: String) throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", scenario + waiver + "\n")
    let result = try workspace.lockstep("run", "--today", today, "s.yml")
    #expect(result.status == status, "\(result.output)\(result.errors)")
    #expect(result.output.contains(printed), "\(result.output)")
  }

  @Test(
    "mistakes are refused at their place",
    arguments: [
      ("skip: {}", "needs the key \"reason\""), ("skip: yes", "\"skip\" must be a mapping"),
      ("skip: {reason: \"\"}", "\"reason\" must be one line"), ("quarantine: {reason: x}", "needs the key \"until\""),
      ("quarantine: {reason: x, until: 2027-02-30}", "\"until\" must be a day"),
      ("xfail: {reason: x, until: tomorrow}", "\"until\" must be a day"),
      ("xfail: {reason: x}\nskip: {reason: y}", "exclude each other"),
      ("skip: {reason: x, until: 2027-01-01}", "unknown key \"until\""),
    ])
  func mistakes(waiver: String, message: String) throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.passing + waiver + "\n")
    let result = try workspace.lockstep("run", "s.yml")
    #expect(result.status == 2 && result.errors.contains(message), "\(result.errors)")
  }

  @Test("reports tell them apart, with the reasons")
  func reports() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    try workspace.write("b.yml", Self.failing + "xfail: {reason: \"known <1>\"}\n")
    try workspace.write("c.yml", Sample.passing + "skip: {reason: not here}\n")
    try workspace.write("d.yml", Self.failing + "quarantine: {reason: flaky, until: 2030-01-01}\n")
    try workspace.write("e.yml", Sample.passing + "xfail: {reason: known}\n")
    let result = try workspace.lockstep("run", "--json", "--junit", "out.xml", "--today", "2027-01-01", ".")
    #expect(result.status == 1)
    let report = try result.json()
    let scenarios = try #require(report["scenarios"] as? [[String: Any]])
    #expect(
      scenarios.map { $0["status"] as? String } == ["as expected", "xfail", "skipped", "quarantined", "xpass"])
    #expect(scenarios.map { $0["verdict"] as? String } == ["passed", "failed", nil, "failed", "passed"])
    let summary = try #require(report["summary"] as? [String: Int])
    #expect(summary["xfail"] == 1 && summary["xpass"] == 1 && summary["skipped"] == 1 && summary["quarantined"] == 1)
    #expect((scenarios[3]["waiver"] as? [String: String])?["until"] == "2030-01-01")
    let text = try workspace.read("out.xml")
    let reader = XMLReader()
    #expect(reader.parse(text))
    #expect(
      reader.elements.filter { ["failure", "error", "skipped"].contains($0) } == [
        "skipped", "skipped", "skipped", "failure",
      ])
    #expect(text.contains("skipped=\"1\"") && text.contains("value=\"known &lt;1&gt;\""))
  }
}
