internal import Model
internal import PlainYAML

/// Reads `build:`: a command or an image, and what comes of it.
struct BuildReader {
  let collector: MistakeCollector

  /// Nil when a mistake was noted that leaves nothing to build.
  func step(_ node: YAMLTree) -> BuildStep? {
    guard let reader = MappingReader(node, what: "\"build\"", keys: ScenarioKeys.build, collector) else { return nil }
    let command = reader.text("run")
    let image = reader.value("image").flatMap(image)
    if (command == nil) == (reader.value("image") == nil) {
      collector.add("\"build\" needs either \"run\" or \"image\"", at: node)
    }
    if let command, command.isEmpty || command.utf8.contains(0), let node = reader.value("run") {
      collector.add("\"run\" must be a command for the shell", at: node)
    }
    let outputs = reader.texts("outputs") ?? []
    for (output, node) in zip(outputs, reader.items("outputs") ?? []) {
      if let problem = TreePath.problem(output) { collector.add("an item of \"outputs\": \(problem)", at: node) }
    }
    if image == nil, outputs.isEmpty {
      collector.add(
        "\"build\" needs \"outputs\": the files to compare, such as [dist/*]", at: reader.value("outputs") ?? node)
    }
    return BuildStep(
      command: command ?? "", image: image, outputs: outputs, environment: environment(reader),
      timeLimit: reader.integer("timeout", in: 1...86_400) ?? BuildStep.defaultTimeLimit,
      network: network(reader), place: reader.choice("in", BuildStep.Place.self) ?? .checkout,
      writable: writable(reader))
  }

  private func writable(_ reader: MappingReader) -> [String] {
    let paths = reader.texts("writable") ?? []
    for (path, node) in zip(paths, reader.items("writable") ?? []) where !path.hasPrefix("/") || path.utf8.contains(0) {
      collector.add("an item of \"writable\" must be an absolute path, such as /tmp", at: node)
    }
    return paths
  }

  private func image(_ node: YAMLTree) -> ImageBuild? {
    guard let reader = MappingReader(node, what: "\"image\"", keys: ScenarioKeys.image, collector) else { return nil }
    let dockerfile = reader.text("dockerfile") ?? "Dockerfile"
    if let node = reader.value("dockerfile"), let problem = TreePath.problem(dockerfile) {
      collector.add("\"dockerfile\": \(problem)", at: node)
    }
    return ImageBuild(engine: reader.choice("engine", ImageBuild.Engine.self) ?? .buildah, dockerfile: dockerfile)
  }

  private func environment(_ reader: MappingReader) -> [BuildStep.Variable] {
    (reader.entries("env") ?? []).compactMap { name, key, value in
      let isName = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "=") }
      if !isName { collector.add("a key in \"env\" must be the name of a variable", at: key) }
      guard let text = collector.text(value, what: "a value in \"env\""), isName else { return nil }
      guard !text.utf8.contains(0) else {
        collector.add("a value in \"env\" must not hold a zero byte", at: value)
        return nil
      }
      return BuildStep.Variable(name: name, value: text)
    }
  }

  /// `on` and `off`, which YAML 1.1 takes for true and false.
  private func network(_ reader: MappingReader) -> Bool {
    guard let node = reader.value("network") else { return false }
    switch node.text {
    case "on"?, "true"?: return true
    case "off"?, "false"?: return false
    default:
      collector.add("\"network\" must be on or off", at: node)
      return false
    }
  }
}
