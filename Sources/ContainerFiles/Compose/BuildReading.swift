/// Makes a build of its long form, whose paths are relative.
struct BuildReading {
  let environment: [String: String]
  /// The names of variables without a value by the place of the text that uses them.
  let unset: [ComposePlace: [String]]

  func build(_ node: ComposeNode) throws(ComposeError) -> ComposeBuild {
    guard let keys = node.mapping else {
      throw ComposeError(node.place, "\"build\" must be a path or a mapping", remedy: "write the path of the context")
    }
    let dockerfile = try dockerfile(keys)
    var inlinePlace: ComposePlace?
    if case .inline = dockerfile { inlinePlace = keys["dockerfile_inline"]?.place }
    return ComposeBuild(
      context: ComposeContext(try keys["context"]?.string("\"context\"") ?? "."), dockerfile: dockerfile,
      additionalContexts: try additionalContexts(keys["additional_contexts"]),
      arguments: try arguments(keys["args"]), target: try text(keys["target"], "\"target\""), place: node.place,
      contextPlace: keys["context"]?.place ?? node.place, unsetVariables: unsetVariables(node, arguments: keys["args"]),
      inlinePlace: inlinePlace)
  }

  private func text(_ node: ComposeNode?, _ what: String) throws(ComposeError) -> String? {
    guard let text = try node?.string(what), !text.isEmpty else { return nil }
    return text
  }

  private func dockerfile(_ keys: ComposeMapping) throws(ComposeError) -> ComposeBuild.Dockerfile {
    let file = try text(keys["dockerfile"], "\"dockerfile\"")
    guard let node = keys["dockerfile_inline"], let inline = try text(node, "\"dockerfile_inline\"") else {
      return .file(file ?? "Dockerfile")
    }
    guard file == nil else {
      throw ComposeError(
        node.place, "\"dockerfile\" and \"dockerfile_inline\" exclude each other", remedy: "remove one of them")
    }
    return .inline(inline)
  }

  private func additionalContexts(_ node: ComposeNode?) throws(ComposeError) -> [ComposeBuild.NamedContext] {
    guard let node else { return [] }
    var contexts: [ComposeBuild.NamedContext] = []
    for (name, value) in try node.mapping("\"additional_contexts\"").entries {
      let text = try value.string("the context \(ComposeError.quote(name))")
      contexts.append(ComposeBuild.NamedContext(name: name, context: ComposeContext(text), place: value.place))
    }
    return contexts.sorted { $0.name < $1.name }
  }

  private func unsetVariables(_ node: ComposeNode, arguments: ComposeNode?) -> [ComposeBuild.UnsetVariable] {
    var variables: [ComposeBuild.UnsetVariable] = []
    for item in arguments?.items ?? [] {
      guard let name = item.string, !name.utf8.contains(UInt8(ascii: "=")), environment[name] == nil else { continue }
      variables.append(ComposeBuild.UnsetVariable(name: name, place: item.place))
    }
    for (name, value) in arguments?.mapping?.entries ?? [] where value.isNull && environment[name] == nil {
      variables.append(ComposeBuild.UnsetVariable(name: name, place: value.place))
    }
    var seen: Set<ComposePlace> = []
    addUnset(node, to: &variables, seen: &seen)
    return variables
  }

  private func addUnset(
    _ node: ComposeNode, to variables: inout [ComposeBuild.UnsetVariable], seen: inout Set<ComposePlace>
  ) {
    guard !unset.isEmpty else { return }
    switch node.value {
    case .scalar:
      guard let names = unset[node.place], seen.insert(node.place).inserted else { return }
      variables += names.map { ComposeBuild.UnsetVariable(name: $0, place: node.place) }
    case .sequence(let items): for item in items { addUnset(item, to: &variables, seen: &seen) }
    case .mapping(let keys): for (_, value) in keys.entries { addUnset(value, to: &variables, seen: &seen) }
    }
  }

  private func arguments(_ node: ComposeNode?) throws(ComposeError) -> [String: String] {
    guard let node else { return [:] }
    var arguments: [String: String] = [:]
    for (name, value) in try KeyValues.read(node, "\"args\"") { arguments[name] = value ?? environment[name] }
    return arguments
  }
}
