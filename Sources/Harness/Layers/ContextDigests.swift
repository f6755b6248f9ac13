internal import CopyDigests
internal import DigestSchemes
internal import Fingerprints

/// Everything that is computed of a context in one pass over its bytes.
struct ContextDigests {
  /// What BuildKit stores of each entry; empty unless asked for.
  let records: [ContentRecord]
  /// The SHA-256 of each file by its path; empty unless records were asked for.
  let contents: [BytePath: SHA256Digest]
  let schemes: [DigestScheme: SchemeResult]

  /// - Throws: what the feed throws, and ``DigestUnavailable``.
  static func compute<Feed: ContentFeed & ~Copyable>(
    _ feed: inout Feed, schemes wanted: Set<DigestScheme>, records wantsRecords: Bool
  ) throws -> ContextDigests {
    var schemes = SchemeHasher(wanted)
    var record = try RecordHasher()
    let plain = try MessageDigest(.sha256)
    var records: [ContentRecord] = []
    var contents: [BytePath: SHA256Digest] = [:]
    while let entry = try feed.next() {
      let content = entry.content
      if let scheme = SchemeEntry(entry) { schemes.begin(scheme) }
      if wantsRecords { record.start(content) }
      if entry.isFile {
        var sendsContent = wantsRecords && !entry.arrivesEmpty
        if case .hardLink = content.kind { sendsContent = false }
        try feed.read { bytes in
          schemes.update(bytes)
          if wantsRecords { plain.update(bytes) }
          if sendsContent { record.update(bytes) }
        }
        if wantsRecords { contents[content.path] = plain.finishSHA256() }
      }
      schemes.end()
      if wantsRecords { records.append(ContentRecord(content, digest: record.finish())) }
    }
    return ContextDigests(records: records, contents: contents, schemes: schemes.finish())
  }
}

extension SchemeEntry {
  /// Nil for what other tools than BuildKit do not know: FIFOs, devices, sockets.
  fileprivate init?(_ fed: FedEntry) {
    let entry = fed.content
    switch entry.kind {
    case .file, .hardLink:
      guard fed.isFile else { return nil }
      self.init(
        path: entry.path, kind: .file(executable: entry.mode & 0o100 != 0, size: fed.size), permissions: entry.mode)
    case .symlink(let target):
      self.init(path: entry.path, kind: .symlink(target: target), permissions: entry.mode)
    case .directory: self.init(path: entry.path, kind: .directory, permissions: entry.mode)
    case .fifo, .characterDevice, .blockDevice: return nil
    }
  }
}
