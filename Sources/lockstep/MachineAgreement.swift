internal import Captures
internal import Model
internal import Reports

/// Whether several machines found the same digests, and what separates those that did not: schema
/// `lockstep-agreement/v1`.
struct MachineAgreement: Encodable {
  struct Class: Encodable {
    let digest: String
    /// The names of the reports that have it.
    let reports: [String]
    /// What only these machines have; empty for the largest class, and where the reports do not tell.
    let separating: [MachineClasses.Separating]
  }

  struct Difference: Encodable {
    let scenario: String
    let subject: String
    let scheme: String
    /// The largest first.
    let classes: [Class]
  }

  let schema = "lockstep-agreement/v1"
  let same: Bool
  let reports: [String]
  let scenarios: Int
  /// Whether every report has the facts of its machine.
  let hasFacts: Bool
  let differences: [Difference]
  /// What some reports have no digests of.
  let missing: [ReportAgreement.Missing]

  init(_ documents: [(name: String, report: ReportDocument)]) {
    let facts = Dictionary(
      documents.map { ($0.name, $0.report.machine?.facts ?? [:]) }, uniquingKeysWith: { first, _ in first })
    let agreement = ReportAgreement(documents)
    let found = agreement.differences
    missing = agreement.missing
    same = found.isEmpty && missing.isEmpty
    reports = documents.map(\.name)
    scenarios = Set(documents.flatMap { $0.report.scenarios.map(\.file) }).count
    hasFacts = documents.allSatisfy { $0.report.machine != nil }
    differences = found.map { difference in
      let classes = difference.classes.enumerated().map { index, found in
        let others = difference.classes.filter { $0.digest != found.digest }.flatMap(\.reports)
        let separating =
          index == 0
          ? []
          : MachineClasses.separating(
            inside: found.reports.compactMap { facts[$0] }, outside: others.compactMap { facts[$0] })
        return Class(digest: found.digest, reports: found.reports, separating: separating)
      }
      return Difference(
        scenario: difference.scenario, subject: difference.subject, scheme: difference.scheme, classes: classes)
    }
  }
}
