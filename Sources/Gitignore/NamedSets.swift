/// The sets that a class names as `[:name:]`: ASCII only, whatever the locale (git's `ctype.c`).
enum NamedSets {
  /// Whether a byte belongs to the set; nil for a name git does not know.
  static func predicate(_ name: ArraySlice<UInt8>) -> ((UInt8) -> Bool)? {
    table.first { name.elementsEqual($0.name.utf8) }?.isMember
  }

  private static let table: [(name: String, isMember: @Sendable (UInt8) -> Bool)] = [
    ("alnum", { isAlpha($0) || isDigit($0) }),
    ("alpha", isAlpha),
    ("blank", { $0 == 0x20 || $0 == 0x09 }),
    ("cntrl", { $0 < 0x20 || $0 == 0x7F }),
    ("digit", isDigit),
    ("graph", isGraph),
    ("lower", isLower),
    ("print", { $0 == 0x20 || isGraph($0) }),
    ("punct", { isGraph($0) && !isAlpha($0) && !isDigit($0) }),
    // Other than in C, vertical tab and form feed are no space to git.
    ("space", { [0x20, 0x09, 0x0A, 0x0D].contains($0) }),
    ("upper", isUpper),
    ("xdigit", { isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) }),
  ]

  @Sendable private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  @Sendable private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  @Sendable private static func isAlpha(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
  @Sendable private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  @Sendable private static func isGraph(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }
}
