internal import Fingerprints
public import Model

/// JUnit XML as CI systems read it: one suite, one test case a scenario, in the order of the report.
///
/// A verdict that was not expected is a `failure`; what could not be found out is an `error`. Times are left
/// out, so that the same results give the same bytes.
public enum JUnitReport {
  public static func text(_ report: SuiteReport) -> String {
    let unexpected = report.results.filter { !$0.isAsExpected }
    let errors = unexpected.count { $0.verdict == .broken }
    let counts = "tests=\"\(report.results.count)\" failures=\"\(unexpected.count - errors)\" errors=\"\(errors)\""
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"lockstep\" \(counts)>"]
    lines.append("  <testsuite name=\"lockstep\" \(counts) skipped=\"0\">")
    for result in report.results { lines += testCase(result) }
    lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func testCase(_ result: ScenarioResult) -> [String] {
    let opening =
      "    <testcase classname=\"\(XMLText.escaped(className(result.file)))\" name=\"\(XMLText.escaped(result.name))\""
    let output = systemOutput(result)
    if result.isAsExpected {
      return [opening + ">", output, "    </testcase>"]
    }
    let element = result.verdict == .broken ? "error" : "failure"
    let type = result.causes.first?.code ?? result.verdict.rawValue
    let message =
      result.causes.first?.message ?? "\(result.verdict.rawValue), expected \(result.expectedVerdict.rawValue)"
    let body = result.causes.map { cause in
      ([cause.message + " [" + cause.code + "]"] + cause.details.map { "  " + $0 }
        + (cause.remedy.map { ["-> " + $0] } ?? []))
        .joined(separator: "\n")
    }.joined(separator: "\n")
    return [
      opening + ">",
      "      <\(element) message=\"\(XMLText.escaped(result.verdict.rawValue + ": " + message))\" type=\"\(XMLText.escaped(type))\">\(XMLText.escaped(body))</\(element)>",
      output, "    </testcase>",
    ]
  }

  private static func systemOutput(_ result: ScenarioResult) -> String {
    var lines = ["verdict: \(result.verdict.rawValue)", "record: \(result.record.rawValue)"]
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
