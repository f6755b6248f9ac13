internal import Model

/// Puts runs together to points of a trend: the parts of one suite, each once and within a day, are one.
struct TrendBuilder {
  private(set) var points: [HistorySummary.Point] = []
  private let most: Int
  private var open: [HistoryRun.Shard: Open] = [:]
  /// How many points were dropped at the front.
  private var dropped = 0

  private struct Open {
    let started: Int64
    /// Counted with those that were dropped.
    let point: Int
    var parts: Set<Int>
  }

  private static let day: Int64 = 86_400_000

  init(most: Int) { self.most = most }

  mutating func add(_ run: HistoryRun, _ results: [HistoryRun.Result]) {
    let index = place(of: run) - dropped
    guard points.indices.contains(index) else { return }
    var point = points[index]
    let isFirst = point.scenarios == 0
    for result in results {
      point.scenarios += 1
      switch result.verdict.flatMap(Verdict.init(rawValue:)) {
      case .passed: point.passed += 1
      case .failed: point.failed += 1
      case .nondeterministic: point.nondeterministic += 1
      case .broken: point.broken += 1
      case nil: break
      }
      if ResultStatus(rawValue: result.status)?.isFailure == true { point.failures += 1 }
      if result.retried > 0 { point.retried += 1 }
    }
    let commits = Set(results.compactMap(\.commit))
    let commit = commits.count == 1 ? commits.first : nil
    point.commit = isFirst || point.commit == commit ? commit : nil
    if !point.machines.contains(run.machine) { point.machines = (point.machines + [run.machine]).sorted() }
    point.incomplete = point.incomplete || run.incomplete
    if let seconds = run.seconds { point.seconds = max(point.seconds ?? 0, seconds) }
    points[index] = point
  }

  /// The place of the point that `run` belongs to, counted with those that were dropped; made if need be.
  private mutating func place(of run: HistoryRun) -> Int {
    guard var key = run.shard else { return append(run) }
    let part = key.index
    key.index = 0
    if var known = open[key], !known.parts.contains(part), run.started - known.started < Self.day {
      known.parts.insert(part)
      open[key] = known
      return known.point
    }
    let point = append(run)
    open[key] = Open(started: run.started, point: point, parts: [part])
    return point
  }

  private mutating func append(_ run: HistoryRun) -> Int {
    points.append(HistorySummary.Point(started: run.started, machines: [run.machine]))
    if points.count > most {
      points.removeFirst()
      dropped += 1
    }
    return dropped + points.count - 1
  }
}
