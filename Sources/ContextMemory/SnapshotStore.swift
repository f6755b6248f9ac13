public import Fingerprints

/// Keeps the snapshots of the contexts that were asked for last.
public struct SnapshotStore: Sendable {
  /// The most that is kept.
  public static let maximumCount = 64

  private let store: BoundedStore

  /// - Parameter cache: the directory of the cache, absolute.
  public init(cache: String) {
    store = BoundedStore(directory: cache + "/contexts-v1", maximumCount: Self.maximumCount, maximumSize: 512 << 20)
  }

  /// The directory of the snapshots.
  public var directory: String { store.directory }

  /// The snapshot kept as `key`; nil when there is none or it is damaged.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func load(_ key: SHA256Digest) throws(DigestUnavailable) -> ContextSnapshot? {
    guard let bytes = store.load(key) else { return nil }
    return try ContextSnapshot(stored: bytes)
  }

  /// Keeps `snapshot` as `key`, in place of the one kept before.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func save(_ snapshot: ContextSnapshot, as key: SHA256Digest) throws(DigestUnavailable) {
    store.save(try snapshot.stored(), as: key)
  }

  /// All that are kept, by the names of their files; nil for one that is damaged.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func all() throws(DigestUnavailable) -> [(name: String, snapshot: ContextSnapshot?)] {
    try store.all().map { (file) throws(DigestUnavailable) in (file.name, try ContextSnapshot(stored: file.bytes)) }
  }
}
