/// What a file that describes builds is, by its name.
enum BuildFileKind {
  case dockerfile
  case compose

  /// Nil for other files.
  init?(fileName name: String) {
    switch name {
    case "Dockerfile", "Containerfile", "dockerfile":
      self = .dockerfile
      return
    case "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml":
      self = .compose
      return
    default: break
    }
    if name.hasSuffix("ignore") { return nil }
    if name.hasPrefix("Dockerfile.") || name.hasSuffix(".Dockerfile") || name.hasSuffix(".dockerfile") {
      self = .dockerfile
      return
    }
    let isCompose = name.hasPrefix("docker-compose.") || name.hasPrefix("compose.")
    guard isCompose, name.hasSuffix(".yml") || name.hasSuffix(".yaml") else { return nil }
    self = .compose
  }
}
