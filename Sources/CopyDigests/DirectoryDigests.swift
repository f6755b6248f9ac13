internal import Fingerprints

/// Computes what directories are with all that lies in them.
///
/// Each entry is read once, from the last to the first, so that everything below a directory is known when its turn
/// comes. Source: moby/buildkit, cache/contenthash/checksum.go, `cacheContext.checksum` (H5).
enum DirectoryDigests {
  /// The digests of the records, which are in the order of keys, and of the root.
  static func compute(
    _ records: [ContentRecord], ends: [Int], rootHeader: SHA256Digest
  ) throws(DigestUnavailable) -> (digests: [SHA256Digest], root: SHA256Digest) {
    var work = Work(records: records, ends: ends, hasher: try MessageDigest(.sha256))
    for index in records.indices.reversed() where records[index].entry.kind == .directory {
      work.append(records[index].digest)
      work.resume[index] = work.addEntries(
        from: index + 1, to: ends[index], below: records[index].entry.path.bytes.count + 1)
      work.digests[index] = work.finish()
    }
    work.append(rootHeader)
    work.addEntries(from: 0, to: records.count, below: 0)
    return (work.digests, work.finish())
  }

  private struct Work: ~Copyable {
    let records: [ContentRecord]
    let ends: [Int]
    let hasher: MessageDigest
    var digests: [SHA256Digest]
    /// Where BuildKit goes on behind a directory.
    ///
    /// It looks for the first key behind the directory's name and a byte of 0xFF. That is meant to be behind all that
    /// lies in it, and is, but for names that begin with this byte, as no name in UTF-8 does: they are read once more.
    var resume: [Int]
    private var buffer: [UInt8] = []

    init(records: [ContentRecord], ends: [Int], hasher: consuming MessageDigest) {
      self.records = records
      self.ends = ends
      self.hasher = hasher
      digests = records.map(\.digest)
      resume = ends
    }

    /// The entries of one directory; the place at which BuildKit goes on behind it.
    @discardableResult
    mutating func addEntries(from first: Int, to end: Int, below nameStart: Int) -> Int {
      var unusual = end
      var index = first
      while index < end {
        let path = records[index].entry.path.bytes
        if unusual == end, path[nameStart] == 0xFF { unusual = index }
        buffer.append(0)
        for byte in path[nameStart...] { buffer.append(KeyOrder.key(byte)) }
        DigestText.append(digests[index], to: &buffer)
        if buffer.count > 1 << 16 { flush() }
        index = resume[index]
      }
      return unusual
    }

    /// The header, which is an entry without a name.
    mutating func append(_ header: SHA256Digest) {
      buffer.append(0)
      DigestText.append(header, to: &buffer)
    }

    private mutating func flush() {
      hasher.update(buffer)
      buffer.removeAll(keepingCapacity: true)
    }

    mutating func finish() -> SHA256Digest {
      flush()
      return hasher.finishSHA256()
    }
  }
}
