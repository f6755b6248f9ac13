import ContainerFiles

/// Compose files by their paths, and what they are read with.
struct ComposeFixture {
  var files: [String: String]
  var inputs = ["compose.yaml"]
  var options = ComposeOptions()

  init(_ files: [String: String], inputs: [String] = ["compose.yaml"], options: ComposeOptions = ComposeOptions()) {
    (self.files, self.inputs, self.options) = (files, inputs, options)
  }

  /// One file.
  init(_ text: String, environment: [String: String] = [:]) {
    self.init(["compose.yaml": text], options: ComposeOptions(environment: environment))
  }

  /// Several files, each over those before it.
  init(merging texts: [String]) {
    let names = texts.indices.map { "\($0).yaml" }
    self.init(Dictionary(uniqueKeysWithValues: zip(names, texts)), inputs: names)
  }

  func read() throws(ComposeError) -> ComposeProject {
    let files = files
    return try ComposeProject.read(
      inputs.map { ComposeInput(name: $0, bytes: Array((files[$0] ?? "").utf8)) }, options: options
    ) { path in
      files[path].map { .file(Array($0.utf8)) } ?? .missing
    }
  }

  /// What there is to say about each service, on one line each.
  func lines() throws -> [String] { try read().services.map(Self.line) }

  static func line(_ service: ComposeService) -> String {
    var words = [service.name + (service.isEnabled ? ":" : " (disabled):")]
    if let image = service.image { words.append("image=\(image)") }
    if let build = service.build {
      words.append("context=\(text(build.context))")
      switch build.dockerfile {
      case .file(let path): words.append("dockerfile=\(build.dockerfilePath ?? "remote:" + path)")
      case .inline(let text): words.append("inline=\(text)")
      }
      if let target = build.target { words.append("target=\(target)") }
      for (name, value) in build.arguments.sorted(by: { $0.key < $1.key }) { words.append("arg:\(name)=\(value)") }
      for context in build.additionalContexts { words.append("with:\(context.name)=\(text(context.context))") }
    }
    for mount in service.bindMounts {
      words.append("bind:\(mount.source)->\(mount.target)" + (mount.isReadOnly ? ":ro" : ""))
    }
    for file in service.envFiles { words.append("env_file=\(file.path)" + (file.isRequired ? "" : "?")) }
    for variable in service.environment {
      words.append("env:\(variable.name)" + (variable.value.map { "=\($0)" } ?? ""))
    }
    return words.joined(separator: " ")
  }

  private static func text(_ context: ComposeContext) -> String {
    switch context {
    case .directory(let path): path
    case .git(let url): "git(\(url))"
    case .http(let url): "http(\(url))"
    case .service(let name): "service(\(name))"
    case .other(let text): "other(\(text))"
    }
  }
}
