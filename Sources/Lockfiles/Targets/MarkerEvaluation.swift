internal import Fingerprints

/// Evaluates environment markers (PEP 508) as PyPI's `packaging` 26 does in `packaging/markers.py`.
///
/// Where `packaging` would raise an error, such as for `~=` between texts, nothing can be told.
struct MarkerEvaluation {
  let environment: MarkerEnvironment

  /// Nil when it depends on what is not known.
  func result(of tree: MarkerTree) -> Bool? {
    switch tree {
    case .comparison(let comparison): result(of: comparison)
    case .any(let trees): Decision.any(trees.lazy.map { result(of: $0) })
    case .all(let trees): Decision.all(trees.lazy.map { result(of: $0) })
    }
  }

  private func result(of comparison: MarkerComparison) -> Bool? {
    let sign = comparison.comparison
    switch (comparison.left, comparison.right) {
    // `packaging` takes a name on the right of another for a text.
    case (.variable(let name), .text(let literal)), (.variable(let name), .variable(let literal)):
      let clause = PythonClause(sign + literal, for: name)
      return decide(name, literal) { clause?.allows($0) ?? compare($0, sign, literal) }
    case (.text(let literal), .variable(let name)):
      return decide(name, literal) { PythonClause(sign + $0, for: name)?.allows(literal) ?? compare(literal, sign, $0) }
    case (.text, .text):
      return nil
    }
  }

  /// The result when it is the same for all values that `variable` may have.
  private func decide(_ variable: String, _ literal: String, _ compare: (String) -> Bool?) -> Bool? {
    // A backslash begins an escape of Python's.
    guard !literal.utf8.contains(UInt8(ascii: "\\")),
      let values = environment.values(of: variable, comparedWith: literal)
    else { return nil }
    var result: Bool?
    for value in values {
      guard let next = compare(value), result == nil || result == next else { return nil }
      result = next
    }
    return result
  }

  /// How texts are compared: in no order.
  private func compare(_ left: String, _ comparison: String, _ right: String) -> Bool? {
    switch comparison {
    case "==", "<=", ">=": left.hasSameBytes(as: right)
    case "!=": !left.hasSameBytes(as: right)
    case "<", ">": false
    case "in": left.isEmpty || right.holds(left)
    case "not in": !left.isEmpty && !right.holds(left)
    default: nil
    }
  }
}
