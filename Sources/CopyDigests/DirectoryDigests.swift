internal import Fingerprints

/// Computes what directories are with all that lies in them.
///
/// Each entry is read once, from the last to the first, so that everything below a directory is known when its turn
/// comes. Source: moby/buildkit, cache/contenthash/checksum.go, `cacheContext.checksum` (H5).
enum DirectoryDigests {
  /// The digests of the records, which are in the order of keys, and of the root.
  static func compute(
    _ records: [ContentRecord], ends: [Int], rootHeader: SHA256Digest
  ) throws(DigestUnavailable) -> (digests: [SHA256Digest], resume: [Int], root: SHA256Digest) {
    var work = Work(
      records: records, ends: ends, digests: records.map(\.digest), resume: ends, hasher: try MessageDigest(.sha256))
    for index in records.indices.reversed() where records[index].entry.kind == .directory {
      work.hash(directory: index)
    }
    let root = work.hash(root: rootHeader)
    return (work.digests, work.resume, root)
  }

  /// The digests after some files became others, whose `directories` are all that is hashed again.
  static func update(
    _ digests: [SHA256Digest], of directories: Set<Int>, _ records: [ContentRecord], replaced: [Int: ContentRecord],
    ends: [Int], resume: [Int], rootHeader: SHA256Digest
  ) throws(DigestUnavailable) -> (digests: [SHA256Digest], root: SHA256Digest) {
    var work = Work(
      records: records, ends: ends, digests: digests, resume: resume, hasher: try MessageDigest(.sha256))
    for (place, record) in replaced { work.digests[place] = record.digest }
    for index in directories.sorted(by: >) { work.hash(directory: index) }
    let root = work.hash(root: rootHeader)
    return (work.digests, root)
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

    init(
      records: [ContentRecord], ends: [Int], digests: [SHA256Digest], resume: [Int], hasher: consuming MessageDigest
    ) {
      self.records = records
      self.ends = ends
      self.hasher = hasher
      self.digests = digests
      self.resume = resume
    }

    /// What lies below must have been hashed before.
    mutating func hash(directory index: Int) {
      append(records[index].digest)
      resume[index] = addEntries(
        from: index + 1, to: ends[index], below: records[index].entry.path.bytes.count + 1)
      digests[index] = finish()
    }

    mutating func hash(root header: SHA256Digest) -> SHA256Digest {
      append(header)
      addEntries(from: 0, to: records.count, below: 0)
      return finish()
    }

    /// The entries of one directory; the place at which BuildKit goes on behind it.
    @discardableResult
    private mutating func addEntries(from first: Int, to end: Int, below nameStart: Int) -> Int {
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
    private mutating func append(_ header: SHA256Digest) {
      buffer.append(0)
      DigestText.append(header, to: &buffer)
    }

    private mutating func flush() {
      hasher.update(buffer)
      buffer.removeAll(keepingCapacity: true)
    }

    private mutating func finish() -> SHA256Digest {
      flush()
      return hasher.finishSHA256()
    }
  }
}
