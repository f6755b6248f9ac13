internal import Fingerprints
internal import Model

/// Says which runs were tried again, and how they had broken.
enum RetryText {
  /// One line an attempt, in the order of the runs.
  static func lines(_ result: ScenarioResult) -> [String] {
    result.runs.flatMap { run in
      run.retried.map { "run \(run.variation.run) was tried again after: \(PathText.visible($0.message))" }
    }
  }
}
