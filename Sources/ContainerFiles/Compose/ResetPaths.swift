/// The places in a document that carried `!reset` or `!override`: what earlier files say there is dropped.
struct ResetPaths {
  private var children: [String: ResetPaths] = [:]
  private var isReset = false

  var isEmpty: Bool { children.isEmpty }

  mutating func insert(_ path: ArraySlice<String>) {
    guard let first = path.first else { return isReset = true }
    children[first, default: ResetPaths()].insert(path.dropFirst())
  }

  /// The resets below `key`.
  subscript(_ key: String) -> ResetPaths { children[key] ?? ResetPaths() }

  /// Only what is written as a mapping can be reset by its keys: Compose does not look into lists.
  func apply(to mapping: inout ComposeMapping) {
    guard !isEmpty else { return }
    mapping.removeAll { children[$0]?.isReset == true }
    for (key, child) in children where !child.isEmpty {
      guard var node = mapping[key], var below = node.mapping else { continue }
      child.apply(to: &below)
      node.value = .mapping(below)
      mapping[key] = node
    }
  }
}
