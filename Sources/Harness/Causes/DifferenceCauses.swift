public import Causes
public import Model
internal import Fingerprints

/// Turns findings into the causes of verdicts.
public enum DifferenceCauses {
  /// One cause for each finding that `lockstep-v1` hashes: what else differs cannot have changed a digest.
  public static func causes(_ findings: [DifferenceFinding], subject: String) -> [Cause] {
    let hashed = findings.filter(\.code.isHashed)
    return hashed.map { finding in
      Cause(
        code: finding.code.rawValue,
        message: PathText.visible(subject) + ": " + FindingText.message(finding, isOnly: hashed.count == 1),
        subject: subject, details: FindingText.details(finding), remedy: finding.code.remedy)
    }
  }
}
