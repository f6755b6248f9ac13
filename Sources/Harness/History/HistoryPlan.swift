/// Which history is asked about and what of it, as asked of a worker.
struct HistoryPlan: Codable, Hashable, Sendable {
  /// A directory inside the repository.
  var repository: String
  /// `A..B`, `A..`, `..B` or `B`.
  var range: String
  /// A revision that the end of the range is compared with, and no other commit is looked at; nil for each with its parent.
  var since: String?
  /// The context's root below the repository's; nil for the place of `repository` in it.
  var directory: String?
  var dockerfile: String
  /// The file with the context's rules instead of the one that would be found, from the repository's root.
  var ignoreFile: String?
  var wantsCopies: Bool
  var wantsLocks: Bool
  var firstParent: Bool
  /// How many commits to list at most.
  var limit: Int?
  var threads: Int
  /// Where digests of blobs are remembered; nil to remember nothing.
  var cacheDirectory: String?
}
