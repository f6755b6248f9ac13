internal import Fingerprints
internal import Git

/// A tag as a release is named by it, with the ids of all that it stands for.
public struct ReleaseTag: Codable, Hashable, Sendable {
  /// The full name of its ref.
  public var ref: String
  /// The tag object; nil for a lightweight tag.
  public var object: String?
  public var commit: String
  public var tree: String

  /// What a note about the release is attached to.
  public var notedObject: String { object ?? commit }

  init(ref: String, object: String?, commit: String, tree: String) {
    self.ref = ref
    self.object = object
    self.commit = commit
    self.tree = tree
  }

  /// Reads it in the repository around `repository`, inside a worker.
  init(_ name: String, repository: String) throws(GitFailure) {
    ref = Self.ref(name)
    let found = try RevisionResolver(RepositoryLayout.find(around: repository)).tag(ref)
    object = found.object?.hex
    commit = found.commit.hex
    tree = found.tree.hex
  }

  /// The full name of a tag's ref, also when only the tag is named.
  static func ref(_ name: String) -> String { name.hasPrefix("refs/tags/") ? name : "refs/tags/" + name }
}
