/// Puts one definition over another.
///
/// Follows compose-go's `override` package, for what is read: mappings are merged, lists are joined, and the rest is
/// replaced; what can be a list or a mapping becomes a list. What must be unique in a list is seen to afterwards.
struct ComposeMerge {
  let budget: ComposeBudget

  func model(_ base: ComposeModel, _ over: ComposeModel) throws(ComposeError) -> ComposeModel {
    var result = base
    for (name, node) in over.services.entries {
      result.services[name] =
        try base.services[name].map { known throws(ComposeError) in try service(known, node) } ?? node
    }
    for (name, node) in over.volumes.entries {
      result.volumes[name] = try base.volumes[name].map { known throws(ComposeError) in try plain(known, node) } ?? node
    }
    return result
  }

  /// The same, with what only the lower one has at the end.
  func model(below base: ComposeModel, _ over: ComposeModel) throws(ComposeError) -> ComposeModel {
    var result = over
    for (name, node) in base.services.entries {
      result.services[name] = try over.services[name].map { own throws(ComposeError) in try service(node, own) } ?? node
    }
    for (name, node) in base.volumes.entries {
      result.volumes[name] = try over.volumes[name].map { own throws(ComposeError) in try plain(node, own) } ?? node
    }
    return result
  }

  func service(_ base: ComposeNode, _ over: ComposeNode) throws(ComposeError) -> ComposeNode {
    try mappings(base, over) { key, base, over throws(ComposeError) in
      switch key {
      case "build": try build(base, over)
      case "env_file", "environment": try lists(base, over)
      default: try plain(base, over)
      }
    }
  }

  private func build(_ base: ComposeNode, _ over: ComposeNode) throws(ComposeError) -> ComposeNode {
    try mappings(ComposeCanonical.longBuild(base), ComposeCanonical.longBuild(over)) {
      key, base, over throws(ComposeError) in
      switch key {
      case "args": try lists(base, over)
      case "additional_contexts":
        try plain(ComposeCanonical.keyValueMapping(base), ComposeCanonical.keyValueMapping(over))
      default: try plain(base, over)
      }
    }
  }

  private func plain(_ base: ComposeNode, _ over: ComposeNode) throws(ComposeError) -> ComposeNode {
    if over.isNull { return base }
    switch base.value {
    case .mapping: return try mappings(base, over) { _, base, over throws(ComposeError) in try plain(base, over) }
    case .sequence(let items):
      guard let more = over.items else { throw mismatch(base, over, "a list") }
      try budget.spendEntries(items.count + more.count, at: over.place)
      return ComposeNode(.sequence(items + more), at: base.place)
    case .scalar: return over
    }
  }

  private func mappings(
    _ base: ComposeNode, _ over: ComposeNode,
    with combine: (String, ComposeNode, ComposeNode) throws(ComposeError) -> ComposeNode
  ) throws(ComposeError) -> ComposeNode {
    if over.isNull { return base }
    if base.isNull { return over }
    guard var result = base.mapping, let more = over.mapping else { throw mismatch(base, over, "a mapping") }
    try budget.spendEntries(result.count + more.count, at: over.place)
    for (key, node) in more.entries {
      if let known = result[key] {
        result[key] = try combine(key, known, node)
      } else {
        result[key] = node
      }
    }
    return ComposeNode(.mapping(result), at: base.place)
  }

  private func lists(_ base: ComposeNode, _ over: ComposeNode) throws(ComposeError) -> ComposeNode {
    let items = ComposeCanonical.list(base) + ComposeCanonical.list(over)
    try budget.spendEntries(items.count, at: over.place)
    return ComposeNode(.sequence(items), at: base.place)
  }

  private func mismatch(_ base: ComposeNode, _ over: ComposeNode, _ what: String) -> ComposeError {
    ComposeError(
      over.place, "what is \(what) at \(base.place) cannot be overridden by something else",
      remedy: "write \(what) here, or put !override before it")
  }
}
