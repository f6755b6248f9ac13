internal import Fingerprints
public import Model

/// Finds the conditions that make runs disagree, by further runs under chosen conditions.
public struct AxisSearch {
  /// Makes one run under the conditions and gives what was observed; nil when it broke down.
  public typealias Probe = (Variation) async -> RunReport?

  private let runs: [RunReport]
  private let probe: Probe
  private let budget: Int
  /// What further runs gave, by their conditions, in the order they were made.
  private var probed: [(conditions: String, report: RunReport?)] = []

  /// How often the first run is repeated to see whether it is steady.
  private static let repetitions = 3

  /// After which the whole seconds of two runs differ.
  private static let second = Duration.milliseconds(1_010)

  /// - Parameters:
  ///   - runs: those that disagree, run 1 first.
  ///   - budget: how many further runs may be made.
  public init(runs: [RunReport], budget: Int, probe: @escaping Probe) {
    self.runs = runs
    self.budget = budget
    self.probe = probe
  }

  /// One finding for each set of guilty conditions of each fingerprint that differs, in the order of the fingerprints.
  public mutating func search() async -> [Guilt] {
    var found: [Guilt] = []
    for key in RunAgreement.disagreements(runs) { found += await search(key) }
    return found
  }

  private mutating func search(_ key: RunAgreement.Key) async -> [Guilt] {
    guard let base = runs.first, let normal = digest(of: key, in: base),
      let other = runs.first(where: { digest(of: key, in: $0) != normal })
    else { return [] }
    let steady = await steadiness(key, base)
    // Measured against the repeated run, not the first: those that are made here share one directory.
    guard case .steady(let repeated) = steady else {
      if case .unsteady(let guilt) = steady { return [guilt] }
      return []
    }
    if repeated != normal {
      return [base.variation.value(of: .path) == nil ? otherTime(key) : otherDirectory(key)]
    }
    return await guilty(key, base, normal, Self.changes(from: base.variation, to: other.variation))
  }

  /// The run that was repeated gave the same each time, but not what it gave in its own directory.
  private func otherDirectory(_ key: RunAgreement.Key) -> Guilt {
    let change = Guilt.Change(axis: .path, from: "one run's directory", to: "another's")
    return Guilt(
      subject: key.subject, scheme: key.scheme, finding: .axes([change]), agreeing: Self.repetitions + 1,
      total: Self.repetitions + 1)
  }

  /// The run gave something else in the same directory when it was repeated.
  private func otherTime(_ key: RunAgreement.Key) -> Guilt {
    Guilt(
      subject: key.subject, scheme: key.scheme,
      finding: .noOutsideCause(distinct: 2, runs: Self.repetitions + 1), agreeing: 0, total: 0)
  }

  private mutating func guilty(
    _ key: RunAgreement.Key, _ base: RunReport, _ normal: String, _ differing: [Guilt.Change]
  ) async -> [Guilt] {
    var changes = differing
    var found: [Guilt] = []
    while !changes.isEmpty {
      let guilty = await smallest(of: changes, key, base, normal)
      guard let guilty else {
        if found.isEmpty { found.append(undecided(key)) }
        break
      }
      let (agreeing, total) = evidence(guilty, key, normal)
      found.append(
        Guilt(
          subject: key.subject, scheme: key.scheme, finding: .axes(guilty), agreeing: agreeing, total: total))
      changes.removeAll { guilty.contains($0) }
      guard !changes.isEmpty, await hasEffect(changes, key, base, normal) == true else { break }
    }
    return found
  }

  private func undecided(_ key: RunAgreement.Key) -> Guilt {
    let reason =
      probed.count >= budget
      ? "the \(budget) further runs did not suffice to tell; raise --search"
      : "the difference did not come again when the run was repeated"
    return Guilt(subject: key.subject, scheme: key.scheme, finding: .undecided(reason), agreeing: 0, total: 0)
  }

  private enum Steadiness {
    /// With the digest that comes each time.
    case steady(String)
    case unsteady(Guilt)
  }

  /// Repeats the first run, each time in the same directory.
  private mutating func steadiness(_ key: RunAgreement.Key, _ base: RunReport) async -> Steadiness {
    var results: [String] = []
    for repetition in 0..<Self.repetitions {
      // What holds the time would be the same in each when all fall into one second.
      if repetition == Self.repetitions - 1, Set(results).count == 1 { try? await Task.sleep(for: Self.second) }
      guard let report = await run(base.variation, again: repetition) else { return .unsteady(undecided(key)) }
      results.append(digest(of: key, in: report) ?? "absent")
    }
    let distinct = Set(results).count
    if distinct == 1, let first = results.first { return .steady(first) }
    return .unsteady(
      Guilt(
        subject: key.subject, scheme: key.scheme,
        finding: .noOutsideCause(distinct: distinct, runs: results.count), agreeing: 0, total: 0))
  }

  private mutating func smallest(
    of changes: [Guilt.Change], _ key: RunAgreement.Key, _ base: RunReport, _ normal: String
  ) async -> [Guilt.Change]? {
    var search = self
    let result = await DeltaDebugging.smallest(of: changes) { part in
      await search.hasEffect(part, key, base, normal)
    }
    self = search
    return result
  }

  private mutating func hasEffect(
    _ changes: [Guilt.Change], _ key: RunAgreement.Key, _ base: RunReport, _ normal: String
  ) async -> Bool? {
    var variation = base.variation
    for change in changes {
      guard let index = variation.values.firstIndex(where: { $0.axis == change.axis }) else { continue }
      variation.values[index] = AxisValue(axis: change.axis, value: change.to)
    }
    guard let report = await run(variation, again: 0) else { return nil }
    return digest(of: key, in: report) != normal
  }

  /// The run under these conditions: one that was made before, unless it is to be made again, or a new one.
  private mutating func run(_ variation: Variation, again: Int) async -> RunReport? {
    let conditions = variation.unusual
    let known = probed.filter { $0.conditions == conditions }
    if known.count > again { return known[again].report }
    guard probed.count < budget else { return nil }
    let report = await probe(variation)
    probed.append((conditions, report))
    return report
  }

  /// Of all runs in which the guilty axes have both the first or both the second values, how many fit.
  private func evidence(_ guilty: [Guilt.Change], _ key: RunAgreement.Key, _ normal: String) -> (Int, Int) {
    var agreeing = 0
    var total = 0
    for report in runs + probed.compactMap(\.report) {
      let values = guilty.map { report.variation.value(of: $0.axis) }
      let isNormal = zip(values, guilty).allSatisfy { $0 == $1.from }
      let isChanged = zip(values, guilty).allSatisfy { $0 == $1.to }
      guard isNormal || isChanged else { continue }
      total += 1
      if (digest(of: key, in: report) == normal) == isNormal { agreeing += 1 }
    }
    return (agreeing, total)
  }

  private func digest(of key: RunAgreement.Key, in report: RunReport) -> String? {
    report.observation?.fingerprints.first { RunAgreement.Key($0) == key }?.digest
  }

  private static func changes(from base: Variation, to other: Variation) -> [Guilt.Change] {
    Axis.allCases.compactMap { axis in
      guard let from = base.values.first(where: { $0.axis == axis }),
        let to = other.values.first(where: { $0.axis == axis }), from.value != to.value, to.notApplied == nil
      else { return nil }
      return Guilt.Change(axis: axis, from: from.value, to: to.value)
    }
  }
}
