import Fingerprints
import Model
import Reports

/// Reports with one of everything, and with text that would be markup.
enum SampleReports {
  static let markup = "<img src=x onerror=alert(1)>"
  /// A quote with an accent upon it, which Swift takes for one character.
  static let accented = "\"\u{301} onmouseover=alert(1) x='\u{301}"
  static let invisible = "a\u{202E}b\nc\u{2028}d"

  static func node(_ path: String, _ bytes: UInt64, kind: ContextOverview.Node.Kind = .file) -> ContextOverview.Node {
    ContextOverview.Node(path: path, kind: kind, bytes: bytes, entries: 1)
  }

  static func result(_ number: Int, fails: Bool) -> ScenarioResult {
    let digest = "sha256:" + String(repeating: "0123456789abcdef", count: 4)
    var observation = Observation(
      commit: String(repeating: "a", count: 40),
      fingerprints: [Fingerprint(subject: "context", scheme: "lockstep-v1", digest: digest, text: "")],
      context: ContextFacts(entries: 3, bytes: 4000, ignoreFile: ".dockerignore"), warnings: [markup])
    observation.locks = [
      LockFacts(
        path: markup, format: "poetry", formatVersion: "2.0", packageCount: 3, grade: "B", freshness: "stale",
        freshnessRule: accented, findings: [LockFindingFacts(code: "unpinned", line: 2, message: invisible)])
    ]
    let runs = [1, 2].map { run in
      RunReport(
        variation: Variation(run: run, values: [AxisValue(axis: .umask, value: run == 1 ? "022" : "077")]),
        outcome: .observed(observation), seconds: 0.5, retried: fails ? [Breakdown(.environment, markup)] : [])
    }
    var result = ScenarioResult(
      name: fails ? "\(markup) \(number)" : "scenario \(number)", file: "s/\(number)\(accented).yml",
      tags: [fails ? markup : "even-\(number % 2)"], verdict: fails ? .failed : .passed, expectedVerdict: .passed,
      causes: fails
        ? [Cause(code: "content", message: "\(markup) \(accented)", details: [invisible, markup], remedy: accented)]
        : [],
      runs: runs, record: .matches, isAsExpected: !fails)
    result.contents = ContextOverview(nodes: [
      node("src/", 3000, kind: .directory), node("src/" + markup, 1800), node("src/", 1200, kind: .other),
      node(accented, 600), node("link", 400, kind: .link),
    ])
    if fails {
      let file = ManifestDifference.Side(type: "file", mode: "100644", size: 1, digest: digest)
      let link = ManifestDifference.Side(type: "link", mode: "120000", size: 9, target: markup)
      result.differing = [
        ManifestDifference(
          subject: "context", left: "record", right: "run 1",
          rows: [
            .init(path: markup, left: file, right: link), .init(path: accented, left: nil, right: file),
          ], leftOut: 7)
      ]
    }
    return result
  }

  /// Every tenth scenario fails.
  static func report(_ count: Int) -> ReportDocument {
    let results = (0..<count).map { result($0, fails: $0 % 10 == 3) }
    return ReportDocument(SuiteReport(results: results, seconds: 1))
  }

  static let trend = ReportTrend(
    points: (1...3).map { day in
      .init(
        started: "2026-01-0\(day)T00:00:00Z", commit: "abc", machine: markup, scenarios: 10, passed: 10 - day,
        failed: day, nondeterministic: 0, broken: 0, flaky: 1, seconds: 12.34)
    })
}
