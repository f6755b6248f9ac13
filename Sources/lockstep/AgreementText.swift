internal import Captures
internal import Fingerprints
internal import Reports

/// Whether machines agree, for people.
enum AgreementText {
  static func text(_ agreement: MachineAgreement) -> String {
    var lines: [String] = []
    let total = agreement.reports.count
    for difference in agreement.differences {
      lines.append(
        "\(PathText.visible(difference.scenario)): \(PathText.visible(difference.subject)) in "
          + "\(PathText.visible(difference.scheme)) is not the same on all")
      for found in difference.classes {
        let names = found.reports.map { PathText.visible($0) }.joined(separator: ", ")
        lines.append("  \(found.reports.count) of \(total): \(PathText.visible(found.digest)) \(names)")
        guard !found.separating.isEmpty else { continue }
        let facts = found.separating.map { "\(PathText.visible($0.title)) is \(PathText.visible($0.value))" }
        lines.append("    only here: \(facts.joined(separator: "; "))")
      }
    }
    for missing in agreement.missing {
      let names = missing.reports.map { PathText.visible($0) }.joined(separator: ", ")
      lines.append("\(PathText.visible(missing.scenario)): nothing to compare in \(names)")
    }
    if !agreement.missing.isEmpty {
      let count = agreement.missing.count
      lines.append(
        "\(count) of \(agreement.scenarios) scenarios \(count == 1 ? "is" : "are") not in all \(total) reports with the "
          + "digests that others have: they did not run there, or broke")
    }
    if agreement.same {
      let scenarios = agreement.scenarios == 1 ? "scenario" : "scenarios"
      lines.append("the same digests in \(total) reports of \(agreement.scenarios) \(scenarios)")
    } else if !agreement.differences.isEmpty {
      lines.append("\(agreement.differences.count) digests differ between \(total) reports")
      if !agreement.hasFacts {
        lines.append("what separates them is not known: write the reports with --machine")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
