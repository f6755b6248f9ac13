internal import Fingerprints

/// Versions and ranges of NuGet in the spelling that locks have: `[1.2.0, )`.
///
/// https://learn.microsoft.com/nuget/concepts/package-versioning
enum NuGetRange {
  /// A range of a project in the form of `VersionRange.ToNormalizedString`; nil when `text` is none.
  static func normalized(_ text: String) -> String? {
    let bytes = Array(text.utf8.filter { !$0.isBlank })
    guard let first = bytes.first, let last = bytes.last else { return nil }
    guard "[(".utf8.contains(first) else { return version(bytes.text).map { "[\($0), )" } }
    guard bytes.count > 2, "])".utf8.contains(last) else { return nil }
    let bounds = bytes[1..<(bytes.count - 1)].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard bounds.count <= 2 else { return nil }
    var shown: [String] = []
    for bound in bounds {
      guard !bound.isEmpty else {
        shown.append("")
        continue
      }
      guard let version = version(bound.text) else { return nil }
      shown.append(version)
    }
    if shown.count == 1 { shown.append(shown[0]) }
    return [first].text + shown[0] + ", " + shown[1] + [last].text
  }

  /// Three numbers, or four when the last is not zero, and a pre-release; `*` may stand for the last part.
  static func version(_ text: String) -> String? {
    let plain = text.split(atFirst: "+")?.before ?? text
    let (release, label) = plain.split(atFirst: "-").map { ($0.before, "-" + $0.after) } ?? (plain, "")
    var numbers: [String] = []
    for part in release.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      if part.elementsEqual("*".utf8) {
        numbers.append("*")
        continue
      }
      guard numbers.last != "*", !part.isEmpty, part.allSatisfy(\.isDigit) else { return nil }
      let digits = part.drop { $0 == UInt8(ascii: "0") }
      numbers.append(digits.isEmpty ? "0" : String(Substring(digits)))
    }
    guard (1...4).contains(numbers.count) else { return nil }
    if numbers.last == "*" { return numbers.joined(separator: ".") + label.lowercased() }
    while numbers.count < 3 { numbers.append("0") }
    if numbers.count == 4, numbers[3] == "0" { numbers.removeLast() }
    return numbers.joined(separator: ".") + label.lowercased()
  }

  /// Whether two ranges in the spelling of locks say the same.
  static func isSame(_ one: String, _ other: String) -> Bool {
    (normalized(one) ?? one).hasSameBytes(as: normalized(other) ?? other)
  }
}
