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
    details.append(conditions(groups, runs))
    return Cause(
      code: "runs.disagree", message: "\(PathText.visible(key.subject)) differs between runs (\(shown))",
      subject: key.subject, details: details,
      remedy: "what differs above depends on the conditions of the run; make it independent of them")
  }

  /// The conditions that take different values in the groups and one value's runs never fall into two groups.
  private static func conditions(_ groups: [(value: String, runs: [Int])], _ runs: [Variation]) -> String {
    var groupOfRun: [Int: String] = [:]
    for group in groups {
      for run in group.runs { groupOfRun[run] = group.value }
    }
    let separating = Axis.allCases.compactMap { axis -> String? in
      let applied = runs.compactMap { run in
        run.values.first { $0.axis == axis && $0.notApplied == nil }.map { (run.run, $0.value) }
      }
      guard applied.count == runs.count, Set(applied.map(\.1)).count > 1 else { return nil }
      let byValue = grouped(applied)
      guard byValue.allSatisfy({ value in Set(value.runs.map { groupOfRun[$0] }).count == 1 }) else { return nil }
      return "\(axis.rawValue) (" + byValue.map { "\(runList($0.runs)): \($0.value)" }.joined(separator: "; ") + ")"
    }
    return separating.isEmpty
      ? "no varied condition separates the runs"
      : "conditions that separate the runs: " + separating.joined(separator: ", ")
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
