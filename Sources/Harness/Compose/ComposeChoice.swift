internal import ContainerFiles

/// Which compose files are read, and with what.
///
/// Of the environment nothing is taken but what is given here, so that the answer is the same on every machine.
public struct ComposeChoice: Codable, Hashable, Sendable {
  /// Each over those before it, relative to the directory that is asked about; those that Compose finds when empty.
  public var files: [String]
  /// As of `--profile`; those in `COMPOSE_PROFILES` when empty.
  public var profiles: [String]
  /// As of `--env-file`; `.env` of the project directory when empty.
  public var envFiles: [String]
  public var environment: [String: String]

  public init(
    files: [String] = [], profiles: [String] = [], envFiles: [String] = [], environment: [String: String] = [:]
  ) {
    self.files = files
    self.profiles = profiles
    self.envFiles = envFiles
    self.environment = environment
  }

  /// Lenient: a variable that is set on no machine but one shall not hide what is built.
  var options: ComposeOptions {
    ComposeOptions(
      environment: environment, envFiles: envFiles.isEmpty ? nil : envFiles,
      profiles: profiles.isEmpty ? nil : profiles, isLenient: true)
  }
}
