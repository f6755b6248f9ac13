/// A project of Compose: its services, as far as it matters what they are built from.
///
/// Read by the rules of the Compose specification; where compose-go differs from it, as compose-go does.
public struct ComposeProject: Hashable, Sendable {
  /// Empty when neither the files nor the project directory give one.
  public let name: String
  /// What relative paths were relative to; clean.
  public let directory: String
  /// In the order in which files name them first, those that only included files name after a file's own.
  public let services: [ComposeService]
  public let warnings: [ComposeWarning]
  /// The files that were read, of all kinds, by their paths; each once.
  public let files: [String]

  /// Those that the selected profiles enable.
  public var enabledServices: [ComposeService] { services.filter(\.isEnabled) }

  /// The names Compose looks for in a directory; the first one found is taken.
  public static let defaultNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]

  /// The names of a second file beside it, which is merged; the first one found is taken.
  public static let defaultOverrideNames = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
  ]

  /// Reads compose files, each over those before it.
  ///
  /// - Parameters:
  ///   - files: at least one. Its directory is the project directory unless the options name another.
  ///   - access: looks up the files that are included or extended, and env files for variables.
  /// - Throws: ``ComposeError`` with the first mistake, in the order of reading.
  public static func read(
    _ files: [ComposeInput], options: ComposeOptions = ComposeOptions(),
    access: @escaping ComposeFileAccess = { _ in .missing }
  ) throws(ComposeError) -> ComposeProject {
    guard let first = files.first?.name else {
      throw ComposeError(ComposePlace(file: ""), "there is no compose file", remedy: "give at least one")
    }
    let session = ComposeSession(options, access: access)
    for file in files { session.note(file: file.name) }
    let directory =
      options.projectDirectory.map(ComposePath.clean) ?? ComposePath.directory(of: ComposePath.clean(first))
    var environment = try ProjectEnvironment(options: options, session: session).values(directory: directory)
    var sources: [ComposeSource] = []
    for file in files { sources.append(try ComposeSource(file, budget: session.budget)) }
    let name = try ProjectName(options: options, session: session).find(
      sources, directory: directory, environment: environment)
    if !name.isEmpty { environment[ProjectName.variable] = name }
    let model = try ComposeLoader(session: session, home: options.environment["HOME"]).load(
      sources, in: ComposeScope(directory: directory, environment: environment, ancestors: []))
    let profiles = options.profiles ?? environment["COMPOSE_PROFILES"].map(Self.profiles) ?? []
    let unset = session.warnings.reduce(into: [ComposePlace: [String]]()) { unset, warning in
      if let name = warning.unsetVariable { unset[warning.place, default: []].append(name) }
    }
    let services = try ServiceReading(model: model, environment: environment, profiles: profiles, unset: unset)
      .services()
    try ConsistencyCheck(model: model, session: session).check(services)
    return ComposeProject(
      name: name, directory: directory, services: services, warnings: session.warnings, files: session.files)
  }

  private static func profiles(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ",")).map {
      String(decoding: RuneText.trimmingSpace(Array($0)[...]), as: UTF8.self)
    }
  }
}
