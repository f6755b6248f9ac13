/// What an environment marker says.
enum MarkerTree: Hashable, Sendable {
  case comparison(MarkerComparison)
  /// At least two; none of them is an ``any(_:)`` itself.
  case any([MarkerTree])
  /// At least two; none of them is an ``all(_:)`` itself.
  case all([MarkerTree])

  /// The canonical form.
  var text: String {
    switch self {
    case .comparison(let comparison): comparison.text
    case .any(let trees): trees.map(\.text).sortedByBytesWithRepeats().joined(separator: " or ")
    case .all(let trees):
      trees.map { tree in if case .any = tree { "(" + tree.text + ")" } else { tree.text } }
        .sortedByBytesWithRepeats().joined(separator: " and ")
    }
  }
}

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
