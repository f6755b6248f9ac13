/// A version whose parts may be left open: `1`, `1.x`, `*`, `1.2.3-rc.1+build`.
///
/// node-semver calls it an x-range.
struct SemanticVersionPattern {
  /// As written; nil where the part is left out or is `x`, `X` or `*`.
  private(set) var major: ArraySlice<UInt8>?
  private(set) var minor: ArraySlice<UInt8>?
  private(set) var patch: ArraySlice<UInt8>?
  /// Without the hyphen; empty when there is none.
  private(set) var prerelease = ""

  /// Nil when `text` is not such a version as a whole.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    for index in 0..<3 {
      if index > 0 {
        guard rest.first == UInt8(ascii: ".") else { break }
        rest = rest.dropFirst()
      }
      guard let part = Self.part(&rest) else { return nil }
      let number = part.first.map(\.isDigit) == true ? part : nil
      switch index {
      case 0: major = number
      case 1: minor = number
      default:
        patch = number
        guard Self.labels(&rest, prerelease: &prerelease) else { return nil }
      }
    }
    guard rest.isEmpty else { return nil }
  }

  /// The same behind `v`, `=` and blanks, as node-semver lets them stand.
  init?(prefixed text: ArraySlice<UInt8>) {
    self.init(text.drop { $0 == UInt8(ascii: "v") || $0 == UInt8(ascii: "=") || $0.isBlank })
  }

  private static func part(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let first = rest.first else { return nil }
    let part: ArraySlice<UInt8>
    if first == UInt8(ascii: "0") || first == UInt8(ascii: "*") || first | 0x20 == UInt8(ascii: "x") {
      part = rest.prefix(1)
    } else {
      part = rest.prefix(while: \.isDigit)
    }
    rest = rest[part.endIndex...]
    return part.isEmpty ? nil : part
  }

  /// `-rc.1+build.5`, both optional.
  private static func labels(_ rest: inout ArraySlice<UInt8>, prerelease: inout String) -> Bool {
    if rest.first == UInt8(ascii: "-") {
      let label = rest.dropFirst().prefix { isLabel($0) || $0 == UInt8(ascii: ".") }
      guard areLabels(label, numbers: { $0.count == 1 || $0.first != UInt8(ascii: "0") }) else { return false }
      prerelease = label.text
      rest = rest[label.endIndex...]
    }
    if rest.first == UInt8(ascii: "+") {
      let label = rest.dropFirst().prefix { isLabel($0) || $0 == UInt8(ascii: ".") }
      guard areLabels(label, numbers: { _ in true }) else { return false }
      rest = rest[label.endIndex...]
    }
    return true
  }

  private static func areLabels(_ text: ArraySlice<UInt8>, numbers: (ArraySlice<UInt8>) -> Bool) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      !label.isEmpty && (!label.allSatisfy(\.isDigit) || numbers(label))
    }
  }

  private static func isLabel(_ byte: UInt8) -> Bool { byte.isDigit || byte.isLetter || byte == UInt8(ascii: "-") }
}
