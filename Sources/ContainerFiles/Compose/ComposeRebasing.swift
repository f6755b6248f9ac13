/// Makes the paths of a model relative to the directory of the inputs.
///
/// Follows compose-go's `ResolveRelativePaths`. Paths that were made so already are left alone.
struct ComposeRebasing {
  /// What relative paths are relative to.
  let directory: String
  let home: String?

  func apply(to model: ComposeModel) throws(ComposeError) -> ComposeModel {
    var result = model
    result.services = try model.services.mapValues { _, node throws(ComposeError) in service(node) }
    result.volumes = try model.volumes.mapValues { _, node throws(ComposeError) in volume(node) }
    return result
  }

  private func service(_ node: ComposeNode) -> ComposeNode {
    changing(node) { service in
      service["build"] = service["build"].map(build)
      service["extends"] = service["extends"].map { extends in
        changing(extends) { keys in keys["file"] = keys["file"].map(path) }
      }
      service["env_file"] = service["env_file"].map { files in
        changingItems(files) { keys in keys["path"] = keys["path"].map(path) }
      }
      service["volumes"] = service["volumes"].map { volumes in
        changingItems(volumes) { keys in
          if keys["type"]?.string == "bind" { keys["source"] = keys["source"].map(unixPath) }
        }
      }
    }
  }

  private func build(_ node: ComposeNode) -> ComposeNode {
    changing(node) { build in
      build["context"] = build["context"].map(context)
      build["additional_contexts"] = build["additional_contexts"].map { contexts in
        changing(contexts) { keys in for (key, node) in keys.entries { keys[key] = context(node) } }
      }
    }
  }

  /// A volume that the local driver binds to a path.
  private func volume(_ node: ComposeNode) -> ComposeNode {
    guard node.mapping?["driver"]?.string == "local" else { return node }
    return changing(node) { volume in
      volume["driver_opts"] = volume["driver_opts"].map { options in
        changing(options) { keys in
          if keys["o"]?.string == "bind" { keys["device"] = keys["device"].map(unixPath) }
        }
      }
    }
  }

  private func context(_ node: ComposeNode) -> ComposeNode {
    guard let text = node.string, ComposeContext.isPath(text) else { return node }
    return text.isEmpty ? resolved(node, ".") : path(node)
  }

  private func path(_ node: ComposeNode) -> ComposeNode {
    guard let text = node.string, !text.isEmpty else { return node }
    return resolved(node, text)
  }

  private func unixPath(_ node: ComposeNode) -> ComposeNode {
    guard let text = node.string, !ComposePath.isWindowsAbsolute(text) else { return node }
    return resolved(node, text)
  }

  private func resolved(_ node: ComposeNode, _ text: String) -> ComposeNode {
    if case .scalar(_, .path) = node.value { return node }
    let expanded = ComposePath.expandingHome(text, home: home)
    // Where the home directory is not known, the path lies nowhere that is.
    let path = expanded.hasPrefix("~") ? expanded : ComposePath.join(directory, expanded)
    return ComposeNode(.scalar(path, .path), at: node.place)
  }

  private func changing(_ node: ComposeNode, _ change: (inout ComposeMapping) -> Void) -> ComposeNode {
    guard var mapping = node.mapping else { return node }
    change(&mapping)
    return ComposeNode(.mapping(mapping), at: node.place)
  }

  private func changingItems(_ node: ComposeNode, _ change: (inout ComposeMapping) -> Void) -> ComposeNode {
    guard let items = node.items else { return node }
    return ComposeNode(.sequence(items.map { changing($0, change) }), at: node.place)
  }
}
