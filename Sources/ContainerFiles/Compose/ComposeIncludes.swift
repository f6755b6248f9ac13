/// Reads what `include` names.
///
/// Follows compose-go: each entry is a project of its own, with its directory and env file, below what includes it.
/// The specification's conflict between resources of one name is no error there: they are merged.
struct ComposeIncludes {
  let loader: ComposeLoader
  let scope: ComposeScope

  private struct Entry {
    var paths: [ComposeNode] = []
    var projectDirectory: String?
    var envFiles: [ComposeNode] = []
  }

  func read(_ node: ComposeNode) throws(ComposeError) -> [ComposeModel] {
    var models: [ComposeModel] = []
    for item in try node.items("\"include\"") { models.append(try read(entry: item)) }
    return models
  }

  private func read(entry node: ComposeNode) throws(ComposeError) -> ComposeModel {
    guard scope.ancestors.count <= loader.session.budget.limits.includeDepth else {
      throw ComposeError(
        node.place, "files are included more than \(loader.session.budget.limits.includeDepth) levels deep",
        remedy: "include the inner files directly")
    }
    let entry = try entry(node)
    var files: [ComposeSource] = []
    for path in entry.paths { if let file = try file(path) { files.append(file) } }
    let directory =
      entry.projectDirectory.map { ComposePath.join(scope.directory, $0) }
      ?? files.first.map { ComposePath.directory(of: $0.name) } ?? scope.directory
    let own = try environment(of: entry, directory: directory, at: node.place)
    return try loader.load(
      files,
      in: ComposeScope(
        directory: directory, environment: own.merging(scope.environment) { $1 }, ancestors: scope.ancestors))
  }

  private func entry(_ node: ComposeNode) throws(ComposeError) -> Entry {
    var entry = Entry()
    if node.string != nil {
      entry.paths = [node]
      return entry
    }
    for (key, value) in try node.mapping("an item of \"include\"").entries {
      switch key {
      case "path": entry.paths = try texts(value)
      case "project_directory":
        let text = try value.string("\"project_directory\"")
        entry.projectDirectory = text.isEmpty ? nil : text
      case "env_file": entry.envFiles = try texts(value)
      case _ where key.hasPrefix("x-"): break
      default:
        throw ComposeError(
          value.place, "an item of \"include\" has no key \(ComposeError.quote(key))",
          remedy: "use path, project_directory and env_file")
      }
    }
    guard !entry.paths.isEmpty else {
      throw ComposeError(node.place, "an item of \"include\" names no file", remedy: "give it a path")
    }
    return entry
  }

  private func texts(_ node: ComposeNode) throws(ComposeError) -> [ComposeNode] {
    let items = node.items ?? [node]
    for item in items { _ = try item.string("a path") }
    return items
  }

  private func file(_ node: ComposeNode) throws(ComposeError) -> ComposeSource? {
    let text = try node.string("a path")
    let path = ComposePath.join(scope.directory, text)
    guard !scope.ancestors.contains(path) else {
      let cycle = (scope.ancestors + [path]).joined(separator: ", which includes ")
      throw ComposeError(node.place, "files include each other: \(cycle)", remedy: "remove one of the includes")
    }
    return try ComposeFileReference.read(text, path: path, at: node.place, session: loader.session)
  }

  private func environment(
    of entry: Entry, directory: String, at place: ComposePlace
  ) throws(ComposeError) -> [String: String] {
    var values: [String: String] = [:]
    guard !entry.envFiles.isEmpty else {
      let path = ComposePath.join(directory, ".env")
      if let bytes = try loader.session.contents(of: path, at: place) {
        try EnvFile.read(
          bytes, file: path, into: &values, environment: scope.environment, session: loader.session)
      }
      return values
    }
    for node in entry.envFiles {
      let text = try node.string("a path")
      // This is how to have none.
      if text == "/dev/null" { continue }
      let path = ComposePath.join(scope.directory, text)
      guard let bytes = try loader.session.contents(of: path, at: node.place) else {
        throw ComposeFileReference.missing(path, at: node.place)
      }
      try EnvFile.read(bytes, file: path, into: &values, environment: scope.environment, session: loader.session)
    }
    return values
  }
}
