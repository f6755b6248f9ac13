internal import Fingerprints

/// Times for people.
enum TimeText {
  /// `2024-01-31T12:00:00Z`, of seconds since 1970.
  static func utc(_ seconds: Int64) -> String {
    // An archive may say anything; beyond these years the number itself is plainer.
    guard seconds.magnitude < 253_402_300_800 else { return "\(seconds) s" }
    return CivilTime(secondsSince1970: seconds).text
  }
}
