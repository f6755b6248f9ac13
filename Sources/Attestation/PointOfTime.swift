/// Seconds since 1970 of a time as attestations write it.
public enum PointOfTime {
  /// Reads `2026-11-21T00:10:00Z`, perhaps with a fraction, which is dropped; nil for another form or zone.
  ///
  /// Source: in-toto field types, "Timestamp": RFC 3339 in UTC.
  public static func seconds(_ text: String) -> Int64? {
    guard
      let match = text.wholeMatch(
        of: /([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?Z/),
      let year = Int64(match.output.1), let month = Int64(match.output.2), let day = Int64(match.output.3),
      let hour = Int64(match.output.4), let minute = Int64(match.output.5), let second = Int64(match.output.6),
      (1...12).contains(month), (1...length(ofMonth: month, year)).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    return days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
  }

  private static func length(ofMonth month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`, for years from 1 on.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    // Years begin in March here, so that the leap day is the last one.
    let shifted = month <= 2 ? year - 1 : year
    let leaps = shifted / 4 - shifted / 100 + shifted / 400
    return 365 * shifted + leaps + (153 * ((month + 9) % 12) + 2) / 5 + day - 719_469
  }
}
