/// Makes services of a model that is merged and whose paths are relative.
struct ServiceReading {
  let model: ComposeModel
  /// Gives arguments and variables without a value theirs.
  let environment: [String: String]
  let profiles: [String]
  /// The names of variables without a value by the place of the text that uses them.
  let unset: [ComposePlace: [String]]

  func services() throws(ComposeError) -> [ComposeService] {
    var services: [ComposeService] = []
    for (name, node) in model.services.entries {
      let keys = try node.mapping("the service \(name)")
      let profiles = try profiles(keys["profiles"])
      services.append(
        ComposeService(
          name: name, image: try text(keys["image"], "\"image\""), imagePlace: keys["image"]?.place,
          build: try keys["build"].map(BuildReading(environment: environment, unset: unset).build),
          profiles: profiles, isEnabled: isEnabled(profiles), bindMounts: try bindMounts(keys["volumes"]),
          envFiles: try envFiles(keys["env_file"]), environment: try variables(keys["environment"]),
          place: node.place))
    }
    return services
  }

  private func isEnabled(_ own: [String]) -> Bool {
    own.isEmpty || profiles.contains("*") || own.contains(where: profiles.contains)
  }

  private func profiles(_ node: ComposeNode?) throws(ComposeError) -> [String] {
    guard let node else { return [] }
    var profiles: [String] = []
    for item in try node.items("\"profiles\"") { profiles.append(try item.string("a profile")) }
    return profiles
  }

  private func text(_ node: ComposeNode?, _ what: String) throws(ComposeError) -> String? {
    guard let text = try node?.string(what), !text.isEmpty else { return nil }
    return text
  }

  private func envFiles(_ node: ComposeNode?) throws(ComposeError) -> [ComposeService.EnvFile] {
    guard let node else { return [] }
    var files: [ComposeService.EnvFile] = []
    for item in try node.items("\"env_file\"") {
      let keys = try item.mapping("an item of \"env_file\"")
      guard let path = try text(keys["path"], "\"path\"") else {
        throw ComposeError(item.place, "an item of \"env_file\" has no \"path\"", remedy: "give it a path")
      }
      files.append(
        ComposeService.EnvFile(
          path: path, isRequired: try truth(keys["required"], "\"required\"") ?? true,
          format: try text(keys["format"], "\"format\""), place: item.place))
    }
    return files
  }

  private func variables(_ node: ComposeNode?) throws(ComposeError) -> [ComposeService.Variable] {
    guard let node else { return [] }
    return try KeyValues.read(node, "\"environment\"").sorted { $0.key < $1.key }.map { name, value in
      ComposeService.Variable(name: name, value: value ?? environment[name])
    }
  }

  private func bindMounts(_ node: ComposeNode?) throws(ComposeError) -> [ComposeService.BindMount] {
    guard let node else { return [] }
    var mounts: [ComposeService.BindMount] = []
    for item in try node.items("\"volumes\"") {
      let keys = try item.mapping("a volume")
      guard let type = keys["type"] else {
        throw ComposeError(item.place, "the volume has no \"type\"", remedy: "write bind, volume, tmpfs or another")
      }
      var source = try text(keys["source"], "\"source\"")
      var volume: String?
      switch try type.string("\"type\"") {
      case "bind":
        guard source != nil else {
          throw ComposeError(item.place, "the bind mount has no \"source\"", remedy: "give it a path")
        }
      case "volume":
        guard let name = source, let device = device(ofVolume: name) else { continue }
        (source, volume) = (device, name)
      case "tmpfs", "cluster", "npipe", "image": continue
      case let other:
        throw ComposeError(
          type.place, "\(ComposeError.quote(other)) is no type of a volume",
          remedy: "write bind, volume, tmpfs, cluster, npipe or image")
      }
      guard let source else { continue }
      mounts.append(
        ComposeService.BindMount(
          source: source, target: ComposePath.clean(try keys["target"]?.string("\"target\"") ?? ""),
          isReadOnly: try truth(keys["read_only"], "\"read_only\"") ?? false, volume: volume, place: item.place))
    }
    return mounts
  }

  private func device(ofVolume name: String) -> String? {
    guard let volume = model.volumes[name]?.mapping, volume["driver"]?.string == "local",
      let options = volume["driver_opts"]?.mapping, options["o"]?.string == "bind"
    else { return nil }
    return options["device"]?.string
  }

  private func truth(_ node: ComposeNode?, _ what: String) throws(ComposeError) -> Bool? {
    guard let node else { return nil }
    if case .scalar(let text, .boolean) = node.value { return text == "true" }
    switch node.string.map({ String(decoding: RuneText.lowercased($0.utf8), as: UTF8.self) }) {
    case "true", "yes", "y", "on", "1": return true
    case "false", "no", "n", "off", "0": return false
    default: throw ComposeError(node.place, "\(what) must be true or false", remedy: "write true or false")
    }
  }
}
