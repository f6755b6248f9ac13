public import Fingerprints

/// The commits that can be reached from one and not from another, newest first by the committers' clocks, as in
/// `git log`.
///
/// Commits are read as they are asked for, so that the first are there at once, however long the history is. Only what
/// another commit excludes is looked for beforehand: like git, it goes back until the excluded side is older than all
/// that is left, and clocks that were far off can hide from both that a commit is excluded.
public final class CommitSequence {
  private let store: ObjectStore
  private let followsFirstParent: Bool
  private let excluded: Set<ObjectID>
  /// Commits at which a shallow clone ends.
  private let ends: Set<ObjectID>
  /// By time, the newest last.
  private var queue: [CommitRecord] = []
  private var seen: Set<ObjectID> = []

  /// Whether ``next()`` came to where a shallow clone ends.
  public private(set) var reachedShallowEnd = false

  /// The history of `start` less that of `other`.
  ///
  /// - Throws: ``GitFailure`` when a commit cannot be read.
  public init(
    of start: ObjectID, excluding other: ObjectID?, in layout: RepositoryLayout, firstParent: Bool
  ) throws(GitFailure) {
    let store = try ObjectStore(objectsDirectory: layout.objectsDirectory)
    ends = ShallowEnds.of(layout)
    excluded = if let other { try Self.excluded(from: start, other, ends: ends, store) } else { [] }
    self.store = store
    followsFirstParent = firstParent
    try push(start)
  }

  /// The next commit; nil at the end.
  ///
  /// - Throws: ``GitFailure`` when a commit cannot be read.
  public func next() throws(GitFailure) -> CommitRecord? {
    guard let commit = queue.popLast() else { return nil }
    if ends.contains(commit.id) {
      reachedShallowEnd = true
      return commit
    }
    for parent in followsFirstParent ? commit.parents.prefix(1) : commit.parents[...] { try push(parent) }
    return commit
  }

  /// Whether the parents of `commit` are in the repository: not at the end of a shallow clone.
  public func hasParents(_ commit: CommitRecord) -> Bool { !ends.contains(commit.id) }

  /// Any commit of the repository.
  ///
  /// - Throws: ``GitFailure`` when it cannot be read.
  public func record(_ id: ObjectID) throws(GitFailure) -> CommitRecord { try store.record(ofCommit: id) }

  private func push(_ id: ObjectID) throws(GitFailure) {
    guard !excluded.contains(id), seen.insert(id).inserted else { return }
    Self.insert(try store.record(ofCommit: id), into: &queue)
  }

  private static func insert(_ commit: CommitRecord, into queue: inout [CommitRecord]) {
    var low = 0
    var high = queue.count
    // Of commits of one second, that which was found first comes out first.
    while low < high {
      let middle = (low + high) / 2
      if queue[middle].time < commit.time { low = middle + 1 } else { high = middle }
    }
    queue.insert(commit, at: low)
  }

  /// How many commits more are looked at when all seems found: clocks are off by little more often than by much.
  private static let slop = 5

  /// What of the history of `other` must be known to stay out of it from `start`.
  ///
  /// Source: git, revision.c, `limit_list` and `still_interesting`.
  private static func excluded(
    from start: ObjectID, _ other: ObjectID, ends: Set<ObjectID>, _ store: borrowing ObjectStore
  ) throws(GitFailure) -> Set<ObjectID> {
    var excluded: Set<ObjectID> = [other]
    var visited: Set<ObjectID> = []
    var queue: [CommitRecord] = []
    var waiting: Set<ObjectID> = []
    for id in start == other ? [start] : [start, other] {
      insert(try store.record(ofCommit: id), into: &queue)
      waiting.insert(id)
    }
    var oldestWanted = Int64.max
    var left = slop
    while let commit = queue.popLast() {
      waiting.remove(commit.id)
      let isExcluded = excluded.contains(commit.id)
      if !isExcluded { oldestWanted = min(oldestWanted, commit.time) }
      if visited.insert(commit.id).inserted || isExcluded, !ends.contains(commit.id) {
        for parent in commit.parents {
          let becameExcluded = isExcluded && excluded.insert(parent).inserted
          // One that was taken for wanted is visited again, so that its own history is excluded, too.
          guard !visited.contains(parent) || becameExcluded, waiting.insert(parent).inserted else { continue }
          insert(try store.record(ofCommit: parent), into: &queue)
        }
      }
      let isOver = waiting.allSatisfy(excluded.contains) && (queue.last?.time ?? .min) < oldestWanted
      left = isOver ? left - 1 : slop
      if left == 0 { break }
    }
    return excluded
  }
}
