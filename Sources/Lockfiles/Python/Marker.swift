/// Environment markers (PEP 508) in one spelling.
///
/// Double quotes, single blanks, the operands of one `and` or `or` sorted, brackets only where they are
/// needed. Nothing is simplified: tools disagree about what may be.
enum Marker {
  /// The canonical form of `text`, or nil when it is no marker.
  static func canonical(_ text: String) -> String? { tree(text)?.text }

  /// The canonical form, or the text with single blanks when it is no marker.
  static func lenient(_ text: String) -> String? {
    let plain = text.utf8.split { $0.isBlank }.map(\.text).joined(separator: " ")
    return plain.isEmpty ? nil : canonical(text) ?? plain
  }

  /// What `text` says, or nil when it is no marker.
  static func tree(_ text: String) -> MarkerTree? {
    guard let tokens = MarkerToken.tokens(text) else { return nil }
    var parser = MarkerParser(tokens: tokens)
    return parser.parse()
  }
}
