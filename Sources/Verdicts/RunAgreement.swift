internal import Fingerprints
internal import Model

/// Finds where the runs of a scenario disagree, and which conditions go with it.
enum RunAgreement {
  /// One cause for each fingerprint that is not the same in all runs.
  ///
  /// - Parameter isExplained: whether further runs found the guilty conditions, so that nothing is guessed here.
  static func causes(_ runs: [RunReport], isExplained: Bool) -> [Cause] {
    let observed = runs.compactMap { run in run.observation.map { (run: run.variation, observation: $0) } }
    return disagreements(runs).map { key in
      let found = observed.map { entry in entry.observation.fingerprints.first { Key($0) == key } }
      return cause(key, found, observed.map(\.run), isExplained: isExplained)
    }
  }

  /// The fingerprints that are not the same in all runs that came to an end, in the order they were observed.
  static func disagreements(_ runs: [RunReport]) -> [Key] {
    let observed = runs.compactMap(\.observation)
    var keys: [Key] = []
    var seen: Set<Key> = []
    for observation in observed {
      for fingerprint in observation.fingerprints where seen.insert(Key(fingerprint)).inserted {
        keys.append(Key(fingerprint))
      }
    }
    return keys.filter { key in
      Set(observed.map { observation in observation.fingerprints.first { Key($0) == key }?.digest }).count > 1
    }
  }

  struct Key: Hashable {
    let subject: String
    let scheme: String

    init(_ fingerprint: Fingerprint) {
      subject = fingerprint.subject
      scheme = fingerprint.scheme
    }
  }

  private static func cause(_ key: Key, _ found: [Fingerprint?], _ runs: [Variation], isExplained: Bool) -> Cause {
    let groups = grouped(zip(runs, found.map { $0?.digest ?? "absent" }).map { ($0.run, $1) })
    let shown = groups.map { "\(runList($0.runs)): \(DifferenceText.short($0.value))" }.joined(separator: "; ")
    var details: [String] = []
    if let base = found.first ?? nil, let other = found.compactMap({ $0 }).first(where: { $0.digest != base.digest }) {
      details += DifferenceText.lines(base, other)
    }
    if !isExplained { details += conditions(groups, runs) }
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
    // Of many axes many pairs qualify, and a list of them tells nothing.
    let triesPairs = varied.count <= 8
    let pairs =
      !triesPairs
      ? []
      : varied.indices.flatMap { first in
        varied.indices.filter { $0 > first }.map { [varied[first], varied[$0]] }
      }.filter(separates)
    if !pairs.isEmpty {
      return ["no single condition separates the runs; together these do:"]
        + pairs.map { "  " + $0.map(\.rawValue).joined(separator: " with ") }
    }
    return ["no varied condition separates the runs" + (triesPairs ? ", nor do any two together" : "")]
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
