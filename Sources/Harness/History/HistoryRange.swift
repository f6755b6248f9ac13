internal import Fingerprints
internal import Git
internal import Model

/// The two ends of a range as it is written.
struct HistoryRange: Hashable, Sendable {
  /// Whose history is left out; nil when none is.
  let excluded: String?
  let end: String

  /// - Throws: ``Breakdown`` of usage for `A...B`, which has two ends and no parent to compare with.
  init(_ text: String) throws(Breakdown) {
    guard let dots = text.firstRange(of: "..") else {
      (excluded, end) = (nil, text.isEmpty ? "HEAD" : text)
      return
    }
    let (before, after) = (text[..<dots.lowerBound], text[dots.upperBound...])
    guard !after.hasPrefix("."), !after.contains("..") else {
      throw Breakdown(
        .usage, "understand the range \(PathText.visible(text)): it is neither A..B nor a revision",
        remedy: "write A..B for the commits of B that A does not have")
    }
    excluded = before.isEmpty ? "HEAD" : String(before)
    end = after.isEmpty ? "HEAD" : String(after)
  }
}
