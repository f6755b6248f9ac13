internal import Fingerprints
internal import Harness

extension HistoryChange {
  /// What else explains it, and in how many parts it differs in which way; empty when there is neither.
  var summary: String {
    (reasons.map { PathText.visible($0) } + counts.map { "\($0.count) \($0.what)" }).joined(separator: ", ")
  }
}
