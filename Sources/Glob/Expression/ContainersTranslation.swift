/// The regular expression that containers/storage makes of a pattern.
///
/// Source: containers/storage, pkg/fileutils/fileutils.go, `Pattern.compile`. It left moby's code before that learnt
/// to compare without expressions and to escape more than `.` and `$`: `+`, `(`, `)`, `|`, `{`, `}` and `^` keep
/// their meaning as in expressions, even in a pattern without wildcards.
struct ContainersTranslation {
  /// The expression's characters; nil when the reference fails before it has them.
  let expression: [UInt32]?

  init(_ pattern: [UInt8]) {
    // A byte that is not UTF-8 is read as U+FFFD, and a byte order mark at the start is not read at all.
    var rest = Scalars.all(pattern).map { $0 > Scalars.maximum ? Scalars.replacement : $0 }[...]
    if rest.first == 0xFEFF { rest.removeFirst() }
    var text: [UInt32] = [0x5E]
    while let scalar = rest.popFirst() {
      switch Unicode.Scalar(scalar) {
      case "*" where rest.first == 0x2A:
        rest.removeFirst()
        if rest.first == 0x2F { rest.removeFirst() }
        text += Self.scalars(rest.isEmpty ? ".*" : "(.*/)?")
      case "*": text += Self.scalars("[^/]*")
      case "?": text += Self.scalars("[^/]")
      case ".", "$": text += [0x5C, scalar]
      case "\\":
        guard let quoted = rest.popFirst() else {
          expression = nil
          return
        }
        text += [0x5C, quoted]
      default: text.append(scalar)
      }
    }
    expression = text + Self.scalars("(/.*)?$")
  }

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
