/// Substitutes variables as Compose does, in compose files and env files.
///
/// Follows compose-go's `template` package: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`,
/// `${NAME:?message}`, `${NAME?message}`, `${NAME:+other}`, `${NAME+other}` and `$$`; the text after the sign may hold
/// variables, and what a variable is worth may not. A dollar sign before anything else stands for itself.
struct VariableTemplate {
  enum Failure: Error {
    case invalid
    /// A required variable and the message that was written for it.
    case missing(name: String, message: String)
    case tooDeep
    case tooLong
  }

  /// Where variables are looked up, one after the other.
  let scopes: [[String: String]]
  /// Whether required variables may be missing.
  let isLenient: Bool
  /// Whether a variable without a value stays as `${NAME}`, instead of being empty.
  var keepsUnset = false
  /// The bytes that results may take from here on.
  var budget: Int
  /// The variables that had no value where one was used, in order.
  private(set) var unset: [String] = []

  init(scopes: [[String: String]], isLenient: Bool, budget: Int) {
    self.scopes = scopes
    self.isLenient = isLenient
    self.budget = budget
  }

  static let maximumDepth = 64
  private static let dollar = UInt8(ascii: "$")
  private static let opening = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")

  mutating func substitute(_ text: String) throws(Failure) -> String {
    guard text.utf8.contains(Self.dollar) else { return text }
    return String(decoding: try substitute(Array(text.utf8)[...], depth: 0), as: UTF8.self)
  }

  private mutating func substitute(_ text: ArraySlice<UInt8>, depth: Int) throws(Failure) -> [UInt8] {
    guard depth <= Self.maximumDepth else { throw .tooDeep }
    var result: [UInt8] = []
    var line = LineEnd()
    var index = text.startIndex
    while index < text.endIndex {
      guard let dollar = text[index...].firstIndex(of: Self.dollar), dollar + 1 < text.endIndex else { break }
      try append(text[index..<dollar], to: &result)
      index = dollar + 1
      switch text[index] {
      case Self.dollar:
        try append([Self.dollar], to: &result)
        index += 1
      case Self.opening:
        let (value, end) = try braced(text, name: index + 1, line: &line, depth: depth)
        try append(value[...], to: &result)
        index = end
      default:
        let name = Self.name(in: text[index...])
        try append(name.isEmpty ? [Self.dollar] : value(of: name)[...], to: &result)
        index = name.endIndex
      }
    }
    try append(text[index...], to: &result)
    return result
  }

  /// The value of what stands in braces from `start` on, and where the text goes on.
  private mutating func braced(
    _ text: ArraySlice<UInt8>, name start: Int, line: inout LineEnd, depth: Int
  ) throws(Failure) -> (value: [UInt8], end: Int) {
    let name = Self.name(in: text[start...])
    guard !name.isEmpty, name.endIndex < text.endIndex else { throw .invalid }
    if text[name.endIndex] == Self.closing { return (value(of: name), name.endIndex + 1) }
    let isColon = text[name.endIndex] == UInt8(ascii: ":")
    let sign = name.endIndex + (isColon ? 1 : 0)
    guard sign < text.endIndex, "-?+".utf8.contains(text[sign]),
      let last = line.lastBrace(in: text, from: sign + 1)
    else { throw .invalid }
    let end = Self.matchingBrace(in: text[(start - 1)...last]) ?? last
    let word = text[(sign + 1)..<end]
    let variable = String(decoding: name, as: UTF8.self)
    let found = lookup(variable)
    let isThere = found.map { !isColon || !$0.isEmpty } ?? false
    let value: [UInt8]
    switch (text[sign], isThere) {
    case (UInt8(ascii: "+"), false): value = []
    case (UInt8(ascii: "+"), true), (UInt8(ascii: "-"), false): value = try substitute(word, depth: depth + 1)
    case (UInt8(ascii: "?"), false):
      let message = try substitute(word, depth: depth + 1)
      guard isLenient else { throw .missing(name: variable, message: String(decoding: message, as: UTF8.self)) }
      value = noteUnset(variable)
    default: value = Array((found ?? "").utf8)
    }
    return (value, end + 1)
  }

  private mutating func value(of name: ArraySlice<UInt8>) -> [UInt8] {
    let name = String(decoding: name, as: UTF8.self)
    if let value = lookup(name) { return Array(value.utf8) }
    return noteUnset(name)
  }

  private mutating func noteUnset(_ name: String) -> [UInt8] {
    unset.append(name)
    return keepsUnset ? Array("${\(name)}".utf8) : []
  }

  private func lookup(_ name: String) -> String? {
    for scope in scopes { if let value = scope[name] { return value } }
    return nil
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>, to result: inout [UInt8]) throws(Failure) {
    guard bytes.count <= budget else { throw .tooLong }
    budget -= bytes.count
    result += bytes
  }

  private static func name(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = text.first, !(0x30...0x39).contains(first) else { return text.prefix(0) }
    return text.prefix { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
  }

  /// The brace that closes the one `text` begins with. As in the reference, what follows an opening brace is never
  /// taken for a closing one.
  private static func matchingBrace(in text: ArraySlice<UInt8>) -> Int? {
    var open = 0
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == closing {
        open -= 1
        if open == 0 { return index }
      } else if text[index] == opening {
        open += 1
        index += 1
      }
      index += 1
    }
    return nil
  }

  /// The last closing brace of a line, which the reference's expression reaches for; kept, as it is asked for again
  /// at each variable of the line.
  private struct LineEnd {
    private var end = -1
    private var brace: Int?

    mutating func lastBrace(in text: ArraySlice<UInt8>, from index: Int) -> Int? {
      if index > end {
        end = text[index...].firstIndex(of: 0x0A) ?? text.endIndex
        brace = text[index..<end].lastIndex(of: closing)
      }
      return brace.flatMap { $0 >= index ? $0 : nil }
    }
  }
}
