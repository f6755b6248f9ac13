/// One of the checks of a release.
public struct ReleaseCheck: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable {
    case ok
    case failed
    /// Nothing is known: neither a pass nor a failure.
    case notChecked
  }

  /// What is checked, in the order in which it is.
  public enum Name: String, Hashable, Sendable, CaseIterable {
    case tagFound = "tag-found"
    case tagKind = "tag-kind"
    case tagName = "tag-name"
    case tagSignature = "tag-signature"
    case tagUnmoved = "tag-unmoved"
    case versionAgrees = "version-agrees"
    case submodules
    case largeFiles = "large-files"
    case archive
    case context
    case locks
    case build
    case attestation
    case levels

    /// For people.
    public var title: String {
      switch self {
      case .tagFound: "tag"
      case .tagKind: "kind of tag"
      case .tagName: "tag's own name"
      case .tagSignature: "signature"
      case .tagUnmoved: "tag has not moved"
      case .versionAgrees: "version"
      case .submodules: "submodules"
      case .largeFiles: "large files"
      case .archive: "archive"
      case .context: "context"
      case .locks: "lockfiles"
      case .build: "build"
      case .attestation: "attestation"
      case .levels: "levels"
      }
    }
  }

  public var name: Name
  public var outcome: Outcome
  /// Whether a release can only pass with it.
  public var isRequired: Bool
  /// What was found, or why it was not checked; never empty.
  public var detail: String
  /// What to do about a failure; nil where that is plain.
  public var remedy: String?

  init(_ name: Name, _ outcome: Outcome, isRequired: Bool = true, _ detail: String, remedy: String? = nil) {
    self.name = name
    self.outcome = outcome
    self.isRequired = isRequired
    self.detail = detail
    self.remedy = remedy
  }
}
