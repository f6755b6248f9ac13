/// Reads compose files that are merged, with all that they include and extend.
///
/// Follows the order of compose-go's loader: variables, includes, resets of what earlier files say, `extends`, merging,
/// one form for what has several; then the defaults and the paths.
struct ComposeLoader {
  let session: ComposeSession
  /// What `~` stands for.
  let home: String?

  var merge: ComposeMerge { ComposeMerge(budget: session.budget) }

  func load(_ files: [ComposeSource], in scope: ComposeScope) throws(ComposeError) -> ComposeModel {
    var model = ComposeModel()
    for file in files {
      for document in file.documents { try apply(document, of: file.name, to: &model, in: scope) }
    }
    model.services = try model.services.mapValues { _, node throws(ComposeError) in withDefaultContext(node) }
    return try ComposeRebasing(directory: scope.directory, home: home).apply(to: model)
  }

  private func apply(
    _ document: ComposeDocument, of file: String, to model: inout ComposeModel, in scope: ComposeScope
  ) throws(ComposeError) {
    let root = try ComposeInterpolation.apply(
      to: document.root, environment: scope.environment, session: session)
    var current = try ComposeModel(root, session: session)
    if let include = root["include"], !include.isNull {
      let includes = ComposeIncludes(
        loader: self,
        scope: ComposeScope(
          directory: scope.directory, environment: scope.environment,
          ancestors: scope.ancestors + [ComposePath.clean(file)]))
      // Each goes below what the file says itself.
      for var included in try includes.read(include) {
        // As in the reference, only what the file has too is reset, and so no whole service is.
        included.resetting(document.resets, where: current)
        current = try merge.model(below: included, current)
      }
    }
    document.resets.apply(to: &model)
    current.services = try ComposeExtends(loader: self, scope: scope).resolve(
      current.services, of: file, resets: document.resets)
    model = try canonical(merge.model(model, current))
  }

  func canonical(_ model: ComposeModel) throws(ComposeError) -> ComposeModel {
    var result = model
    result.services = try model.services.mapValues { _, node throws(ComposeError) in
      try ComposeCanonical.service(node, budget: session.budget)
    }
    return result
  }

  private func withDefaultContext(_ node: ComposeNode) -> ComposeNode {
    guard var service = node.mapping, let build = service["build"], var keys = build.mapping, keys["context"] == nil
    else { return node }
    keys["context"] = ComposeNode(text: ".", at: build.place)
    service["build"] = ComposeNode(.mapping(keys), at: build.place)
    return ComposeNode(.mapping(service), at: node.place)
  }
}

extension ComposeModel {
  fileprivate mutating func resetting(_ resets: ResetPaths, where other: ComposeModel) {
    for name in services.keys where other.services[name] != nil {
      guard var node = services[name], var service = node.mapping else { continue }
      resets["services"][name].apply(to: &service)
      node.value = .mapping(service)
      services[name] = node
    }
  }
}

extension ResetPaths {
  func apply(to model: inout ComposeModel) {
    self["services"].apply(to: &model.services)
    self["volumes"].apply(to: &model.volumes)
  }
}
