/// How a service's image is built.
public struct ComposeBuild: Hashable, Sendable {
  /// The Dockerfile of a build.
  public enum Dockerfile: Hashable, Sendable {
    /// As written; relative to the context.
    case file(String)
    /// Its text.
    case inline(String)
  }

  /// A context beside the main one, by which stages and `--from` can go.
  public struct NamedContext: Hashable, Sendable {
    public let name: String
    public let context: ComposeContext
    public let place: ComposePlace
  }

  /// A variable that has no value in what was read.
  public struct UnsetVariable: Hashable, Sendable {
    public let name: String
    public let place: ComposePlace
  }

  public let context: ComposeContext
  public let dockerfile: Dockerfile
  /// Ordered by name.
  public let additionalContexts: [NamedContext]
  /// With the values of the environment for those that have none of their own; those that have neither are left out.
  public let arguments: [String: String]
  /// Nil for the last stage.
  public let target: String?
  public let place: ComposePlace
  /// Where the context is named; that of the build when it is not.
  public let contextPlace: ComposePlace
  /// Arguments without a value, and variables that are not set where the build uses one; in order.
  public let unsetVariables: [UnsetVariable]
  /// Where the text of an inline Dockerfile begins; nil for a file.
  public let inlinePlace: ComposePlace?

  /// The path of the Dockerfile, relative to the same directory as the context's; nil when it is written inline or
  /// lies in a context that is no directory.
  ///
  /// Links in it are not followed, which the builder does before it looks for an ignore file beside it.
  public var dockerfilePath: String? {
    guard case .file(let path) = dockerfile, case .directory(let directory) = context else { return nil }
    return ComposePath.join(directory, path)
  }
}
