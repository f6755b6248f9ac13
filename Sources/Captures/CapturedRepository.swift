/// What is known of the repository around a context.
public struct CapturedRepository: Hashable, Sendable, Codable {
  public enum Owner: String, Hashable, Sendable, Codable { case me, root, other }

  /// Of HEAD, 40 digits.
  public var commit: String
  public var tree: String
  /// The branch; nil for a detached HEAD.
  public var ref: String?
  /// HMAC-SHA-256 of the address of `origin` under the words of `--pair`; nil without them.
  public var remoteHash: String?
  public var shallow = false
  public var partial = false
  public var sparse = false
  /// Whether it is a linked work tree.
  public var worktree = false
  public var owner: Owner?
  /// Tracked files that differ from HEAD.
  public var dirtyCount = 0
  /// Paths that `git update-index --skip-worktree` and sparse checkouts hide.
  public var skipWorktree = 0
  /// Paths that `git update-index --assume-unchanged` hides.
  public var assumeUnchanged = 0
  public var conflicted = 0
  /// Objects by the name of the tag that points to them; nil when there are too many to list.
  public var tags: [String: String]?

  public init(commit: String, tree: String) {
    self.commit = commit
    self.tree = tree
  }
}
