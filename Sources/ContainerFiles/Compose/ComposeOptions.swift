/// What the command line and the environment add to compose files.
public struct ComposeOptions: Hashable, Sendable {
  /// What relative paths are relative to, as of `--project-directory`; nil for the directory of the first file.
  public var projectDirectory: String?
  /// As of `--project-name`; nil for `COMPOSE_PROJECT_NAME`, `name:` or the name of the project directory.
  public var projectName: String?
  /// The variables of the environment. They go before those of env files.
  public var environment: [String: String]
  /// As of `--env-file`; nil for `.env` in the project directory, if there is one.
  public var envFiles: [String]?
  /// As of `--profile`; nil for those in `COMPOSE_PROFILES`. `*` selects all.
  public var profiles: [String]?
  /// Whether to go on where Compose stops and the rest can still be read: at variables that are required and not set,
  /// at files and services that are included or extended and not there, and at services that are not complete. Each becomes a warning.
  public var isLenient: Bool
  /// Whether a variable that is not set stays in a text as `${NAME}`, where Compose takes the empty string for it.
  public var keepsUnset: Bool
  public var limits: ComposeLimits

  public init(
    projectDirectory: String? = nil, projectName: String? = nil, environment: [String: String] = [:],
    envFiles: [String]? = nil, profiles: [String]? = nil, isLenient: Bool = false, keepsUnset: Bool = false,
    limits: ComposeLimits = ComposeLimits()
  ) {
    self.projectDirectory = projectDirectory
    self.projectName = projectName
    self.environment = environment
    self.envFiles = envFiles
    self.profiles = profiles
    self.isLenient = isLenient
    self.keepsUnset = keepsUnset
    self.limits = limits
  }
}
