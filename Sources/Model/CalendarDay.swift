internal import Fingerprints

/// A day of the Gregorian calendar, in UTC.
public struct CalendarDay: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// Reads `2024-02-29`; nil for another form, for a day that no calendar has and outside of the years 1970 to 9999.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let dashes = [4, 7]
    guard bytes.count == 10, dashes.allSatisfy({ bytes[$0] == UInt8(ascii: "-") }) else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    guard (1970...9999).contains(year), (1...12).contains(month), (1...Self.length(month, year)).contains(day) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day on which an instant lies; what lies before 1970 counts as its first day.
  public init(secondsSince1970 seconds: Int64) {
    let time = CivilTime(secondsSince1970: max(0, seconds))
    (year, month, day) = (Int(time.year), Int(time.month), Int(time.day))
  }

  /// Its begin.
  ///
  /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  public var secondsSince1970: Int64 {
    let shifted = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = (shifted / 400, shifted % 400)
    let dayOfYear = (153 * Int64((month + 9) % 12) + 2) / 5 + Int64(day) - 1
    return (era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468) * 86_400
  }

  private static func length(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// As it is read.
  public var description: String { CivilTime.date(Int64(year), Int64(month), Int64(day)) }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = CalendarDay(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
