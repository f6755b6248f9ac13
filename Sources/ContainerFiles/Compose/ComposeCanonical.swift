/// Brings what has several forms into one.
///
/// Follows compose-go's `transform` package, for what is read. What has no form that is known stays as it is and is
/// refused where it is read in the end, unless another file replaces it.
enum ComposeCanonical {
  static func service(_ node: ComposeNode, budget: ComposeBudget) throws(ComposeError) -> ComposeNode {
    guard var service = node.mapping else { return node }
    if let build = service["build"] {
      var long = longBuild(build)
      if var keys = long.mapping, let contexts = keys["additional_contexts"] {
        keys["additional_contexts"] = try keyValueMapping(contexts)
        long.value = .mapping(keys)
      }
      service["build"] = long
    }
    if let files = service["env_file"] { service["env_file"] = envFiles(files) }
    if let volumes = service["volumes"], let items = volumes.items {
      var long: [ComposeNode] = []
      for item in items { long.append(try volume(item)) }
      service["volumes"] = ComposeNode(.sequence(long), at: volumes.place)
    }
    return try ComposeUniqueness.apply(to: ComposeNode(.mapping(service), at: node.place), budget: budget)
  }

  static func longBuild(_ node: ComposeNode) -> ComposeNode {
    guard node.string != nil else { return node }
    var keys = ComposeMapping()
    keys["context"] = node
    return ComposeNode(.mapping(keys), at: node.place)
  }

  /// `KEY=VALUE` items as a mapping.
  static func keyValueMapping(_ node: ComposeNode) throws(ComposeError) -> ComposeNode {
    guard let items = node.items else { return node }
    var mapping = ComposeMapping()
    for item in items {
      let text = try item.string("an item here")
      guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
        throw ComposeError(
          item.place, "\(ComposeError.quote(text)) has no value", remedy: "write it as \"name=value\"")
      }
      mapping[String(text[..<sign])] = ComposeNode(
        text: String(text[text.utf8.index(after: sign)...]), at: item.place)
    }
    return ComposeNode(.mapping(mapping), at: node.place)
  }

  /// A mapping as `KEY=VALUE` items in the order of the keys, one text as the only item, and no item for anything
  /// that is neither.
  static func list(_ node: ComposeNode) -> [ComposeNode] {
    if let items = node.items { return items }
    if node.string != nil { return [node] }
    guard let mapping = node.mapping else { return [] }
    return mapping.entries.sorted { $0.key < $1.key }.map { key, value in
      guard case .scalar(let text, let kind) = value.value else { return value }
      return ComposeNode(text: kind == .null ? key : "\(key)=\(text)", at: value.place)
    }
  }

  private static func envFiles(_ node: ComposeNode) -> ComposeNode {
    guard let items = node.items ?? (node.string != nil ? [node] : nil) else { return node }
    let long = items.map { item -> ComposeNode in
      guard item.string != nil else { return item }
      var keys = ComposeMapping()
      keys["path"] = item
      return ComposeNode(.mapping(keys), at: item.place)
    }
    return ComposeNode(.sequence(long), at: node.place)
  }

  private static func volume(_ node: ComposeNode) throws(ComposeError) -> ComposeNode {
    guard let text = node.string else { return node }
    let spec: VolumeSpec
    do throws(Refusal) {
      spec = try VolumeSpec(text)
    } catch {
      throw ComposeError(
        node.place, "the volume \(ComposeError.quote(text)) \(error.message)",
        remedy: "write it as \"source:target\" or \"source:target:ro\"")
    }
    var keys = ComposeMapping()
    keys["type"] = ComposeNode(text: spec.isBind ? "bind" : "volume", at: node.place)
    if let source = spec.source { keys["source"] = ComposeNode(text: source, at: node.place) }
    keys["target"] = ComposeNode(text: spec.target, at: node.place)
    keys["read_only"] = ComposeNode(.scalar(spec.isReadOnly ? "true" : "false", .boolean), at: node.place)
    return ComposeNode(.mapping(keys), at: node.place)
  }
}
