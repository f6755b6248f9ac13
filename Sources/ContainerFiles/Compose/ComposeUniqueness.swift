/// Lets a later item of a list take the place of an earlier one with the same key, as compose-go's
/// `EnforceUnicity` does.
enum ComposeUniqueness {
  static func apply(to node: ComposeNode, budget: ComposeBudget) throws(ComposeError) -> ComposeNode {
    guard var service = node.mapping else { return node }
    for (key, index) in indices {
      if let list = service[key] { service[key] = try unique(list, by: index, budget) }
    }
    if let build = service["build"], var keys = build.mapping, let arguments = keys["args"] {
      keys["args"] = try unique(arguments, by: name, budget)
      service["build"] = ComposeNode(.mapping(keys), at: build.place)
    }
    return ComposeNode(.mapping(service), at: node.place)
  }

  private typealias Index = @Sendable (ComposeNode) throws(ComposeError) -> String

  private static let indices: [(String, Index)] = [
    ("env_file", path), ("environment", name), ("profiles", name), ("volumes", target),
  ]

  private static func unique(
    _ list: ComposeNode, by index: Index, _ budget: ComposeBudget
  ) throws(ComposeError) -> ComposeNode {
    guard let items = list.items else { return list }
    try budget.spendEntries(items.count, at: list.place)
    var result: [ComposeNode] = []
    var places: [String: Int] = [:]
    for item in items {
      let key = try index(item)
      if let known = places[key] {
        result[known] = item
      } else {
        places[key] = result.count
        result.append(item)
      }
    }
    return ComposeNode(.sequence(result), at: list.place)
  }

  /// What stands before `=`.
  @Sendable private static func name(_ node: ComposeNode) throws(ComposeError) -> String {
    let text = try node.string("an item here")
    return text.utf8.firstIndex(of: UInt8(ascii: "=")).map { String(text[..<$0]) } ?? text
  }

  @Sendable private static func path(_ node: ComposeNode) throws(ComposeError) -> String {
    guard let path = try node.mapping("an item of \"env_file\"")["path"] else {
      throw ComposeError(node.place, "an item of \"env_file\" has no \"path\"", remedy: "give it a path")
    }
    return try path.string("\"path\"")
  }

  @Sendable private static func target(_ node: ComposeNode) throws(ComposeError) -> String {
    guard let target = try node.mapping("a volume")["target"] else {
      throw ComposeError(node.place, "the volume has no \"target\"", remedy: "give it the path in the container")
    }
    return ComposePath.clean(try target.string("\"target\""))
  }
}
