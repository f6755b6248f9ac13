/// Where the files of a build come from.
public enum ComposeContext: Hashable, Sendable {
  /// A directory, clean, relative to where the names of the inputs are unless absolute.
  case directory(String)
  /// A git repository, as written.
  case git(String)
  /// A file that is downloaded, as written.
  case http(String)
  /// What another service builds, as of `service:NAME`.
  case service(String)
  /// Anything else that a builder knows, such as `docker-image://` or `oci-layout://`, as written.
  case other(String)

  /// The path of a directory; nil for what comes from elsewhere.
  public var directory: String? { if case .directory(let path) = self { path } else { nil } }

  /// Whether Compose takes the text as a path, by compose-go's `isRemoteContext` and the like.
  static func isPath(_ text: String) -> Bool {
    !text.contains("://") && !text.hasPrefix("service:") && !text.hasPrefix("github.com/") && !text.hasPrefix("git@")
  }

  /// - Parameter text: a path that was made relative already, or anything else as it was written.
  init(_ text: String) {
    if Self.isPath(text) {
      self = .directory(text.isEmpty ? "." : text)
    } else if text.hasPrefix("service:") {
      self = .service(String(text.dropFirst("service:".count)))
    } else if ["git@", "github.com/", "git://", "ssh://"].contains(where: text.hasPrefix) {
      self = .git(text)
    } else if text.hasPrefix("http://") || text.hasPrefix("https://") {
      // Options that are not valid are options of a git repository all the same.
      let kind = (try? RemoteSource.kind(of: Array(text.utf8))) ?? .git
      self = kind == .git ? .git(text) : .http(text)
    } else {
      self = .other(text)
    }
  }
}
