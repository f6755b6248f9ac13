internal import Model

/// The JSON of `locks`, schema `lockstep-locks/v1`, which `locks diff` reads again.
///
/// What is not known is null and not absent, so that a reader can tell it from what was not said.
public struct LocksDocument: Codable, Hashable, Sendable {
  public static let schema = "lockstep-locks/v1"

  var schema = Self.schema
  var lockfiles: [Lock]
  var consistency: [ConsistencyFacts]

  public init(_ report: LocksReport) {
    lockfiles = report.locks.map(Lock.init)
    consistency = report.consistency
  }

  struct Lock: Codable, Hashable, Sendable {
    var path: String
    var format: String
    @ExplicitNull var formatVersion: String?
    var packageCount: Int
    var packages: [LockedPackage]
    var grade: String
    var findings: [Finding]
    /// Null when it cannot be told.
    @ExplicitNull var fresh: Bool?
    var freshRule: String
    @ExplicitNull var freshTool: String?
    var freshChanges: [String]
    /// What holds for the whole lock, such as indexes.
    var settings: [LockSetting]
    var references: [LockedReference]
    /// Empty when none was asked about.
    var targets: [Target]
    var digests: Digests
  }

  struct Target: Codable, Hashable, Sendable {
    var target: String
    @ExplicitNull var reason: String?
    var packageCount: Int
    var undecided: [TargetReport.Note]
    var findings: [Finding]
  }

  struct Finding: Codable, Hashable, Sendable {
    var code: String
    /// Null when it is the lock itself.
    @ExplicitNull var file: String?
    @ExplicitNull var line: Int?
    var message: String
  }

  struct Digests: Codable, Hashable, Sendable {
    var bytes: String
    @ExplicitNull var semantic: String?
    /// By target; absent when none was asked about.
    var targets: [String: String?]?
  }
}

extension LocksDocument.Lock {
  fileprivate init(_ report: LockReport) {
    let facts = report.facts
    self.init(
      path: facts.path, format: facts.format, formatVersion: facts.formatVersion, packageCount: facts.packageCount,
      packages: report.packages, grade: facts.grade,
      findings: facts.findings.map(LocksDocument.Finding.init),
      fresh: facts.freshness == "unknown" ? nil : facts.freshness == "fresh", freshRule: report.freshRule,
      freshTool: report.freshTool, freshChanges: report.freshChanges, settings: report.settings,
      references: report.references,
      targets: report.targets.map {
        LocksDocument.Target(
          target: $0.target, reason: $0.reason, packageCount: $0.packageCount, undecided: $0.undecided,
          findings: $0.findings.map(LocksDocument.Finding.init))
      },
      digests: LocksDocument.Digests(
        bytes: report.bytesDigest, semantic: report.semanticDigest, targets: report.targetDigests))
  }
}

extension LocksDocument.Finding {
  fileprivate init(_ facts: LockFindingFacts) {
    self.init(code: facts.code, file: facts.file, line: facts.line, message: facts.message)
  }
}

extension LockReport {
  fileprivate var targetDigests: [String: String?]? {
    targets.isEmpty ? nil : Dictionary(targets.map { ($0.target, $0.digest) }, uniquingKeysWith: { first, _ in first })
  }
}
