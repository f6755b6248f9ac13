internal import Fingerprints

/// What extensions of modules were evaluated to.
///
/// It is opaque but for well-known rules, so that it counts by its digest.
struct BazelExtensions {
  private(set) var facts: [LockFact] = []
  private(set) var findings: [LockFinding] = []

  /// - Parameter factor: `general` or a platform such as `os:linux,arch:amd64`.
  mutating func add(_ name: String, _ factor: String, _ value: DataValue) throws(DigestUnavailable) {
    facts.append(LockFact(name: "extension:" + name, value: factor, extras: [try Self.digest(value)]))
    for (repository, spec) in value["generatedRepoSpecs"]?.members ?? [] {
      if let finding = BazelRule.finding(repository, spec) { findings.append(finding) }
    }
  }

  mutating func addDigest(_ name: String, _ value: DataValue) throws(DigestUnavailable) {
    facts.append(LockFact(name: name, extras: [try Self.digest(value)]))
  }

  /// Of the value with the keys of its objects sorted.
  private static func digest(_ value: DataValue) throws(DigestUnavailable) -> String {
    // JSON has no dates, which is all that cannot be printed.
    let text = (try? PythonJSON.text(value, compact: true)) ?? ""
    return try SHA256Digest.of(Array(text.utf8)).text
  }
}
