/// A comment that says which findings are known and why they stay: `# lockstep: ignore=CODE[,CODE] reason`.
struct Suppression: Hashable, Sendable {
  let line: Int
  /// As written; there can be some that no rule has.
  let codes: [String]
  let hasReason: Bool

  /// Nil for another comment.
  init?(_ text: ArraySlice<UInt8>, line: Int) {
    let comment = String(decoding: PhysicalText.trimmingStart(text), as: UTF8.self)
    guard comment.hasPrefix("#") else { return nil }
    var rest = comment.drop { $0 == "#" }.drop { $0 == " " || $0 == "\t" }
    guard rest.hasPrefix("lockstep:") else { return nil }
    rest = rest.dropFirst("lockstep:".count).drop { $0 == " " || $0 == "\t" }
    guard rest.hasPrefix("ignore=") else { return nil }
    rest = rest.dropFirst("ignore=".count)
    let codes = rest.prefix { !$0.isWhitespace }
    self.line = line
    self.codes = codes.split(separator: ",").map(String.init)
    hasReason = rest[codes.endIndex...].contains { $0.isLetter || $0.isNumber }
  }
}
