/// The compose files of a project as Compose finds them when it is told none.
///
/// Follows compose-go's `WithConfigFileEnv` and `WithDefaultConfigPath`: `COMPOSE_FILE`, then the first of
/// ``ComposeProject/defaultNames`` in the directory or the nearest one above that has any, with the first of
/// ``ComposeProject/defaultOverrideNames`` beside it.
public struct ComposeDiscovery {
  /// In the order in which they are merged; empty when there are none.
  public let names: [String]
  /// What the files are to be read with: the options, and the variables of an env file that is not the project's own.
  public let options: ComposeOptions
  /// One sentence for each file that was passed over, safe to print.
  public let warnings: [String]

  /// - Parameters:
  ///   - directory: where Compose would be started, relative to the same directory as other paths.
  ///   - access: looks up files; one that is not readable ends the search upwards.
  /// - Throws: ``ComposeError`` for an env file that cannot be read.
  public static func find(
    in directory: String, options: ComposeOptions, access: @escaping ComposeFileAccess
  ) throws(ComposeError) -> ComposeDiscovery {
    var options = options
    let start = options.projectDirectory ?? directory
    let environment = try ProjectEnvironment(options: options, session: ComposeSession(options, access: access))
      .values(directory: ComposePath.clean(start))
    if let list = environment["COMPOSE_FILE"], !list.isEmpty {
      let given = environment["COMPOSE_PATH_SEPARATOR"] ?? ""
      let separator = given.isEmpty ? ":" : given
      options.environment = environment
      return ComposeDiscovery(
        names: split(list, by: separator).map { ComposePath.join(directory, $0) }, options: options, warnings: [])
    }
    var here = ComposePath.clean(start)
    for _ in 0..<maximumLevels {
      let found = ComposeProject.defaultNames.map { ComposePath.join(here, $0) }.filter { isFile($0, access) }
      if let first = found.first {
        let overrides = ComposeProject.defaultOverrideNames.map { ComposePath.join(here, $0) }
          .filter { isFile($0, access) }
        if here != ComposePath.clean(start) { options.environment = environment }
        return ComposeDiscovery(
          names: [first] + overrides.prefix(1), options: options,
          warnings: (found.dropFirst() + overrides.dropFirst()).map { name in
            "\(ComposeError.visible(name)) is not read: Compose takes \(ComposeError.visible(first)) and one override"
          })
      }
      if case .unreadable = access(ComposePath.join(here, "..")) { break }
      here = ComposePath.join(here, "..")
    }
    return ComposeDiscovery(names: [], options: options, warnings: [])
  }

  private static let maximumLevels = 64

  private static func isFile(_ path: String, _ access: ComposeFileAccess) -> Bool {
    if case .file = access(path) { true } else { false }
  }

  private static func split(_ text: String, by separator: String) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: true).map(String.init)
  }
}

extension ComposeProject {
  /// Reads the compose files called `names`. See ``read(_:options:access:)``.
  public static func read(
    named names: [String], options: ComposeOptions, access: @escaping ComposeFileAccess
  ) throws(ComposeError) -> ComposeProject {
    var inputs: [ComposeInput] = []
    for name in names {
      let place = ComposePlace(file: name)
      switch access(name) {
      case .file(let bytes): inputs.append(ComposeInput(name: name, bytes: bytes))
      case .missing: throw ComposeError(place, "there is no such compose file", remedy: "correct the path")
      case .unreadable(let reason):
        throw ComposeError(place, "it cannot be read: \(reason)", remedy: "make it a file that can be read")
      }
    }
    return try read(inputs, options: options, access: access)
  }
}
