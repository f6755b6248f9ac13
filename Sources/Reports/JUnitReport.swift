internal import Fingerprints
internal import Model

/// JUnit XML as CI systems read it: a suite for each scenario file, in the order of the report.
///
/// The first test case is the scenario with its verdict, then each run is one, `NAME@run-2`. A verdict that was not
/// expected is a `failure`; what could not be found out is an `error`; what did not run, an expected failure and one in
/// quarantine are `skipped`, with the reason. A run that broke on the machine and was tried again is flaky in the
/// dialect of Maven's Surefire. Properties have digests. Times are left out unless the report has them, so that the same
/// results give the same bytes.
///
/// Source: Jenkins's junit-10.xsd (github.com/jenkinsci/xunit-plugin); for suites with times Surefire's own schema, too.
public enum JUnitReport {
  public static func text(_ report: ReportDocument) -> String {
    let times = Times(report.timing)
    let notRun = NotRunText.reason(report)
    var suites = report.scenarios.map { Suite($0, times, notRun: notRun) }
    if report.unreferencedFail == true { suites.append(Suite(unreferenced: report.unreferencedRecords)) }
    if report.incomplete == true { suites.append(.incomplete) }
    let total = suites.reduce(Counts()) { $0 + $1.counts }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append("<testsuites name=\"lockstep\" \(total.outerAttributes)\(times.attribute(report.timing?.seconds))>")
    for suite in suites { lines += suite.lines }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many test cases came to what.
  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    static func + (one: Counts, other: Counts) -> Counts {
      Counts(
        tests: one.tests + other.tests, failures: one.failures + other.failures, errors: one.errors + other.errors,
        skipped: one.skipped + other.skipped)
    }

    /// Of all suites together: schemas know no number of skipped ones there.
    var outerAttributes: String { "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\"" }

    var attributes: String { "\(outerAttributes) skipped=\"\(skipped)\"" }
  }

  private struct Times {
    private let runs: [String: [Double]]

    init(_ timing: ReportDocument.Timing?) {
      runs = Dictionary(
        (timing?.scenarios ?? []).map { ($0.file, $0.runs) }, uniquingKeysWith: { first, _ in first })
    }

    func attribute(_ seconds: Double?) -> String {
      guard let seconds, (0...1e9).contains(seconds) else { return "" }
      let thousandths = Int((seconds * 1000).rounded())
      let rest = String(thousandths % 1000)
      return " time=\"\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)\""
    }

    func total(_ file: String) -> Double? { runs[file].map { $0.reduce(0, +) } }

    func run(_ file: String, _ index: Int) -> Double? {
      runs[file].flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
  }

  private struct Suite {
    var counts = Counts()
    private(set) var lines: [String] = []

    init(_ entry: ReportDocument.ScenarioEntry, _ times: Times, notRun: String) {
      var cases: [String] = []
      let className = XMLText.escaped(JUnitReport.className(entry.file))
      cases += scenario(entry, className, times, notRun: notRun)
      for (index, run) in entry.runs.enumerated() { cases += self.run(run, index, entry, className, times) }
      let name = XMLText.escaped(entry.file)
      lines.append(
        "  <testsuite name=\"\(name)\" \(counts.attributes)\(times.attribute(times.total(entry.file)))>")
      lines += JUnitReport.properties(entry)
      lines += cases
      lines.append("  </testsuite>")
    }

    init(unreferenced records: [String]) {
      counts = Counts(tests: 1, failures: 1)
      let body = records.map { "the record \(PathText.visible($0)) has no scenario" }.joined(separator: "\n")
      lines = [
        "  <testsuite name=\"records\" \(counts.attributes)>",
        "    <testcase classname=\"records\" name=\"every record has a scenario\">",
        "      <failure message=\"records without a scenario: \(records.count)\" type=\"record.unreferenced\">"
          + XMLText.escaped(body) + "</failure>",
        "    </testcase>", "  </testsuite>",
      ]
    }

    /// What keeps readers from taking what did run for all there was.
    static let incomplete = Suite(
      counts: Counts(tests: 1, errors: 1),
      lines: [
        "  <testsuite name=\"lockstep\" \(Counts(tests: 1, errors: 1).attributes)>",
        "    <testcase classname=\"lockstep\" name=\"the run is complete\">",
        "      <error message=\"\(NotRunText.ended)\" type=\"incomplete\"/>",
        "    </testcase>", "  </testsuite>",
      ])

    private init(counts: Counts, lines: [String]) {
      self.counts = counts
      self.lines = lines
    }

    private mutating func scenario(
      _ entry: ReportDocument.ScenarioEntry, _ className: String, _ times: Times, notRun: String
    ) -> [String] {
      counts.tests += 1
      let head = [
        "    <testcase classname=\"\(className)\" name=\"\(XMLText.escaped(entry.name))\"\(times.attribute(times.total(entry.file)))>"
      ]
      let output = JUnitReport.systemOutput(entry)
      if entry.status == .asExpected { return head + [output, "    </testcase>"] }
      if !entry.status.isFailure {
        counts.skipped += 1
        let message = XMLText.escaped(JUnitReport.skipMessage(entry, notRun: notRun))
        return head + ["      <skipped message=\"\(message)\"/>", output, "    </testcase>"]
      }
      let verdict = entry.verdict?.rawValue ?? entry.status.rawValue
      let element = entry.verdict == .broken ? "error" : "failure"
      if entry.verdict == .broken { counts.errors += 1 } else { counts.failures += 1 }
      let type = entry.causes.first?.code ?? verdict
      let message = entry.causes.first?.message ?? "\(verdict), expected \(entry.expectedVerdict.rawValue)"
      let body = entry.causes.map { cause in
        ([cause.message + " [" + cause.code + "]"] + cause.details.map { "  " + $0 }
          + (cause.remedy.map { ["-> " + $0] } ?? []))
          .joined(separator: "\n")
      }.joined(separator: "\n")
      return head + [
        "      <\(element) message=\"\(XMLText.escaped(verdict + ": " + message))\" type=\"\(XMLText.escaped(type))\">\(XMLText.escaped(body))</\(element)>",
        output, "    </testcase>",
      ]
    }

    /// A run by itself fails nothing: what it means is the scenario's verdict. One that broke says so where that verdict
    /// is not excused.
    private mutating func run(
      _ run: ReportDocument.Run, _ index: Int, _ entry: ReportDocument.ScenarioEntry, _ className: String,
      _ times: Times
    ) -> [String] {
      counts.tests += 1
      let name = XMLText.escaped("\(entry.name)@run-\(run.run)")
      var lines = [
        "    <testcase classname=\"\(className)\" name=\"\(name)\"\(times.attribute(times.run(entry.file, index)))>"
      ]
      // In the order of Surefire's schema: what failed at last before what failed and was tried again.
      if let error = run.error {
        let message = XMLText.escaped(error.message)
        if entry.status.isFailure {
          counts.errors += 1
          lines.append("      <error message=\"\(message)\" type=\"\(error.domain.rawValue)\"/>")
        } else {
          counts.skipped += 1
          lines.append("      <skipped message=\"\(message)\"/>")
        }
      }
      for attempt in run.retried {
        let element = run.error == nil ? "flakyError" : "rerunError"
        let message = XMLText.escaped(attempt.message)
        lines.append(
          "      <\(element) message=\"\(message)\" type=\"\(attempt.domain.rawValue)\"><stackTrace>\(message)</stackTrace></\(element)>"
        )
      }
      let conditions = run.conditions.map { "\($0.axis.rawValue)=\($0.value)" }.joined(separator: ", ")
      let digests = run.digests.map { "\($0.subject) \($0.scheme) \($0.digest)" }
      lines.append(
        "      <system-out>\(XMLText.escaped(([conditions, run.replay] + digests).joined(separator: "\n")))</system-out>"
      )
      return lines + ["    </testcase>"]
    }
  }

  private static func skipMessage(_ entry: ReportDocument.ScenarioEntry, notRun: String) -> String {
    if entry.status == .notRun { return "not run: " + notRun }
    let reason = WaiverText.reason(entry.waiver).map { ": " + $0 } ?? ""
    let found = entry.causes.first.map { "; \(entry.verdict?.rawValue ?? ""): \($0.message)" } ?? ""
    return entry.status.rawValue + reason + found
  }

  private static func properties(_ entry: ReportDocument.ScenarioEntry) -> [String] {
    var pairs: [(String, String)] = []
    if entry.status != .asExpected, entry.status != .unexpected { pairs.append(("status", entry.status.rawValue)) }
    if let waiver = entry.waiver {
      pairs.append((waiver.kind.rawValue, waiver.reason))
      if let until = waiver.until { pairs.append(("until", until.description)) }
    }
    pairs += entry.runs.flatMap { run in
      run.retried.map { ("retried", "run \(run.run) was tried again after: \(PathText.visible($0.message))") }
    }
    pairs += entry.digests.map { ("\($0.scheme) \($0.subject)", $0.digest) }
    guard !pairs.isEmpty else { return [] }
    return ["    <properties>"]
      + pairs.map { "      <property name=\"\(XMLText.escaped($0))\" value=\"\(XMLText.escaped($1))\"/>" }
      + ["    </properties>"]
  }

  private static func systemOutput(_ entry: ReportDocument.ScenarioEntry) -> String {
    var lines = ["verdict: \(entry.verdict?.rawValue ?? "none")", "record: \(entry.record.rawValue)"]
    lines += entry.digests.map { "\($0.subject) \($0.scheme) \($0.digest)" }
    return "      <system-out>\(XMLText.escaped(lines.joined(separator: "\n")))</system-out>"
  }

  /// The file without its ending, with dots for slashes, as class names look in CI systems.
  private static func className(_ file: String) -> String {
    let stem = file.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: ".")
    for ending in [".yml", ".yaml"] where stem.hasSuffix(ending) { return String(stem.dropLast(ending.count)) }
    return stem
  }
}
