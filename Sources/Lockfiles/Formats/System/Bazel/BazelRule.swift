internal import Fingerprints

/// The rules that fetch repositories, as locks of Bazel write down how they are called.
enum BazelRule {
  /// `http_archive` and the like; empty when the lock does not say.
  static func name(of spec: DataValue) -> String {
    if let id = spec["repoRuleId"]?.string { return id.split(atLast: UInt8(ascii: "%"))?.after ?? id }
    return spec["ruleClassName"]?.string ?? ""
  }

  /// Subresource Integrity as `algorithm:hex`.
  static func hash(_ integrity: String) -> String? {
    guard let (algorithm, digits) = integrity.split(atFirst: "-"),
      let bytes = Base64.decode(digits.utf8, as: .standard)
    else { return nil }
    return PackageHash.canonical(algorithm + ":" + Hex.string(bytes))
  }

  /// What is open about the repository `name`; nil when nothing, or when the rule is not known.
  static func finding(_ name: String, _ spec: DataValue) -> LockFinding? {
    let attributes = spec["attributes"]
    func isGiven(_ key: String) -> Bool { attributes?[key]?.string.map { !$0.isEmpty } ?? false }
    switch self.name(of: spec) {
    case "http_archive", "http_file", "http_jar":
      guard !isGiven("sha256"), !isGiven("integrity") else { return nil }
      return LockFinding("hash.missing", line: spec.line, "the repository \(name) has no hash", grade: .b)
    case "git_repository", "new_git_repository":
      guard attributes?["commit"]?.string?.isCommit != true else { return nil }
      return LockFinding("unpinned", line: spec.line, "the repository \(name) names no commit", grade: .c)
    default: return nil
    }
  }
}
