/// The variables of a project: those of the environment, then those of its env files.
struct ProjectEnvironment {
  let options: ComposeOptions
  let session: ComposeSession

  /// - Throws: for an env file that is given and missing, or has a mistake.
  func values(directory: String) throws(ComposeError) -> [String: String] {
    var values: [String: String] = [:]
    for path in options.envFiles ?? defaultFiles(directory) {
      let place = ComposePlace(file: path)
      guard let bytes = try session.contents(of: ComposePath.clean(path), at: place) else {
        if options.envFiles == nil { continue }
        throw ComposeError(place, "there is no such env file", remedy: "correct the path of the env file")
      }
      try EnvFile.read(bytes, file: path, into: &values, environment: options.environment, session: session)
    }
    return values.merging(options.environment) { $1 }
  }

  private func defaultFiles(_ directory: String) -> [String] {
    let isDisabled = ["1", "t", "T", "TRUE", "true", "True"].contains(
      options.environment["COMPOSE_DISABLE_ENV_FILE"] ?? "")
    return isDisabled ? [] : [ComposePath.join(directory, ".env")]
  }
}
