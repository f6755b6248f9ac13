internal import Fingerprints
public import Model

/// JUnit XML as CI systems read it: one suite, one test case a scenario, in the order of the report.
///
/// A verdict that was not expected is a `failure`; what could not be found out is an `error`; what did not run, an
/// expected failure and one in quarantine are `skipped`, with the reason. Properties say which, and what was tried
/// again. Records without a scenario that fail the run are a test case of their own. Times are left out, so that the
/// same results give the same bytes.
public enum JUnitReport {
  public static func text(_ report: SuiteReport) -> String {
    let unexpected = report.results.filter { $0.status.isFailure }
    let skipped = report.results.count { !$0.status.isFailure && $0.status != .asExpected }
    let errors = unexpected.count { $0.verdict == .broken }
    let records = unreferenced(report)
    let tests = report.results.count + (records.isEmpty ? 0 : 1)
    let failures = unexpected.count - errors + (records.isEmpty ? 0 : 1)
    let counts = "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\""
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"lockstep\" \(counts)>"]
    lines.append("  <testsuite name=\"lockstep\" \(counts) skipped=\"\(skipped)\">")
    for result in report.results { lines += testCase(result) }
    lines += records
    lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Nothing unless records without a scenario fail the run.
  private static func unreferenced(_ report: SuiteReport) -> [String] {
    guard let records = report.unreferenced, records.isFailure else { return [] }
    let body = UnreferencedText.lines(records).joined(separator: "\n")
    return [
      "    <testcase classname=\"records\" name=\"every record has a scenario\">",
      "      <failure message=\"records without a scenario: \(records.files.count)\" type=\"record.unreferenced\">"
        + XMLText.escaped(body) + "</failure>",
      "    </testcase>",
    ]
  }

  private static func testCase(_ result: ScenarioResult) -> [String] {
    let opening =
      "    <testcase classname=\"\(XMLText.escaped(className(result.file)))\" name=\"\(XMLText.escaped(result.name))\""
    let output = systemOutput(result)
    let head = [opening + ">"] + properties(result)
    if result.status == .asExpected { return head + [output, "    </testcase>"] }
    if !result.status.isFailure {
      let message = XMLText.escaped(skipMessage(result))
      return head + ["      <skipped message=\"\(message)\"/>", output, "    </testcase>"]
    }
    let verdict = result.verdict?.rawValue ?? result.status.rawValue
    let element = result.verdict == .broken ? "error" : "failure"
    let type = result.causes.first?.code ?? verdict
    let message =
      result.causes.first?.message ?? "\(verdict), expected \(result.expectedVerdict.rawValue)"
    let body = result.causes.map { cause in
      ([cause.message + " [" + cause.code + "]"] + cause.details.map { "  " + $0 }
        + (cause.remedy.map { ["-> " + $0] } ?? []))
        .joined(separator: "\n")
    }.joined(separator: "\n")
    return head + [
      "      <\(element) message=\"\(XMLText.escaped(verdict + ": " + message))\" type=\"\(XMLText.escaped(type))\">\(XMLText.escaped(body))</\(element)>",
      output, "    </testcase>",
    ]
  }

  private static func skipMessage(_ result: ScenarioResult) -> String {
    if result.status == .notRun { return "not run: enough others had failed" }
    let reason = WaiverText.reason(result).map { ": " + $0 } ?? ""
    let found = result.causes.first.map { "; \(result.verdict?.rawValue ?? ""): \($0.message)" } ?? ""
    return result.status.rawValue + reason + found
  }

  private static func properties(_ result: ScenarioResult) -> [String] {
    var pairs: [(String, String)] = []
    if result.status != .asExpected, result.status != .unexpected { pairs.append(("status", result.status.rawValue)) }
    if let waiver = result.waiver {
      pairs.append((waiver.kind.rawValue, waiver.reason))
      if let until = waiver.until { pairs.append(("until", until.description)) }
    }
    pairs += RetryText.lines(result).map { ("retried", $0) }
    guard !pairs.isEmpty else { return [] }
    return ["      <properties>"]
      + pairs.map { "        <property name=\"\($0)\" value=\"\(XMLText.escaped($1))\"/>" } + ["      </properties>"]
  }

  private static func systemOutput(_ result: ScenarioResult) -> String {
    var lines = ["verdict: \(result.verdict?.rawValue ?? "none")", "record: \(result.record.rawValue)"]
    lines += (result.observation?.fingerprints ?? []).map { "\($0.subject) \($0.scheme) \($0.digest)" }
    return "      <system-out>\(XMLText.escaped(lines.joined(separator: "\n")))</system-out>"
  }

  /// The file without its ending, with dots for slashes, as class names look in CI systems.
  private static func className(_ file: String) -> String {
    let stem = file.split(separator: "/").filter { $0 != "." && $0 != ".." }.joined(separator: ".")
    for ending in [".yml", ".yaml"] where stem.hasSuffix(ending) { return String(stem.dropLast(ending.count)) }
    return stem
  }
}
