internal import Fingerprints

/// Compares the options a lock of uv was resolved with with those of `tool.uv` or `uv.toml`.
enum UVOptions {
  static func compare(_ lock: DataValue, settings: DataValue?, isScript: Bool, into comparison: inout UVComparison) {
    let options = lock["options"]
    let plain = [
      ("resolution", "resolution-mode", ["highest"]), ("fork-strategy", "fork-strategy", ["requires-python"]),
      // The default was the second until 0.12.
      ("prerelease", "prerelease-mode", ["if-necessary", "if-necessary-or-explicit"]),
    ]
    for (key, locked, standard) in plain {
      // A table of pre-releases by package says other things.
      guard settings?[key]?.table == nil else { continue }
      let (old, new) = (options?[locked]?.string, settings?[key]?.string)
      let isSame =
        switch (old, new) {
        case (nil, nil): true
        case (let mode?, nil), (nil, let mode?): standard.contains { $0.hasSameBytes(as: mode) }
        case (let old?, let new?): old.hasSameBytes(as: new)
        }
      let usual = standard[0]
      if !isSame { comparison.change("tool.uv.\(key): was \(old ?? usual) and is \(new ?? usual)") }
    }
    let span = options?["exclude-newer-span"]?.string
    let time = span == nil ? options?["exclude-newer"]?.string : nil
    compareTimes(settings?["exclude-newer"], time: time, span: span, into: &comparison)
    let names = { (table: DataValue?) in Set((table?.members ?? []).map { TextKey(PackageName.normalized($0.key)) }) }
    let (old, new) = (names(options?["exclude-newer-package"]), names(settings?["exclude-newer-package"]))
    for name in old.symmetricDifference(new).map(\.text).sortedByBytes() {
      let state = new.contains(TextKey(name)) ? "not locked" : "locked but no longer there"
      comparison.change("tool.uv.exclude-newer-package.\(name): is \(state)")
    }
  }

  private static func compareTimes(
    _ wanted: DataValue?, time: String?, span: String?, into comparison: inout UVComparison
  ) {
    let key = "tool.uv.exclude-newer"
    guard let wanted else {
      if let old = time ?? span { comparison.change("\(key): was \(old) and is none") }
      return
    }
    guard let text = wanted.string else {
      comparison.doubt("\(key): not a text, so it cannot be compared")
      return
    }
    guard let old = time ?? span else {
      comparison.change("\(key): was none and is \(text)")
      return
    }
    if let wish = PointInTime(text) {
      // Only an earlier time than that of the lock can make a locked file too new, as uv has it since 0.13.
      guard let time, let locked = PointInTime(time), wish.seconds.upperBound >= locked.seconds.lowerBound else {
        return comparison.change("\(key): was \(old) and is \(text)")
      }
    } else if let wish = Self.span(text) {
      if !(span?.hasSameBytes(as: wish) ?? false) { comparison.change("\(key): was \(old) and is \(text)") }
    } else {
      comparison.doubt("\(key): \(text) cannot be compared")
    }
  }

  /// `7 days` and `P7D` as ISO 8601 has it; nil for what has more than one unit.
  private static func span(_ text: String) -> String? {
    if text.starts(with: "P") { return text }
    let digits = text.utf8.prefix(while: \.isDigit)
    let unit = text.utf8.dropFirst(digits.count).trimmed.text.lowercased()
    guard !digits.isEmpty, let letter = units.first(where: { $0.names.contains(unit) })?.letter else { return nil }
    return "P" + (letter == "H" ? "T" : "") + digits.text + letter
  }

  private static let units: [(names: [String], letter: String)] = [
    (["d", "day", "days"], "D"), (["w", "wk", "week", "weeks"], "W"), (["mo", "mos", "month", "months"], "M"),
    (["y", "yr", "year", "years"], "Y"), (["h", "hr", "hrs", "hour", "hours"], "H"),
  ]
}
