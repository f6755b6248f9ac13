/// Reads a class, `[…]`, by the rules of git's `wildmatch.c`.
struct BracketParser {
  private let text: [UInt8]
  private var index: Int
  private var members = ByteSet()
  /// The byte a `-` would begin its range with; nil behind a range and behind a named set.
  private var low: UInt8?

  private init(_ text: [UInt8], from index: Int) {
    self.text = text
    self.index = index
  }

  /// The bytes of the class whose `[` stands at `index`, which is moved behind its `]`; nil when it is broken.
  ///
  /// Never a `/`, be it listed or left over by a negation: only itself and `**` match a slash.
  static func parse(_ text: [UInt8], at index: inout Int) -> ByteSet? {
    var parser = BracketParser(text, from: index + 1)
    guard let members = parser.parse() else { return nil }
    index = parser.index
    return members
  }

  private mutating func parse() -> ByteSet? {
    guard let first = take() else { return nil }
    let negated = first == UInt8(ascii: "!") || first == UInt8(ascii: "^")
    var next = negated ? take() : first
    // A `]` in the first place is a member.
    repeat {
      guard let byte = next, readMember(byte) else { return nil }
      next = take()
    } while next != UInt8(ascii: "]")
    if negated { members.invert() }
    members.remove(UInt8(ascii: "/"))
    return members
  }

  private mutating func take() -> UInt8? {
    guard index < text.count else { return nil }
    index += 1
    return text[index - 1]
  }

  /// Adds what begins with `byte`, which has been taken; false when that breaks the class.
  private mutating func readMember(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"):
      guard let quoted = take() else { return false }
      add(quoted)
    case UInt8(ascii: "-"):
      guard let low, index < text.count, text[index] != UInt8(ascii: "]") else {
        add(byte)
        return true
      }
      return readRange(from: low)
    case UInt8(ascii: "["):
      guard index < text.count, text[index] == UInt8(ascii: ":") else {
        add(byte)
        return true
      }
      return readNamedSet()
    default: add(byte)
    }
    return true
  }

  private mutating func add(_ byte: UInt8) {
    members.insert(byte)
    low = byte
  }

  /// A range whose ends are the wrong way round holds nothing.
  private mutating func readRange(from low: UInt8) -> Bool {
    guard var high = take() else { return false }
    if high == UInt8(ascii: "\\") {
      guard let quoted = take() else { return false }
      high = quoted
    }
    if low <= high { (low...high).forEach { members.insert($0) } }
    self.low = nil
    return true
  }

  /// `[:name:]`, whose `[` has been taken; when no `:` stands before the next `]`, the `[` is a member.
  private mutating func readNamedSet() -> Bool {
    let start = index + 1
    guard let end = text[start...].firstIndex(of: UInt8(ascii: "]")) else { return false }
    guard end > start, text[end - 1] == UInt8(ascii: ":") else {
      add(UInt8(ascii: "["))
      return true
    }
    guard let isMember = NamedSets.predicate(text[start..<(end - 1)]) else { return false }
    for byte in UInt8.min...UInt8.max where isMember(byte) { members.insert(byte) }
    index = end + 1
    low = nil
    return true
  }
}
