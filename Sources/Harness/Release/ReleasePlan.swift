/// What a worker is to find out about a tag.
struct ReleasePlan: Codable, Hashable, Sendable {
  /// A directory inside the repository.
  var repository: String
  /// The full name of the tag's ref.
  var ref: String
  /// Files that give the version; nil: the usual ones that are there.
  var versionFiles: [String]?
  /// A release archive to compare the tree with; nil for none.
  var archive: String?
}
