/// One comparison of a marker, such as `python_version >= "3.8"`.
struct MarkerComparison: Hashable, Sendable {
  enum Operand: Hashable, Sendable {
    /// In its spelling since PEP 508.
    case variable(String)
    /// Without quotes.
    case text(String)

    var text: String {
      switch self {
      case .variable(let name): name
      // A value with a double quote in it stays distinct: PEP 508 has no escapes, so it is percent-written.
      case .text(let value):
        "\"" + value.utf8.split(separator: 0x22, omittingEmptySubsequences: false).map(\.text).joined(separator: "%22")
          + "\""
      }
    }
  }

  let left: Operand
  /// `<`, `<=`, `>`, `>=`, `==`, `!=`, `~=`, `===`, `in` or `not in`.
  let comparison: String
  let right: Operand

  var text: String { left.text + " " + comparison + " " + right.text }
}
