/// Reads versions by the grammar of PEP 440, appendix B.
struct PEP440Scanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { index == bytes.count }

  /// Whether a version begins here; the scanner stands behind it then.
  mutating func readVersion(into version: inout PEP440Version) -> Bool {
    _ = accept("v")
    guard readRelease(into: &version) else { return false }
    if let letter = mark(["alpha", "a", "beta", "b", "preview", "pre", "c", "rc"]) {
      version.pre = (Self.letters[letter] ?? letter, number())
    }
    readPost(into: &version)
    if mark(["dev"]) != nil { version.dev = number() }
    return readLocal(into: &version)
  }

  private mutating func readRelease(into version: inout PEP440Version) -> Bool {
    guard let first = digits() else { return false }
    var number = first
    if accept("!") {
      version.epoch = PEP440Number(first)
      guard let behind = digits() else { return false }
      number = behind
    }
    version.release = [PEP440Number(number)]
    while next == UInt8(ascii: "."), index + 1 < bytes.count, bytes[index + 1].isDigit {
      index += 1
      guard let digits = digits() else { return false }
      version.release.append(PEP440Number(digits))
    }
    return true
  }

  /// `1.0-1` is a short form of `1.0.post1`.
  private mutating func readPost(into version: inout PEP440Version) {
    let start = index
    if accept("-"), let digits = digits() {
      version.post = PEP440Number(digits)
      return
    }
    index = start
    if mark(["post", "rev", "r"]) != nil { version.post = number() }
  }

  private mutating func readLocal(into version: inout PEP440Version) -> Bool {
    guard accept("+") else { return true }
    repeat {
      let start = index
      while let byte = next, byte.isLetter || byte.isDigit { index += 1 }
      let part = bytes[start..<index]
      guard !part.isEmpty else { return false }
      version.local.append(
        part.allSatisfy(\.isDigit) ? .number(PEP440Number(part)) : .word(part.text.lowercased()))
    } while acceptSeparator()
    return true
  }

  /// One of `words`, the first that fits, between separators that mean nothing.
  private mutating func mark(_ words: [String]) -> String? {
    let start = index
    _ = acceptSeparator()
    guard let word = words.first(where: { accept($0) }) else {
      index = start
      return nil
    }
    _ = acceptSeparator()
    return word
  }

  /// A number that may be left out; it is 0 then.
  private mutating func number() -> PEP440Number { digits().map { PEP440Number($0) } ?? .zero }

  private mutating func digits() -> ArraySlice<UInt8>? {
    let start = index
    while let byte = next, byte.isDigit { index += 1 }
    return index > start ? bytes[start..<index] : nil
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func acceptSeparator() -> Bool { accept(".") || accept("-") || accept("_") }

  /// - Parameter word: in lower case; the text may be in any.
  private mutating func accept(_ word: String) -> Bool {
    let end = index + word.utf8.count
    guard end <= bytes.count,
      zip(bytes[index..<end], word.utf8).allSatisfy({ $0 == $1 || ($0.isLetter && $0 | 0x20 == $1) })
    else { return false }
    index = end
    return true
  }

  private static let letters = ["alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"]
}
