internal import Fingerprints
internal import Model

/// Finds where the runs of a scenario disagree, and which conditions go with it.
enum RunAgreement {
  /// One cause for each fingerprint that is not the same in all runs.
  static func causes(_ runs: [RunReport]) -> [Cause] {
    let observed = runs.compactMap { run in run.observation.map { (run: run.variation, observation: $0) } }
    guard let first = observed.first else { return [] }
    var keys: [Key] = []
    for entry in observed {
      for fingerprint in entry.observation.fingerprints where !keys.contains(Key(fingerprint)) {
        keys.append(Key(fingerprint))
      }
    }
    return keys.compactMap { key in
      let found = observed.map { entry in entry.observation.fingerprints.first { Key($0) == key } }
      guard Set(found.map { $0?.digest }).count > 1 else { return nil }
      return cause(key, found, observed.map(\.run), first.run)
    }
  }

  private struct Key: Hashable {
    let subject: String
    let scheme: String

    init(_ fingerprint: Fingerprint) {
      subject = fingerprint.subject
      scheme = fingerprint.scheme
    }
  }

  private static func cause(_ key: Key, _ found: [Fingerprint?], _ runs: [Variation], _ first: Variation) -> Cause {
    let groups = grouped(zip(runs, found.map { $0?.digest ?? "absent" }).map { ($0.run, $1) })
    let shown = groups.map { "\(runList($0.runs)): \(DifferenceText.short($0.value))" }.joined(separator: "; ")
    var details: [String] = []
    if let base = found.first ?? nil, let other = found.compactMap({ $0 }).first(where: { $0.digest != base.digest }) {
      details += DifferenceText.lines(base, other)
    }
    details += conditions(groups, runs)
    return Cause(
      code: CauseCode.runsDisagree, message: "\(PathText.visible(key.subject)) differs between runs (\(shown))",
      subject: key.subject, details: details,
      remedy: "what differs above depends on the conditions of the run; make it independent of them")
  }

  /// The smallest sets of conditions that go with the groups: equal values never fall into two groups.
  ///
  /// Few runs let several conditions qualify; which of them is guilty only more runs can tell.
  private static func conditions(_ groups: [(value: String, runs: [Int])], _ runs: [Variation]) -> [String] {
    var groupOfRun: [Int: String] = [:]
    for group in groups {
      for run in group.runs { groupOfRun[run] = group.value }
    }
    let varied = Axis.allCases.filter { axis in
      let applied = runs.compactMap { $0.values.first { $0.axis == axis && $0.notApplied == nil }?.value }
      return applied.count == runs.count && Set(applied).count > 1
    }
    func separates(_ axes: [Axis]) -> Bool {
      let combined = grouped(
        runs.map { run in (run.run, axes.map { run.value(of: $0) ?? "" }.joined(separator: "\n")) })
      return combined.allSatisfy { value in Set(value.runs.map { groupOfRun[$0] }).count == 1 }
    }
    let single = varied.filter { separates([$0]) }
    if !single.isEmpty {
      return ["conditions that separate the runs:"]
        + single.map { axis in
          let values = grouped(runs.map { ($0.run, $0.value(of: axis) ?? "") })
          return "  \(axis.rawValue)  " + values.map { "\(runList($0.runs)): \($0.value)" }.joined(separator: "; ")
        }
    }
    let pairs = varied.indices.flatMap { first in
      varied.indices.filter { $0 > first }.map { [varied[first], varied[$0]] }
    }.filter(separates)
    if !pairs.isEmpty {
      return ["no single condition separates the runs; together these do:"]
        + pairs.map { "  " + $0.map(\.rawValue).joined(separator: " with ") }
    }
    return ["no varied condition separates the runs, nor do any two together"]
  }

  /// The runs by value, in the order in which the values first occur.
  private static func grouped(_ values: [(Int, String)]) -> [(value: String, runs: [Int])] {
    var groups: [(value: String, runs: [Int])] = []
    for (run, value) in values {
      if let index = groups.firstIndex(where: { $0.value == value }) {
        groups[index].runs.append(run)
      } else {
        groups.append((value, [run]))
      }
    }
    return groups
  }

  private static func runList(_ runs: [Int]) -> String {
    (runs.count == 1 ? "run " : "runs ") + runs.map(String.init).joined(separator: ", ")
  }
}
