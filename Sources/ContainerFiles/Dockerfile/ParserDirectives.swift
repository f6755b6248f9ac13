/// The comments at the top of a Dockerfile that speak to the parser: `# key=value`.
struct ParserDirectives {
  struct Directive {
    let value: [UInt8]
    /// Of the value, counted from 1.
    let line: Int
    let column: Int
  }

  private var isDone = false
  private(set) var byKey: [String: Directive] = [:]

  /// What escapes characters and continues lines: a backslash, or a backtick where a directive says so.
  private(set) var escape: UInt8 = 0x5C

  private static let known: Set<String> = ["syntax", "escape", "check"]

  /// Reads one line of the file, of which there must be no end left. The first line that is no directive is
  /// the last that is looked at.
  ///
  /// - Throws: when a directive is repeated, or the escape character is neither of the two.
  mutating func read(_ line: ArraySlice<UInt8>, number: Int) throws(Refusal) {
    guard !isDone else { return }
    guard let (key, keyStart, value) = Self.directive(line) else {
      isDone = true
      return
    }
    guard byKey[key] == nil else {
      throw Refusal("only one \(key) parser directive can be used", at: keyStart - line.startIndex)
    }
    let start = value.startIndex - line.startIndex
    byKey[key] = Directive(value: Array(value), line: number, column: start + 1)
    guard key == "escape" else { return }
    guard let first = value.first, value.count == 1, first == 0x5C || first == 0x60 else {
      throw Refusal("the escape character must be \\ or `, not \(Refusal.quote(Array(value)))", at: start)
    }
    escape = first
  }

  private static func directive(
    _ line: ArraySlice<UInt8>
  ) -> (key: String, start: Int, value: ArraySlice<UInt8>)? {
    guard line.first == UInt8(ascii: "#") else { return nil }
    let text = RuneText.trimmingLeadingSpace(line.dropFirst())
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let name = text[..<equals].reversed().drop(while: isPatternSpace).reversed()
    let key = String(decoding: RuneText.lowercased(name), as: UTF8.self)
    guard known.contains(key) else { return nil }
    let rest = text[(equals + 1)...]
    var value = rest.drop(while: isPatternSpace)
    while let last = value.last, isPatternSpace(last) { value = value.dropLast() }
    if !value.isEmpty { return (key, text.startIndex, value) }
    // The value has at least one character, if need be a blank.
    return rest.isEmpty ? nil : (key, text.startIndex, rest.suffix(1))
  }

  /// `\s` of Go's regular expressions.
  private static func isPatternSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }

  /// The directives as the choice of a frontend and the linter read them: a first line `#!` is passed over, and the
  /// first mistake ends the reading.
  static func leading(_ bytes: [UInt8]) -> [String: Directive] {
    var number = 0
    var text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if text.starts(with: [0x23, 0x21]) {
      guard let newline = text.firstIndex(of: 0x0A) else { return [:] }
      text = text[(newline + 1)...]
      number += 1
    }
    var directives = ParserDirectives()
    while !text.isEmpty, !directives.isDone {
      let end = text.firstIndex(of: 0x0A) ?? text.endIndex
      var line = text[..<end]
      if line.last == 0x0D { line = line.dropLast() }
      number += 1
      do throws(Refusal) {
        try directives.read(line, number: number)
      } catch { break }
      text = text[min(end + 1, text.endIndex)...]
    }
    return directives.byKey
  }

  /// - Throws: when the value of `# check=` is not a list of `skip=`, `experimental=` and `error=`.
  static func validateCheck(_ value: [UInt8]) throws(Refusal) {
    let text = value.prefix { $0 != 0x20 }
    guard !RuneText.trimmingSpace(text).isEmpty else { return }
    for part in text.split(separator: UInt8(ascii: ";"), maxSplits: 2, omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else {
        throw Refusal("invalid check option \(Refusal.quote(Array(part)))", at: part.startIndex)
      }
      let option = RuneText.trimmingSpace(part[(equals + 1)...])
      switch String(decoding: RuneText.trimmingSpace(part[..<equals]), as: UTF8.self) {
      case "skip", "experimental": break
      case "error" where GoNumber.boolean(Array(option)) != nil: break
      default: throw Refusal("invalid check option \(Refusal.quote(Array(part)))", at: part.startIndex)
      }
    }
  }
}
