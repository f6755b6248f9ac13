internal import Harness
internal import Model

/// The JSON of `locks`, schema `lockstep-locks/v1`.
struct LocksJSON: Encodable {
  struct Lock: Encodable {
    let path: String
    let format: String
    let formatVersion: String?
    let packageCount: Int
    let packages: [LockedPackage]
    let grade: String
    let findings: [LockFindingFacts]
    /// Null when it cannot be told.
    let fresh: Bool?
    let freshRule: String
    let digests: [String: String]

    init(_ report: LockReport) {
      path = report.facts.path
      format = report.facts.format
      formatVersion = report.facts.formatVersion
      packageCount = report.facts.packageCount
      packages = report.packages
      grade = report.facts.grade
      findings = report.facts.findings
      fresh = report.facts.freshness == "unknown" ? nil : report.facts.freshness == "fresh"
      freshRule = report.facts.freshnessRule
      var digests = ["bytes": report.bytesDigest]
      digests["semantic"] = report.semanticDigest
      self.digests = digests
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(path, forKey: .path)
      try container.encode(format, forKey: .format)
      try container.encode(formatVersion, forKey: .formatVersion)
      try container.encode(packageCount, forKey: .packageCount)
      try container.encode(packages, forKey: .packages)
      try container.encode(grade, forKey: .grade)
      try container.encode(findings, forKey: .findings)
      try container.encode(fresh, forKey: .fresh)
      try container.encode(freshRule, forKey: .freshRule)
      try container.encode(digests, forKey: .digests)
    }

    private enum CodingKeys: String, CodingKey {
      case path, format, formatVersion, packageCount, packages, grade, findings, fresh, freshRule, digests
    }
  }

  let schema = "lockstep-locks/v1"
  let lockfiles: [Lock]

  init(_ reports: [LockReport]) { lockfiles = reports.map(Lock.init) }
}
