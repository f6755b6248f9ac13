internal import Lockfiles

/// What a build depends on that is another than in an earlier release.
public struct ReleaseChanges: Sendable {
  /// The full name of the earlier tag's ref.
  public var since: String
  /// The commit it stands for.
  public var commit: String
  /// Of the context as a whole; nil when it is the same.
  public var context: HistoryChange?
  /// What lockfiles mean, by path.
  public var locks: [HistoryChange]
  /// The images that Dockerfiles and compose files name, by path.
  public var images: [HistoryChange]
  /// What each COPY and ADD takes, by line.
  public var copies: [HistoryChange]

  init(since tag: ReleaseTag, _ changes: [HistoryChange]) {
    since = tag.ref
    commit = tag.commit
    context = changes.first { $0.kind == .context }
    copies = changes.filter { $0.kind == .copy }
    let locks = changes.filter { $0.kind == .lock }
    images = locks.filter(Self.isOfImages)
    self.locks = locks.filter { !Self.isOfImages($0) }
  }

  private static func isOfImages(_ change: HistoryChange) -> Bool {
    ["Dockerfile", "compose"].contains(LockfileReader.format(ofPath: change.subject))
  }
}
