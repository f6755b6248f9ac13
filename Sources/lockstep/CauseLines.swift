internal import Causes
internal import Fingerprints

/// Says for people why two contexts differ: `cause    mode.executable: 1 file 0755 vs 0644; nothing else differs`.
enum CauseLines {
  /// Of what `lockstep-v1` hashes, each with its remedy; for standard output.
  static func hashed(_ findings: [DifferenceFinding]) -> [String] {
    let hashed = findings.filter(\.code.isHashed)
    return hashed.flatMap { finding -> [String] in
      var lines = ["cause    " + line(finding, isOnly: hashed.count == 1)]
      if !finding.inside.isEmpty { lines += FindingText.details(finding).map { "         " + $0 } }
      if let remedy = finding.code.remedy { lines.append("         → " + remedy) }
      return lines
    }
  }

  /// Of what it does not hash, which other schemes and builders may.
  static func others(_ findings: [DifferenceFinding]) -> [String] {
    findings.filter { !$0.code.isHashed }.map { finding in
      "not in lockstep-v1: " + line(finding, isOnly: findings.count == 1)
        + (finding.code.remedy.map { "; " + $0 } ?? "")
    }
  }

  private static func line(_ finding: DifferenceFinding, isOnly: Bool) -> String {
    finding.code.rawValue + ": " + FindingText.message(finding, isOnly: isOnly)
  }
}
