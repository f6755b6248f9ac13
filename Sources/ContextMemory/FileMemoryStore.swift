public import Fingerprints

/// Keeps what was remembered of the directories that were scanned last.
public struct FileMemoryStore: Sendable {
  private let store: BoundedStore

  /// - Parameter cache: the directory of the cache, absolute.
  public init(cache: String) {
    store = BoundedStore(directory: cache + "/files-v1", maximumCount: 64, maximumSize: 512 << 20)
  }

  /// The memory kept as `key`; nil when there is none or it is damaged.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func load(_ key: SHA256Digest) throws(DigestUnavailable) -> FileMemory? {
    guard let bytes = store.load(key) else { return nil }
    return try FileMemory(stored: bytes)
  }

  public func save(_ memory: FileMemory, as key: SHA256Digest) { store.save(memory.stored, as: key) }

  /// All that are kept, by the names of their files; nil for one that is damaged.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func all() throws(DigestUnavailable) -> [(name: String, memory: FileMemory?)] {
    try store.all().map { (file) throws(DigestUnavailable) in (file.name, try FileMemory(stored: file.bytes)) }
  }
}
