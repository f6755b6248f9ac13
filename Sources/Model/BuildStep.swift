/// A command that turns the checkout into outputs, which are then fingerprinted.
public struct BuildStep: Hashable, Sendable, Codable {
  public enum Place: String, Hashable, Sendable, Codable, CaseIterable {
    /// The checkout as it is.
    case checkout
    /// A directory that holds the context's files and nothing else.
    case context
  }

  /// What `/bin/sh -c` runs; empty when an image is built.
  public var command: String
  public var image: ImageBuild?
  /// Patterns of the output files, relative to where the command runs.
  public var outputs: [String]
  /// Further variables of the environment, in byte order of their names.
  public var environment: [Variable]
  /// Seconds of wall time.
  public var timeLimit: Int
  /// Whether the command may reach a network.
  public var network: Bool
  public var place: Place
  /// Absolute paths outside of the run's own directory that the command may change, too.
  public var writable: [String]

  public struct Variable: Hashable, Sendable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public static let defaultTimeLimit = 600

  public init(
    command: String, image: ImageBuild? = nil, outputs: [String] = [], environment: [Variable] = [],
    timeLimit: Int = BuildStep.defaultTimeLimit, network: Bool = false, place: Place = .checkout,
    writable: [String] = []
  ) {
    self.command = command
    self.image = image
    self.outputs = outputs
    self.environment = environment.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.timeLimit = timeLimit
    self.network = network
    self.place = place
    self.writable = writable
  }
}

/// A container image that is built of the context by an engine on this machine.
public struct ImageBuild: Hashable, Sendable, Codable {
  public enum Engine: String, Hashable, Sendable, Codable, CaseIterable {
    case buildah
    case docker
    case podman
  }

  public var engine: Engine
  /// Relative to the context's root.
  public var dockerfile: String

  public init(engine: Engine, dockerfile: String) {
    self.engine = engine
    self.dockerfile = dockerfile
  }
}
