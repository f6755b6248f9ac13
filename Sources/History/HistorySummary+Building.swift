extension HistorySummary {
  /// Reads runs one by one, so that a history of any length takes little room.
  ///
  /// - Parameters:
  ///   - machine: only runs of this one; nil for all.
  ///   - names: only scenarios with one of these names or files; empty for all.
  ///   - most: how many of each list are kept.
  /// - Throws: as ``HistoryStore/forEach(since:_:)``.
  public init(_ store: HistoryStore, since: Int64, machine: String?, names: Set<String>, most: Int) throws {
    struct Key: Hashable {
      let file: String
      let name: String
    }
    struct ChangeKey: Hashable {
      let scenario: Key
      let digest: [String]
    }
    self.most = most
    var trend = TrendBuilder(most: most)
    var timelines: [Key: ScenarioTimeline] = [:]
    var seen: Set<String> = []
    var changed: [ChangeKey: Change] = [:]
    var order: [ChangeKey] = []
    var count = 0
    try store.forEach(since: since) { run in
      guard machine == nil || machine == run.machine else { return }
      let results = run.results.filter { names.isEmpty || names.contains($0.name) || names.contains($0.file) }
      guard names.isEmpty || !results.isEmpty else { return }
      count += 1
      seen.insert(run.machine)
      trend.add(run, results)
      for result in results {
        let key = Key(file: result.file, name: result.name)
        for change in timelines[key, default: ScenarioTimeline()].add(result, in: run) {
          let place = ChangeKey(
            scenario: key, digest: [change.subject, change.scheme, change.from, change.to, change.commit ?? ""])
          if changed[place] == nil {
            changed[place] = change
            order.append(place)
          } else if changed[place]?.machines.contains(run.machine) == false {
            changed[place]?.machines.append(run.machine)
          }
        }
      }
    }
    runs = count
    machines = seen.sorted()
    self.trend = trend.points
    changes = Array(order.reversed().prefix(most).compactMap { changed[$0] })
    let sorted = timelines.sorted { ($0.key.file, $0.key.name) < ($1.key.file, $1.key.name) }
    failing = Array(sorted.compactMap(\.value.failing).prefix(most))
    flaky = Array(
      sorted.filter(\.value.isFlaky).map { key, line in
        Flaky(
          file: key.file, name: key.name, runs: line.runs, flaky: line.flaky,
          rate: Double(line.flaky) / Double(line.runs), nondeterministic: line.nondeterministic, retried: line.retried,
          flips: line.flips)
      }.sorted { $0.rate > $1.rate }.prefix(most))
    slowest = Array(
      sorted.compactMap { key, line -> Slow? in
        guard let last = line.durations.last else { return nil }
        return Slow(
          file: key.file, name: key.name, usual: line.durations.sorted()[line.durations.count / 2], last: last)
      }.sorted { $0.usual > $1.usual }.prefix(most))
  }
}
