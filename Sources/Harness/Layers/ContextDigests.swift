internal import CopyDigests
internal import DigestSchemes
internal import Fingerprints

/// Everything that is computed of a context in one pass over its bytes.
struct ContextDigests {
  /// What BuildKit stores of each entry; empty unless asked for.
  let records: [ContentRecord]
  /// The entries of the manifest; without what it does not know, such as FIFOs.
  let entries: [ContextEntry]
  let schemes: [DigestScheme: SchemeResult]

  /// - Throws: what the feed throws, and ``DigestUnavailable``.
  static func compute<Feed: ContentFeed & ~Copyable>(
    _ feed: inout Feed, schemes wanted: Set<DigestScheme>, records wantsRecords: Bool
  ) throws -> ContextDigests {
    var schemes = SchemeHasher(wanted)
    var record = try RecordHasher()
    let plain = try MessageDigest(.sha256)
    var records: [ContentRecord] = []
    var entries: [ContextEntry] = []
    while let entry = try feed.next() {
      let content = entry.content
      if let scheme = SchemeEntry(entry) { schemes.begin(scheme) }
      if wantsRecords { record.start(content) }
      if entry.isFile {
        var sendsContent = wantsRecords && !entry.arrivesEmpty
        if case .hardLink = content.kind { sendsContent = false }
        try feed.read { bytes in
          schemes.update(bytes)
          plain.update(bytes)
          if sendsContent { record.update(bytes) }
        }
      }
      if let listed = ContextEntry(entry, hasher: plain) { entries.append(listed) }
      schemes.end()
      if wantsRecords { records.append(ContentRecord(content, digest: record.finish())) }
    }
    return ContextDigests(records: records, entries: entries, schemes: schemes.finish())
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

extension ContextEntry {
  /// `hasher` has been fed the bytes of a file. Nil for what manifests do not know.
  fileprivate init?(_ fed: FedEntry, hasher: borrowing MessageDigest) {
    let entry = fed.content
    switch entry.kind {
    case .file, .hardLink:
      guard fed.isFile else { return nil }
      self.init(
        path: entry.path, kind: .file(executable: entry.mode & 0o100 != 0, content: hasher.finishSHA256()),
        size: fed.size, permissions: entry.mode)
    case .symlink(let target):
      hasher.update(target)
      self.init(
        path: entry.path, kind: .symlink(target: target, content: hasher.finishSHA256()), size: UInt64(target.count),
        permissions: entry.mode)
    case .directory: self.init(path: entry.path, kind: .directory, size: 0, permissions: entry.mode)
    case .fifo, .characterDevice, .blockDevice: return nil
    }
  }
}
