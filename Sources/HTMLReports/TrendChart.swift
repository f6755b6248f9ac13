internal import Reports

/// The trend as bars: a run each, by what went wrong. What went well is in the table: a few faults of hundreds of
/// scenarios would not be seen beside it.
enum TrendChart {
  private static let height = 120.0
  private static let most = 60
  /// A few runs take no more room than so many: a bar as wide as the page says nothing.
  private static let fewest = 30
  private static let tones = [("bad", "failed"), ("warn", "nondeterministic"), ("broken", "broken")]

  /// Of the newest points; nil when there are too few to tell anything.
  static func fields(_ trend: ReportTrend) -> Fields? {
    guard trend.points.count > 1 else { return nil }
    let points = trend.points.suffix(most)
    let highest = max(1, points.map { faults($0).reduce(0, +) }.max() ?? 1)
    return [
      "width": max(points.count, fewest) * 10, "height": Int(height), "highest": highest,
      "label": "The last \(points.count) runs; the table below has the numbers",
      "bars": points.enumerated().map { bar($1, at: Double($0) * 10, highest: highest) },
      "legend": tones.map { tone, word -> Fields in ["tone": tone, "word": word] },
    ]
  }

  private static func faults(_ point: ReportTrend.Point) -> [Int] {
    // Numbers of a history that somebody wrote must not end the process.
    [point.failed, point.nondeterministic, point.broken].map { min(max(0, $0), 1_000_000_000) }
  }

  private static func bar(_ point: ReportTrend.Point, at x: Double, highest: Int) -> Fields {
    var y = height
    let parts = zip(tones, faults(point)).compactMap { tone, count -> Fields? in
      guard count > 0 else { return nil }
      // One of a thousand is seen, too.
      let size = max(2, height * Double(count) / Double(highest))
      y = max(0, y - size)
      return [
        "tone": tone.0, "x": NumberText.tenths(x + 1), "y": NumberText.tenths(y), "width": "8",
        "height": NumberText.tenths(size),
      ]
    }
    return [
      "title":
        "\(point.started) on \(point.machine): \(point.passed) passed, \(point.failed) failed, "
        + "\(point.nondeterministic) nondeterministic, \(point.broken) broken",
      "parts": parts, "started": point.started, "commit": point.commit ?? "", "machine": point.machine,
      "passed": point.passed, "failed": point.failed, "nondeterministic": point.nondeterministic,
      "broken": point.broken, "flaky": point.flaky, "seconds": point.seconds.flatMap(NumberText.seconds) ?? "",
    ]
  }
}
