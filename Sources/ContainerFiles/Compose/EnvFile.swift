/// Reads env files, such as `.env`, as Compose does.
///
/// Follows compose-go's `dotenv` package.
struct EnvFile {
  private let text: [Unicode.Scalar]
  private let file: String
  private var index = 0
  private var line = 1
  /// Counted up to here.
  private var countedIndex = 0

  private init(_ bytes: [UInt8], file: String) {
    let bare = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    text = Array(String(decoding: bare, as: UTF8.self).unicodeScalars)
    self.file = file
  }

  /// Adds the variables of a file to those of files before it.
  ///
  /// - Parameters:
  ///   - values: the variables of the files so far.
  ///   - environment: goes before `values` where a value names variables or a line has a name only.
  static func read(
    _ bytes: [UInt8], file: String, into values: inout [String: String], environment: [String: String],
    session: ComposeSession
  ) throws(ComposeError) {
    try session.budget.spendSize(bytes.count, at: ComposePlace(file: file))
    var parser = EnvFile(bytes, file: file)
    while parser.skipToStatement() {
      let place = parser.place
      guard let name = try parser.name() else { continue }
      guard name.hasValue else {
        values[name.text] = environment[name.text] ?? values[name.text]
        continue
      }
      let value = try parser.value()
      let expanded =
        value.expands ? try session.expand(value.text, at: place, scopes: [environment, values]) : value.text
      // Lines without a name are let through by the reference and mean nothing.
      if !name.text.isEmpty { values[name.text] = expanded }
    }
  }

  private var place: ComposePlace { ComposePlace(file: file, line: line) }

  private func error(_ message: String, remedy: String) -> ComposeError {
    ComposeError(place, message, remedy: remedy)
  }

  /// Moves to the next name; false at the end.
  private mutating func skipToStatement() -> Bool {
    while index < text.count {
      if text[index] == "#" {
        index = text[index...].firstIndex(of: "\n") ?? text.count
      } else if RuneText.isSpace(text[index].value) {
        index += 1
      } else {
        break
      }
    }
    line += text[countedIndex..<index].count { $0 == "\n" }
    countedIndex = index
    return index < text.count
  }

  /// Nil at the end of the file; a name without a sign is that of an environment's variable.
  private mutating func name() throws(ComposeError) -> (text: String, hasValue: Bool)? {
    skipExport()
    let start = index
    let end = text[start...].firstIndex { !Self.isNamePart($0) } ?? text.count
    guard end < text.count else {
      // The reference takes a last line without its end for a value without a name.
      index = text.count
      return nil
    }
    guard ["=", ":", "\n"].contains(text[end]) else {
      throw error(
        "unexpected character \(ComposeError.quote(String(text[end]))) in a variable's name",
        remedy: "write NAME=value, with a name of letters, digits and \"_\"")
    }
    var name = text[start..<end]
    while let last = name.last, RuneText.isSpace(last.value) { name.removeLast() }
    guard !name.contains(" ") else {
      throw error("a variable's name cannot contain a blank", remedy: "write NAME=value")
    }
    index = end + 1
    skipBlanks()
    return (Self.string(name), text[end] != "\n")
  }

  private mutating func skipExport() {
    let word = Array("export".unicodeScalars)
    let end = index + word.count
    guard end < text.count, text[index..<end].elementsEqual(word), RuneText.isSpace(text[end].value), text[end] != "\n"
    else { return }
    index = end
    skipBlanks()
  }

  private mutating func value() throws(ComposeError) -> (text: String, expands: Bool) {
    guard index < text.count, text[index] == "\"" || text[index] == "'" else { return (unquotedValue(), true) }
    let quote = text[index]
    var value: [Unicode.Scalar] = []
    var isEscaped = false
    var position = index + 1
    while position < text.count {
      let scalar = text[position]
      position += 1
      if scalar == quote, !isEscaped {
        index = position
        return quote == "\"" ? (EnvFileEscapes.expand(value), true) : (Self.string(value[...]), false)
      }
      if scalar == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped, scalar != quote { value.append("\\") }
      isEscaped = false
      value.append(scalar)
    }
    throw error("a quoted value has no end", remedy: "close it with \(quote)")
  }

  /// Up to the end of the line or a comment, which has a blank before it.
  private mutating func unquotedValue() -> String {
    let end = text[index...].firstIndex(of: "\n") ?? text.count
    var value = text[index..<end]
    index = min(end + 1, text.count)
    if let comment = value.indices.dropLast().first(where: { value[$0] == " " && value[$0 + 1] == "#" }) {
      value = value[..<comment]
    }
    while let last = value.last, RuneText.isSpace(last.value) { value.removeLast() }
    return Self.string(value)
  }

  private mutating func skipBlanks() {
    while index < text.count, Self.isBlank(text[index]) { index += 1 }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    ["\t", "\u{0B}", "\u{0C}", "\r", " ", "\u{85}", "\u{A0}"].contains(scalar)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    if isBlank(scalar) || ["_", ".", "-", "[", "]"].contains(scalar) { return true }
    if RuneText.isLetter(scalar.value) { return true }
    switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: return true
    default: return false
    }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
