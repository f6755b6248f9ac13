internal import Fingerprints

/// Reads the literals of Elixir: maps, tuples, lists, keywords, atoms, strings, numbers.
///
/// Syntax: https://hexdocs.pm/elixir/syntax-reference.html
struct ElixirReader {
  private let bytes: [UInt8]
  private var index = 0
  private var line: Int
  private var depth = 0

  private static let maximumDepth = 128

  /// - Parameter line: that of the first byte.
  init(_ bytes: [UInt8], line: Int = 1) {
    self.bytes = bytes
    self.line = line
  }

  /// The one term of a text.
  static func term(_ bytes: [UInt8]) throws(SyntaxFailure) -> ElixirTerm {
    var reader = ElixirReader(bytes)
    let term = try reader.term()
    reader.skipBlanks()
    guard reader.index == bytes.count else { throw reader.failure("something behind the end of the term") }
    return term
  }

  private func failure(_ message: String) -> SyntaxFailure { SyntaxFailure(line: line, message: message) }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = next {
      if byte == UInt8(ascii: "#") {
        while let byte = next, byte != 0x0A { index += 1 }
      } else if byte.isBlank {
        if byte == 0x0A { line += 1 }
        index += 1
      } else {
        return
      }
    }
  }

  private mutating func skip(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func term() throws(SyntaxFailure) -> ElixirTerm {
    skipBlanks()
    guard let byte = next else { throw failure("the text ends where a term is missing") }
    guard depth < Self.maximumDepth else { throw failure("nested more than \(Self.maximumDepth) levels deep") }
    depth += 1
    defer { depth -= 1 }
    switch byte {
    case UInt8(ascii: "{"):
      index += 1
      return .tuple(try items(close: UInt8(ascii: "}")))
    case UInt8(ascii: "["):
      index += 1
      return .list(try items(close: UInt8(ascii: "]")))
    case UInt8(ascii: "%"):
      guard skip("%{") else { throw failure("a % without a map behind it") }
      return .map(try pairs())
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: ":"):
      index += 1
      if next == UInt8(ascii: "\"") { return .atom(try string()) }
      return .atom(try word())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      index += 1
      let rest = bytes[index...].prefix { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") }
      index = rest.endIndex
      return .number(String(Unicode.Scalar(byte)) + rest.text)
    default: return .atom(try word())
    }
  }

  /// `true`, `nil`, the name of a module or of an atom.
  private mutating func word() throws(SyntaxFailure) -> String {
    let word = bytes[index...].prefix {
      $0.isLetter || $0.isDigit || $0 >= 0x80 || "_@.?!".utf8.contains($0)
    }
    guard !word.isEmpty else { throw failure("something that is no literal") }
    index = word.endIndex
    return word.text
  }

  /// Up to the closing bracket; `key: value` counts as a pair.
  private mutating func items(close: UInt8) throws(SyntaxFailure) -> [ElixirTerm] {
    var result: [ElixirTerm] = []
    while true {
      skipBlanks()
      if next == close {
        index += 1
        return result
      }
      let item = try term()
      if case .atom = item, skip(":") {
        result.append(.tuple([item, try term()]))
      } else if case .string(let key) = item, skip(":") {
        result.append(.tuple([.atom(key), try term()]))
      } else {
        result.append(item)
      }
      try separator(close)
    }
  }

  private mutating func pairs() throws(SyntaxFailure) -> [(key: ElixirTerm, value: ElixirTerm, line: Int)] {
    let close = UInt8(ascii: "}")
    var result: [(key: ElixirTerm, value: ElixirTerm, line: Int)] = []
    while true {
      skipBlanks()
      if next == close {
        index += 1
        return result
      }
      let start = line
      let key = try term()
      if !skip(":") {
        skipBlanks()
        guard skip("=>") else { throw failure("a key without a value") }
      }
      result.append((key, try term(), start))
      try separator(close)
    }
  }

  private mutating func separator(_ close: UInt8) throws(SyntaxFailure) {
    skipBlanks()
    if next == UInt8(ascii: ",") {
      index += 1
    } else if next != close {
      throw failure(next == nil ? "a bracket is not closed" : "a comma is missing")
    }
  }

  private mutating func string() throws(SyntaxFailure) -> String {
    index += 1
    var result: [UInt8] = []
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return result.text
      case UInt8(ascii: "\\"):
        guard let escaped = next else { throw failure("a string is not closed") }
        index += 1
        result.append(Self.escapes[escaped] ?? escaped)
      case UInt8(ascii: "#") where next == UInt8(ascii: "{"): throw failure("a string with code in it")
      case 0x0A:
        line += 1
        result.append(byte)
      default: result.append(byte)
      }
    }
    throw failure("a string is not closed")
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "s"): 0x20,
    UInt8(ascii: "0"): 0, UInt8(ascii: "e"): 0x1B,
  ]
}
