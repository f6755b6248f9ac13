/// A time in UTC by the Gregorian calendar, without a calendar library or a locale.
public struct CivilTime: Sendable {
  public let year: Int64
  /// From 1.
  public let month: Int64
  /// From 1.
  public let day: Int64
  private let secondOfDay: Int64

  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  public init(secondsSince1970 seconds: Int64) {
    let days = seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1
    secondOfDay = seconds - days * 86_400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The time, or the nearest one from 1970 to the end of 9999.
  public static func nearest(toSecondsSince1970 seconds: Int64) -> CivilTime {
    CivilTime(secondsSince1970: min(max(seconds, 0), 253_402_300_799))
  }

  /// `2024-01-31`.
  public var date: String { Self.date(year, month, day) }

  /// `2024-01-31T12:00:00Z`.
  public var text: String {
    let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60]
    return date + "T" + clock.map { Self.padded($0, 2) }.joined(separator: ":") + "Z"
  }

  /// `2024-01-31`.
  public static func date(_ year: Int64, _ month: Int64, _ day: Int64) -> String {
    "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
