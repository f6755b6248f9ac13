/// Makes a build of its long form, whose paths are relative.
struct BuildReading {
  let environment: [String: String]

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
      contexts.append(ComposeBuild.NamedContext(name: name, context: ComposeContext(text)))
    }
    return contexts.sorted { $0.name < $1.name }
  }

  private func arguments(_ node: ComposeNode?) throws(ComposeError) -> [String: String] {
    guard let node else { return [:] }
    var arguments: [String: String] = [:]
    for (name, value) in try KeyValues.read(node, "\"args\"") { arguments[name] = value ?? environment[name] }
    return arguments
  }
}
