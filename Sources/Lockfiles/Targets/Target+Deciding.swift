extension Target {
  /// What of a condition makes it `result`, which ``satisfies(_:)`` gave: of an `and` that does not hold, the parts that
  /// do not; of one that cannot be told, those that cannot.
  func part(of condition: TargetCondition, deciding result: Bool?) -> TargetCondition {
    func parts(_ conditions: [TargetCondition]) -> [TargetCondition] {
      conditions.filter { satisfies($0) == result }.map { part(of: $0, deciding: result) }
    }
    switch condition {
    case .marker(let text):
      guard let tree = Marker.tree(text) else { return condition }
      let evaluation = MarkerEvaluation(environment: MarkerEnvironment(target: self))
      // Read again, as a part may be of the kind of what it stands in.
      let part = evaluation.part(of: tree, deciding: result).text
      return .marker(Marker.canonical(part) ?? part)
    case .all(let conditions):
      let parts = parts(conditions)
      return parts.count == 1 ? parts[0] : .all(parts)
    case .any(let conditions):
      let parts = parts(conditions)
      return parts.count == 1 ? parts[0] : .any(parts)
    case .pythons, .condaPlatform, .npm, .rubyPlatform: return condition
    }
  }
}

extension MarkerEvaluation {
  /// What of a marker makes it `result`, which ``result(of:)`` gave.
  func part(of tree: MarkerTree, deciding wanted: Bool?) -> MarkerTree {
    func parts(_ trees: [MarkerTree]) -> [MarkerTree] {
      trees.filter { result(of: $0) == wanted }.map { part(of: $0, deciding: wanted) }
    }
    switch tree {
    case .comparison: return tree
    case .any(let trees):
      let parts = parts(trees)
      return parts.count == 1 ? parts[0] : .any(parts)
    case .all(let trees):
      let parts = parts(trees)
      return parts.count == 1 ? parts[0] : .all(parts)
    }
  }
}
