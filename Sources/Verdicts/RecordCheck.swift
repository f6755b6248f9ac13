internal import Fingerprints
internal import Model

/// Compares what the runs agree on with the record.
enum RecordCheck {
  /// One cause for each fingerprint that is not as recorded.
  static func causes(_ record: Record, _ fingerprints: [Fingerprint]) -> [Cause] {
    var causes: [Cause] = []
    for fingerprint in fingerprints {
      let shown = "\(PathText.visible(fingerprint.subject)) (\(fingerprint.scheme))"
      guard let recorded = record.fingerprints.first(where: { isSame($0, fingerprint) }) else {
        causes.append(cause("\(shown) is not in the record", fingerprint.subject, []))
        continue
      }
      if recorded.digest != fingerprint.digest {
        causes.append(
          cause("\(shown) is not as recorded", fingerprint.subject, DifferenceText.lines(recorded, fingerprint)))
      }
    }
    for recorded in record.fingerprints where !fingerprints.contains(where: { isSame($0, recorded) }) {
      let shown = "\(PathText.visible(recorded.subject)) (\(recorded.scheme))"
      causes.append(cause("\(shown) is in the record and was not observed", recorded.subject, []))
    }
    return causes
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
