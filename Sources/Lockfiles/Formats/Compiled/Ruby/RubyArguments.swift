internal import Fingerprints

/// The arguments of a Ruby call that are literals: strings, symbols, lists of them, and options.
struct RubyArguments {
  /// Strings and symbols, the latter without colon.
  private(set) var values: [String] = []
  /// The value of an option that is no string, symbol or list of one is empty.
  private(set) var options: [(key: String, value: String)] = []

  subscript(_ key: String) -> String? { options.first { $0.key.hasSameBytes(as: key) }?.value }

  /// Nil when anything else stands in `text`.
  init?(_ text: some Collection<UInt8>) {
    var rest = Array(text)[...].trimmed
    while !rest.isEmpty {
      if let key = Self.key(&rest) {
        guard let value = Self.value(&rest) else { return nil }
        options.append((key, value.joined(separator: ",")))
      } else {
        guard let value = Self.value(&rest) else { return nil }
        rest = rest.trimmed
        if rest.starts(with: "=>".utf8), let key = value.first {
          rest = rest.dropFirst(2).trimmed
          guard let value = Self.value(&rest) else { return nil }
          options.append((key, value.joined(separator: ",")))
        } else {
          guard options.isEmpty else { return nil }
          values += value
        }
      }
      rest = rest.trimmed
      if rest.isEmpty { return }
      guard rest.first == UInt8(ascii: ",") else { return nil }
      rest = rest.dropFirst().trimmed
      guard !rest.isEmpty else { return nil }
    }
  }

  /// `name:` in front of a value.
  private static func key(_ rest: inout ArraySlice<UInt8>) -> String? {
    let name = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    let behind = rest[name.endIndex...]
    guard !name.isEmpty, behind.first == UInt8(ascii: ":"), behind.dropFirst().first != UInt8(ascii: ":") else {
      return nil
    }
    rest = behind.dropFirst().trimmed
    return name.text
  }

  private static func value(_ rest: inout ArraySlice<UInt8>) -> [String]? {
    guard let first = rest.first else { return nil }
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(&rest, quote: first).map { [$0] }
    case UInt8(ascii: ":"):
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "\"") { return string(&rest, quote: UInt8(ascii: "\"")).map { [$0] } }
      return word(&rest).map { [$0] }
    case UInt8(ascii: "["): return list(&rest, close: UInt8(ascii: "]"))
    case UInt8(ascii: "%"): return words(&rest)
    default:
      guard let word = word(&rest), ["true", "false", "nil"].contains(word) else { return nil }
      return [word]
    }
  }

  private static func word(_ rest: inout ArraySlice<UInt8>) -> String? {
    let word = rest.prefix { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    rest = rest[word.endIndex...]
    return word.isEmpty ? nil : word.text
  }

  /// Without what Ruby would put in or take for another character.
  private static func string(_ rest: inout ArraySlice<UInt8>, quote: UInt8) -> String? {
    guard let end = rest.dropFirst().firstIndex(of: quote) else { return nil }
    let text = rest[(rest.startIndex + 1)..<end]
    guard !text.contains(UInt8(ascii: "\\")), !text.text.holds("#{") else { return nil }
    rest = rest[(end + 1)...]
    return text.text
  }

  private static func list(_ rest: inout ArraySlice<UInt8>, close: UInt8) -> [String]? {
    rest = rest.dropFirst().trimmed
    var result: [String] = []
    while let first = rest.first {
      if first == close {
        rest = rest.dropFirst()
        return result
      }
      // Lists in lists mean nothing here.
      guard first != UInt8(ascii: "["), let value = value(&rest) else { return nil }
      result += value
      rest = rest.trimmed
      if rest.first == UInt8(ascii: ",") { rest = rest.dropFirst().trimmed }
    }
    return nil
  }

  /// `%w[a b]` and `%i(a b)`.
  private static func words(_ rest: inout ArraySlice<UInt8>) -> [String]? {
    let head = rest.prefix(3)
    let closing = [UInt8(ascii: "["): UInt8(ascii: "]"), UInt8(ascii: "("): UInt8(ascii: ")")]
    guard head.count == 3, let open = head.last, let close = closing[open],
      "wi".utf8.contains(head[head.startIndex + 1]),
      let end = rest.firstIndex(of: close)
    else { return nil }
    let inner = rest[(head.endIndex)..<end]
    rest = rest[(end + 1)...]
    return inner.split(whereSeparator: \.isBlank).map(\.text)
  }
}
