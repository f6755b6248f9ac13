/// A time such as `2024-03-25T00:00:00Z`, or the end of a day such as `2024-03-25` in whatever zone.
struct PointInTime {
  /// Seconds since 1970, the earliest and the latest that may be meant.
  let seconds: ClosedRange<Int>

  /// Nil for what is no time of RFC 3339 and no day.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let day = Self.day(bytes.prefix(10)) else { return nil }
    let midnight = day * 86_400
    guard bytes.count > 10 else {
      // The day ends first where clocks are 14 hours ahead, and last where they are 12 behind.
      seconds = (midnight + 86_400 - 14 * 3_600)...(midnight + 86_400 + 12 * 3_600)
      return
    }
    guard bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == 0x20, bytes.count >= 20,
      let time = Self.time(bytes[11..<19])
    else { return nil }
    var zone = bytes[19...]
    if zone.first == UInt8(ascii: ".") { zone = zone.dropFirst().drop(while: \.isDigit) }
    guard let offset = Self.offset(zone) else { return nil }
    let instant = midnight + time - offset
    seconds = instant...instant
  }

  /// Days since 1970-01-01 in the Gregorian calendar.
  private static func day(_ bytes: ArraySlice<UInt8>) -> Int? {
    let parts = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard bytes.count == 10, parts.map(\.count) == [4, 2, 2], let year = number(parts[0]), let month = number(parts[1]),
      let day = number(parts[2]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    // Years begin in March here, so that the leap day is the last one.
    let shifted = month <= 2 ? year - 1 : year
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day
      - 719_469
  }

  private static func time(_ bytes: ArraySlice<UInt8>) -> Int? {
    let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2, 2], let hours = number(parts[0]), let minutes = number(parts[1]),
      let seconds = number(parts[2])
    else { return nil }
    return hours * 3_600 + minutes * 60 + seconds
  }

  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let sign = bytes.first else { return nil }
    if sign | 0x20 == UInt8(ascii: "z") { return bytes.count == 1 ? 0 : nil }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let parts = bytes.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 2], let hours = number(parts[0]), let minutes = number(parts[1]) else { return nil }
    return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy(\.isDigit) ? Int(digits.text) : nil
  }
}
