public import Fingerprints

/// The records of a whole transfer and the digests BuildKit derives from them.
///
/// Exactly what was transferred is in it: no ignored file, but every directory above one that was kept (H11).
/// Whatever the order of the records, the digests are the same. Making one takes time in proportion to the size of
/// the tree, and no deep tree needs a deep stack.
/// Source: moby/buildkit, cache/contenthash/checksum.go, `cacheContext`.
public struct ContentTree: Sendable {
  /// In the order in which a client sends them: a directory right before its entries, names by their bytes. Hard
  /// links have the digest of their source (H2).
  public let records: [ContentRecord]
  /// The recursive digest of the whole tree (H5), which `COPY .` selects.
  public let rootDigest: SHA256Digest
  /// What BuildKit takes for the root's header, see ``RootHeader``.
  public let rootHeaderDigest: SHA256Digest
  /// For each record the place behind all that lies below it.
  let ends: [Int]
  /// For each record its own digest, for a directory the recursive one.
  let digests: [SHA256Digest]
  /// For each directory where BuildKit goes on behind it, see ``DirectoryDigests``.
  private let resume: [Int]

  /// Where BuildKit has the root from.
  public enum Root: Hashable, Sendable {
    /// A client sent what lies in it, and nothing of the root itself.
    case transferred
    /// It is a directory on BuildKit's own disk, as of an archive that it unpacked.
    case onDisk
  }

  /// - Throws: ``ContentTreeError`` when no transfer could have these records.
  public init(_ records: some Sequence<ContentRecord>, root: Root = .transferred) throws(ContentTreeError) {
    let sorted = records.sorted { KeyOrder.precedes($0.entry.path.bytes, $1.entry.path.bytes) }
    ends = try TreeShape.ends(of: sorted)
    isHistoryDependent = sorted.isEmpty && root == .transferred
    self.records = try HardLinks.resolved(in: sorted)
    do throws(DigestUnavailable) {
      rootHeaderDigest =
        try sorted.isEmpty || root == .onDisk ? RootHeader.onDisk() : RootHeader.digest
      (digests, resume, rootDigest) = try DirectoryDigests.compute(
        self.records, ends: ends, rootHeader: rootHeaderDigest)
    } catch {
      throw .digest(error)
    }
  }

  /// See ``replacing(_:)``, which looks at the records beforehand.
  init(_ tree: ContentTree, replacing files: [Int: ContentRecord]) throws(DigestUnavailable) {
    (ends, resume) = (tree.ends, tree.resume)
    (rootHeaderDigest, isHistoryDependent) = (tree.rootHeaderDigest, tree.isHistoryDependent)
    var records = tree.records
    for (place, record) in files { records[place] = record }
    self.records = records
    (digests, rootDigest) = try DirectoryDigests.update(
      tree.digests, of: Set(files.keys.flatMap { tree.directories(above: $0) }), records, replaced: files, ends: ends,
      resume: resume, rootHeader: rootHeaderDigest)
  }

  /// Whether BuildKit's digest of the root depends on what its daemon built before, as it does after an empty
  /// transfer; see ``RootHeader/onDisk()``.
  public let isHistoryDependent: Bool

  /// What BuildKit stores at `path`: of a directory the recursive digest (H5), of all else that of the record (H1).
  /// Nil where nothing was transferred; links are not followed. The root is the empty path.
  public func digest(of path: BytePath) -> SHA256Digest? {
    if path.isRoot { return rootDigest }
    return index(of: path.bytes).map { digests[$0] }
  }

  /// The digest of a directory without what lies in it (H3, H4); nil where there is no directory.
  public func headerDigest(of path: BytePath) -> SHA256Digest? {
    if path.isRoot { return rootHeaderDigest }
    guard let index = index(of: path.bytes), records[index].entry.kind == .directory else { return nil }
    return records[index].digest
  }

  /// The place of the record of `path`.
  func index(of path: [UInt8]) -> Int? { Self.index(of: path, in: records) }

  static func index(of path: [UInt8], in sorted: [ContentRecord]) -> Int? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if KeyOrder.precedes(sorted[middle].entry.path.bytes, path) { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low].entry.path.bytes == path ? low : nil
  }
}
