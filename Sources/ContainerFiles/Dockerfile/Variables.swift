/// The variables that expansion sees.
struct Variables {
  /// A value, and the names in it that could not be resolved: these stand in it as `${NAME}`.
  struct Value: Hashable {
    var text: [UInt8]
    var unresolved: [Dockerfile.Word] = []
  }

  enum Lookup {
    case set(Value)
    case unset
    /// An image that is not looked into may set it.
    case unknown
  }

  var values: [[UInt8]: Value] = [:]
  /// Whether names that are not listed may be set by an image.
  var isOpen = false
  /// Whether the use of a name without a value is left as it is written and noted, instead of being empty.
  var notesUnset = false

  func lookup(_ name: [UInt8]) -> Lookup {
    if let value = values[name] { return .set(value) }
    return isOpen && !name.isEmpty && Self.canBeSet(name) ? .unknown : .unset
  }

  /// Numbers and signs are parameters of a shell, which nothing sets here.
  private static func canBeSet(_ name: [UInt8]) -> Bool {
    let first = RuneText.decode(name[...], at: 0).rune
    return first == 0x5F || RuneText.isLetter(first)
  }
}

/// What is left of the work that expanding one file may take, so that no file makes it endless.
///
/// Values that name a variable twice double with each line; the reference has no limit there.
struct ExpansionBudget {
  static let whole = 8 << 20
  private var left = whole

  mutating func spend(_ amount: Int) throws(Refusal) {
    guard amount <= left else { throw Refusal("variables expand to more than can be handled") }
    left -= amount
  }
}
