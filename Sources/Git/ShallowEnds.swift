internal import Fingerprints
internal import PackFiles

/// Where the history of a shallow clone ends.
enum ShallowEnds {
  /// The commits whose parents are not there; empty for a repository with its whole history.
  ///
  /// Source: git, Documentation/technical/shallow.txt.
  static func of(_ layout: RepositoryLayout) -> Set<ObjectID> {
    guard let bytes = SmallFile.read(layout.commonDirectory + "/shallow", limit: 64 << 20) else { return [] }
    return Set(
      bytes.split(separator: 0x0A).compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) })
  }

  static let remedy = "the clone is shallow: run \"git fetch --unshallow --tags\""
}
