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
