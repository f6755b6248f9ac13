/// Writes the short forms of a range (`^1.2`, `~1`, `1.x`, `1 - 2`) out as bounds.
///
/// Follows `classes/range.js` of node-semver 7.6 step by step, so that odd texts come out as they do there: `1.2.3*`
/// is 1.2.3, and `> =1.2.3` is `>=1.2.3`.
enum SemanticVersionRangeText {
  typealias Comparator = SemanticVersionRange.Comparator

  /// The parts between `||`.
  static func alternatives(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "|"), index + 1 < text.count, text[index + 1] == UInt8(ascii: "|") {
        parts.append(text[start..<index].trimmed)
        index += 2
        start = index
      } else {
        index += 1
      }
    }
    parts.append(text[start...].trimmed)
    return parts
  }

  /// The bounds of a part between `||`; nil when it is not valid.
  static func comparators(_ part: ArraySlice<UInt8>) -> [Comparator]? {
    let text = joinedSigns(hyphenated(part) ?? Array(part))
    var result: [Comparator] = []
    for word in text.split(separator: 0x20, omittingEmptySubsequences: false) {
      for bound in withoutStar(written(word)).split(separator: 0x20, omittingEmptySubsequences: false) {
        guard let comparator = comparator(bound.text) else { return nil }
        result.append(comparator)
      }
    }
    if let impossible = result.first(where: \.isImpossible) { return [impossible] }
    result.removeAll { $0 == .any }
    return result.isEmpty ? [.any] : result
  }

  private static func comparator(_ text: String) -> Comparator? {
    guard !text.isEmpty, text != ">=0.0.0" else { return .any }
    let bytes = Array(text.utf8)
    let (sign, rest) = split(bytes[...])
    guard let version = SemanticVersion(rest.text) else { return nil }
    return Comparator(sign: Comparator.Sign(rawValue: sign == "=" ? "" : sign) ?? .equal, version: version)
  }

  /// `<`, `>`, `<=`, `>=`, `=` or nothing, and what is behind it.
  private static func split(_ text: ArraySlice<UInt8>) -> (sign: String, rest: ArraySlice<UInt8>) {
    var rest = text
    if rest.first == UInt8(ascii: "<") || rest.first == UInt8(ascii: ">") { rest = rest.dropFirst() }
    if rest.first == UInt8(ascii: "=") { rest = rest.dropFirst() }
    return (text[..<rest.startIndex].text, rest)
  }

  /// `1.2 - 2.3.4` as `>=1.2.0 <=2.3.4`; nil when it is no such text.
  private static func hyphenated(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    for index in text.indices.dropFirst().dropLast()
    where text[index] == UInt8(ascii: "-") && text[index - 1] == 0x20 && text[index + 1] == 0x20 {
      let (low, high) = (text[..<(index - 1)], text[(index + 2)...])
      guard let from = SemanticVersionPattern(prefixed: low), let to = SemanticVersionPattern(prefixed: high) else {
        continue
      }
      return Array(
        [lowerBound(from, low.text), upperBound(to, high.text)].filter { !$0.isEmpty }.joined(separator: " ").utf8)
    }
    return nil
  }

  private static func lowerBound(_ from: SemanticVersionPattern, _ written: String) -> String {
    guard let major = from.major?.text else { return "" }
    guard let minor = from.minor?.text else { return ">=\(major).0.0" }
    return from.patch == nil ? ">=\(major).\(minor).0" : ">=" + written
  }

  private static func upperBound(_ to: SemanticVersionPattern, _ written: String) -> String {
    guard let major = to.major else { return "" }
    guard let minor = to.minor else { return "<\(next(major)).0.0-0" }
    guard let patch = to.patch else { return "<\(major.text).\(next(minor)).0-0" }
    return to.prerelease.isEmpty
      ? "<=" + written : "<=\(major.text).\(minor.text).\(patch.text)-\(to.prerelease)"
  }

  /// Without the blanks between a sign and its version.
  private static func joinedSigns(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      let byte = text[index]
      var sign = index
      if byte == UInt8(ascii: "~") {
        sign += 1
        if sign < text.count, text[sign] == UInt8(ascii: ">") { sign += 1 }
        // `~>` before a blank becomes `~`.
        if sign < text.count, text[sign] == 0x20 {
          result.append(byte)
          index = sign + 1
          continue
        }
      } else if byte == UInt8(ascii: "^") {
        sign += 1
      } else {
        sign = split(text[index...]).rest.startIndex
        guard sign > index, sign < text.count, text[sign] == 0x20, beginsVersion(text[(sign + 1)...]) else {
          sign = max(sign, index + 1)
          result.append(contentsOf: text[index..<sign])
          index = sign
          continue
        }
      }
      result.append(contentsOf: text[index..<sign])
      index = sign < text.count && text[sign] == 0x20 ? sign + 1 : sign
    }
    return result
  }

  private static func beginsVersion(_ text: ArraySlice<UInt8>) -> Bool {
    let rest = text.drop { $0 == UInt8(ascii: "v") || $0 == UInt8(ascii: "=") || $0 == 0x20 }
    return rest.first.map { $0.isDigit || $0 == UInt8(ascii: "*") || $0 | 0x20 == UInt8(ascii: "x") } ?? false
  }

  /// One word written out as bounds with one blank between them; as it is when it is no short form.
  private static func written(_ word: ArraySlice<UInt8>) -> String {
    if word.first == UInt8(ascii: "^"), let pattern = SemanticVersionPattern(prefixed: word.dropFirst()) {
      return caret(pattern)
    }
    if word.first == UInt8(ascii: "~") {
      var rest = word.dropFirst()
      if rest.first == UInt8(ascii: ">") { rest = rest.dropFirst() }
      if let pattern = SemanticVersionPattern(prefixed: rest) { return tilde(pattern) }
    }
    let (sign, rest) = split(word)
    guard let pattern = SemanticVersionPattern(prefixed: rest) else { return word.text }
    return open(pattern, sign) ?? word.text
  }

  private static func caret(_ pattern: SemanticVersionPattern) -> String {
    guard let major = pattern.major else { return "" }
    let above = "<\(next(major)).0.0-0"
    let isZero = major.text == "0"
    guard let minor = pattern.minor else { return ">=\(major.text).0.0 \(above)" }
    let aboveMinor = "<\(major.text).\(next(minor)).0-0"
    guard let patch = pattern.patch else {
      return ">=\(major.text).\(minor.text).0 " + (isZero ? aboveMinor : above)
    }
    let low = ">=" + full(major, minor, patch, pattern.prerelease) + " "
    guard isZero else { return low + above }
    return low + (minor.text == "0" ? "<\(major.text).\(minor.text).\(next(patch))-0" : aboveMinor)
  }

  private static func tilde(_ pattern: SemanticVersionPattern) -> String {
    guard let major = pattern.major else { return "" }
    guard let minor = pattern.minor else { return ">=\(major.text).0.0 <\(next(major)).0.0-0" }
    let low =
      pattern.patch.map { full(major, minor, $0, pattern.prerelease) } ?? "\(major.text).\(minor.text).0"
    return ">=\(low) <\(major.text).\(next(minor)).0-0"
  }

  /// Nil when nothing is left open.
  private static func open(_ pattern: SemanticVersionPattern, _ sign: String) -> String? {
    guard let major = pattern.major else { return sign == "<" || sign == ">" ? "<0.0.0-0" : "*" }
    guard pattern.minor == nil || pattern.patch == nil else { return nil }
    let minor = pattern.minor
    let here = "\(major.text).\(minor?.text ?? "0").0"
    let above = minor.map { "\(major.text).\(next($0)).0" } ?? "\(next(major)).0.0"
    return switch sign {
    case ">": ">=" + above
    case "<=": "<\(above)-0"
    case "<": "<\(here)-0"
    case ">=": ">=" + here
    default: ">=\(here) <\(above)-0"
    }
  }

  /// `>=*` and the like say nothing; node-semver removes the first star wherever it stands.
  private static func withoutStar(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    guard let star = bytes.firstIndex(of: UInt8(ascii: "*")) else { return bytes }
    var start = star
    if start > 0, bytes[start - 1] == UInt8(ascii: "=") { start -= 1 }
    if start > 0, bytes[start - 1] == UInt8(ascii: "<") || bytes[start - 1] == UInt8(ascii: ">") { start -= 1 }
    bytes.removeSubrange(start...star)
    return bytes
  }

  private static func full(
    _ major: ArraySlice<UInt8>, _ minor: ArraySlice<UInt8>, _ patch: ArraySlice<UInt8>, _ prerelease: String
  ) -> String {
    "\(major.text).\(minor.text).\(patch.text)" + (prerelease.isEmpty ? "" : "-" + prerelease)
  }

  /// One more; a number too large for that stays and is refused later.
  private static func next(_ digits: ArraySlice<UInt8>) -> String {
    guard let value = Int(digits.text), value < Int.max else { return digits.text }
    return String(value + 1)
  }
}
