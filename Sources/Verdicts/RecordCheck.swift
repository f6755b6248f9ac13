internal import Fingerprints
internal import Model

/// Compares what the runs agree on with the record.
enum RecordCheck {
  /// One cause for each fingerprint that is not as recorded.
  ///
  /// - Parameter newSchemes: schemes of contexts that the record need not have.
  static func causes(_ record: Record, _ fingerprints: [Fingerprint], newSchemes: Set<String>) -> [Cause] {
    var causes: [Cause] = []
    for fingerprint in fingerprints {
      let shown = "\(PathText.visible(fingerprint.subject)) (\(fingerprint.scheme))"
      guard let recorded = record.fingerprints.first(where: { isSame($0, fingerprint) }) else {
        if fingerprint.subject == "context", newSchemes.contains(fingerprint.scheme) { continue }
        causes.append(cause("\(shown) is not in the record", fingerprint.subject, []))
        continue
      }
      if recorded.digest != fingerprint.digest {
        causes.append(
          cause(
            "\(shown) is not as recorded", fingerprint.subject,
            DifferenceText.lines(recorded, fingerprint) + hidden(recorded, record, fingerprints)))
      }
    }
    for recorded in record.fingerprints where !fingerprints.contains(where: { isSame($0, recorded) }) {
      let shown = "\(PathText.visible(recorded.subject)) (\(recorded.scheme))"
      causes.append(cause("\(shown) is in the record and was not observed", recorded.subject, []))
    }
    return causes
  }

  /// What is known of a difference that only a scheme without lines sees.
  private static func hidden(_ recorded: Fingerprint, _ record: Record, _ fingerprints: [Fingerprint]) -> [String] {
    guard recorded.text.isEmpty, recorded.subject == "context",
      let manifest = record.fingerprints.first(where: {
        $0.subject == "context" && $0.scheme == Record.contextScheme
      }), fingerprints.contains(manifest)
    else { return [] }
    return [
      "names, contents, links and executable bits are as recorded: what differs is something that only"
        + " \(recorded.scheme) sees, such as other permission bits"
    ]
  }

  private static func isSame(_ left: Fingerprint, _ right: Fingerprint) -> Bool {
    left.scheme == right.scheme && Array(left.subject.utf8) == Array(right.subject.utf8)
  }

  private static func cause(_ message: String, _ subject: String, _ details: [String]) -> Cause {
    Cause(
      code: CauseCode.recordDiffers, message: message, subject: subject, details: details,
      remedy: "if the change is wanted, run \"lockstep run --accept\" on the scenario and review the record")
  }
}
