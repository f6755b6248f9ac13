/// Substitutes the variables in the values of a document; keys stay as they are.
enum ComposeInterpolation {
  static func apply(
    to mapping: ComposeMapping, environment: [String: String], session: ComposeSession
  ) throws(ComposeError) -> ComposeMapping {
    try mapping.mapValues { _, node throws(ComposeError) in
      try apply(to: node, environment: environment, session: session)
    }
  }

  private static func apply(
    to node: ComposeNode, environment: [String: String], session: ComposeSession
  ) throws(ComposeError) -> ComposeNode {
    switch node.value {
    case .scalar(let text, .text):
      return ComposeNode(text: try session.expand(text, at: node.place, scopes: [environment]), at: node.place)
    case .scalar: return node
    case .sequence(let items):
      var result: [ComposeNode] = []
      result.reserveCapacity(items.count)
      for item in items { result.append(try apply(to: item, environment: environment, session: session)) }
      return ComposeNode(.sequence(result), at: node.place)
    case .mapping(let mapping):
      return ComposeNode(
        .mapping(try apply(to: mapping, environment: environment, session: session)), at: node.place)
    }
  }
}
