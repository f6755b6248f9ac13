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
    let manifest = try ManifestConsumer(wanted.filter { $0.need == .sha256 })
    let record = wantsRecords ? try RecordConsumer() : nil
    // Each its own stream of bytes, so each on its own thread.
    let others = wanted.filter { $0.need != .sha256 }.map { SchemeConsumer([$0]) }
    try FeedPipeline.run(&feed, [manifest] + (record.map { [$0] } ?? []) + others)
    var schemes = manifest.finish()
    for other in others { schemes.merge(other.finish()) { first, _ in first } }
    return ContextDigests(records: record?.records ?? [], entries: manifest.entries, schemes: schemes)
  }
}

extension SchemeEntry {
  /// Nil for what other tools than BuildKit do not know: FIFOs, devices, sockets.
  init?(_ fed: FedEntry) {
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
  init?(_ fed: FedEntry, hasher: borrowing MessageDigest) {
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
