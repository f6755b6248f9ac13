/// Reads `2024-01-31T12:00:00Z` and seconds since 1970, without a calendar library or a locale.
enum Timestamp {
  static let maximum: Int64 = 253_402_300_799

  /// Seconds since 1970, or nil when `text` is neither form or lies outside the years 1970 to 9999.
  static func parse(_ text: String) -> Int64? {
    if let seconds = Int64(text) { return (0...maximum).contains(seconds) ? seconds : nil }
    let shape = /([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]([0-9]{2}):([0-9]{2}):([0-9]{2})Z)?/
    guard let match = text.wholeMatch(of: shape)?.output, let year = Int64(match.1), let month = Int64(match.2),
      let day = Int64(match.3)
    else { return nil }
    let hour = match.4.flatMap { Int64($0) } ?? 0
    let minute = match.5.flatMap { Int64($0) } ?? 0
    let second = match.6.flatMap { Int64($0) } ?? 0
    guard (1970...9999).contains(year), (1...12).contains(month), (1...daysIn(month, year)).contains(day),
      (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
    else { return nil }
    return daysSince1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
  }

  private static func daysIn(_ month: Int64, _ year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: return 30
    case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: return 31
    }
  }

  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
