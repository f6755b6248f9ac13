internal import Fingerprints
internal import History
internal import Model
internal import Reports

/// How long scenarios took, from what a user names.
enum ShardTimes {
  /// Seconds by file: of a report with times, or the median of a history's last runs.
  ///
  /// - Throws: ``Breakdown`` when it is neither, or a report without times.
  static func read(_ path: String) throws(Breakdown) -> [String: Double] {
    if HistoryPlace.isDatabase(path) { return try HistoryStore(path: path, writes: false).usualSeconds() }
    guard let timing = try UserFile.report(path).timing else {
      throw Breakdown(
        .usage, "the report \(PathText.visible(path)) has no times", remedy: "write it with --json --timing")
    }
    return timing.secondsByFile
  }
}
