internal import Captures
internal import Fingerprints

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
    if agreement.same {
      lines.append("the same digests in \(total) reports of \(agreement.scenarios) scenarios")
    } else {
      lines.append("\(agreement.differences.count) digests differ between \(total) reports")
      if !agreement.hasFacts {
        lines.append("what separates them is not known: write the reports with --machine")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
