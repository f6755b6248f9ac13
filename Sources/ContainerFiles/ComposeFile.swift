internal import PlainYAML

/// What a compose file says about builds.
public struct ComposeFile: Hashable, Sendable {
  /// A service that is built from a context.
  public struct Build: Hashable, Sendable {
    public let service: String
    /// As written, relative to the compose file.
    public let context: String
    /// As written, relative to the context; nil when the default counts.
    public let dockerfile: String?
  }

  /// In the order of the file.
  public let builds: [Build]

  /// Why a compose file could not be read.
  public struct Failure: Error, Hashable, Sendable {
    /// Counted from 1; 0 when it is about the whole file.
    public let line: Int
    public let message: String
  }

  /// The names compose looks for in a directory, in its order.
  public static let defaultNames = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]

  /// Reads `services: NAME: build:` in its short form, a path, and its long one, a mapping.
  ///
  /// - Throws: ``Failure`` when the text is no YAML or a `build` has another form.
  public init(_ text: String) throws(Failure) {
    let root: YAMLTree
    do throws(YAMLTree.Failure) {
      root = try YAMLTree.parse(text)
    } catch {
      throw Failure(line: error.line, message: error.message)
    }
    var builds: [Build] = []
    for (key, service) in root["services"]?.pairs ?? [] {
      guard let name = key.scalar, let build = service["build"] else { continue }
      switch build.value {
      case .scalar(let context, _): builds.append(Build(service: name, context: context, dockerfile: nil))
      case .mapping:
        builds.append(
          Build(
            service: name, context: build["context"]?.scalar ?? ".",
            dockerfile: build["dockerfile"]?.scalar))
      case .sequence: throw Failure(line: build.line, message: "\"build\" must be a path or a mapping")
      }
    }
    self.builds = builds
  }
}
