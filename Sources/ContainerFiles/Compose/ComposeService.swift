/// A service of a project.
public struct ComposeService: Hashable, Sendable {
  /// A variable of the container's environment.
  public struct Variable: Hashable, Sendable {
    public let name: String
    /// Nil when it is to come from the environment and is not set there.
    public let value: String?
  }

  /// A file with variables for the container; it is not read.
  public struct EnvFile: Hashable, Sendable {
    /// Clean, relative to where the names of the inputs are unless absolute.
    public let path: String
    public let isRequired: Bool
    /// Such as `raw`; nil for Compose's own.
    public let format: String?
    public let place: ComposePlace
  }

  /// A file or directory of the machine that the container sees.
  public struct BindMount: Hashable, Sendable {
    /// Clean, relative to where the names of the inputs are unless absolute.
    public let source: String
    public let target: String
    public let isReadOnly: Bool
    /// The top-level volume that is bound to the source; nil when the service names the source itself.
    public let volume: String?
    public let place: ComposePlace
  }

  public let name: String
  public let image: String?
  /// Where the image is named; nil when it is not.
  public let imagePlace: ComposePlace?
  /// Nil when the image is only pulled.
  public let build: ComposeBuild?
  /// Empty when the service is always enabled.
  public let profiles: [String]
  /// Whether the profiles that were selected enable it.
  public let isEnabled: Bool
  public let bindMounts: [BindMount]
  public let envFiles: [EnvFile]
  /// What `environment` says, without the env files; ordered by name.
  public let environment: [Variable]
  /// Of the first file that has it.
  public let place: ComposePlace

  /// The bind mounts that show the container what its image was built from: the context or something in it.
  public var bindMountsFromContext: [BindMount] {
    guard let directory = build?.context.directory else { return [] }
    return bindMounts.filter { ComposePath.isInside($0.source, directory) }
  }
}
