internal import Files
public import Fingerprints
internal import Glibc

/// Keeps the snapshots of the contexts that were asked for last.
public struct SnapshotStore: Sendable {
  /// The most that is kept; what was used longest ago goes first.
  public static let maximumCount = 64
  /// In bytes, of all snapshots together.
  public static let maximumSize = 512 << 20

  /// The directory of the snapshots.
  public let directory: String

  /// - Parameter cache: the directory of the cache, absolute.
  public init(cache: String) { directory = cache + "/contexts-v1" }

  /// The snapshot kept as `key`; nil when there is none or it is damaged.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func load(_ key: SHA256Digest) throws(DigestUnavailable) -> ContextSnapshot? {
    let path = path(key)
    guard case .success(let bytes) = BoundedFile.read(path, limit: Self.maximumSize) else { return nil }
    guard let snapshot = try ContextSnapshot(stored: bytes) else { return nil }
    // Its age is the time since it was last of use.
    utimensat(AT_FDCWD, path, nil, 0)
    return snapshot
  }

  /// Keeps `snapshot` as `key`, in place of the one kept before.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func save(_ snapshot: ContextSnapshot, as key: SHA256Digest) throws(DigestUnavailable) {
    let bytes = try snapshot.stored()
    guard bytes.count <= Self.maximumSize / 2 else { return }
    CacheFiles.write(bytes, to: path(key))
    prune()
  }

  /// All that are kept, by the names of their files; nil for one that is damaged.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func all() throws(DigestUnavailable) -> [(name: String, snapshot: ContextSnapshot?)] {
    var all: [(name: String, snapshot: ContextSnapshot?)] = []
    for path in CacheFiles.list(directory).sorted() where path.hasSuffix(Self.suffix) {
      guard case .success(let bytes) = BoundedFile.read(path, limit: Self.maximumSize) else { continue }
      all.append((String(path.utf8.dropFirst(directory.utf8.count + 1)) ?? path, try ContextSnapshot(stored: bytes)))
    }
    return all
  }

  private func path(_ key: SHA256Digest) -> String { directory + "/" + key.hex.prefix(32) + Self.suffix }

  private static let suffix = ".snapshot"

  private func prune() {
    var kept: [(path: String, size: Int, used: (Int, Int))] = []
    for path in CacheFiles.list(directory) {
      var info = stat()
      guard lstat(path, &info) == 0 else { continue }
      kept.append((path, Int(info.st_size), (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)))
    }
    kept.sort { $0.used > $1.used }
    var size = 0
    for (index, file) in kept.enumerated() {
      size += file.size
      if index >= Self.maximumCount || size > Self.maximumSize { unlink(file.path) }
    }
  }
}
