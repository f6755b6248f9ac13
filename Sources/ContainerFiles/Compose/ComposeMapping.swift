/// A mapping that keeps its order.
struct ComposeMapping {
  private(set) var keys: [String] = []
  private var nodes: [String: ComposeNode] = [:]

  var isEmpty: Bool { keys.isEmpty }
  var count: Int { keys.count }

  /// Setting a key that is not there puts it last; setting nil takes time that grows with the mapping.
  subscript(_ key: String) -> ComposeNode? {
    get { nodes[key] }
    set {
      guard let newValue else { return removeAll { $0 == key } }
      if nodes.updateValue(newValue, forKey: key) == nil { keys.append(key) }
    }
  }

  var entries: [(key: String, node: ComposeNode)] {
    keys.compactMap { key in nodes[key].map { (key, $0) } }
  }

  mutating func removeAll(where shouldRemove: (String) -> Bool) {
    let removed = keys.filter(shouldRemove)
    guard !removed.isEmpty else { return }
    for key in removed { nodes[key] = nil }
    keys.removeAll { nodes[$0] == nil }
  }

  /// The mapping with every value replaced.
  func mapValues(
    _ transform: (String, ComposeNode) throws(ComposeError) -> ComposeNode
  ) throws(ComposeError) -> ComposeMapping {
    var result = self
    for (key, node) in entries { result.nodes[key] = try transform(key, node) }
    return result
  }
}
