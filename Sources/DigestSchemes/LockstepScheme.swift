internal import Fingerprints

/// `lockstep-v1`: the SHA-256 of the manifest.
struct LockstepScheme {
  private var entries: [ContextEntry] = []

  mutating func addFile(_ entry: SchemeEntry, executable: Bool, size: UInt64, content: SHA256Digest) {
    entries.append(
      ContextEntry(
        path: entry.path, kind: .file(executable: executable, content: content), size: size,
        permissions: entry.permissions))
  }

  /// `content` is the SHA-256 of `target`.
  mutating func addLink(_ entry: SchemeEntry, target: [UInt8], content: SHA256Digest) {
    entries.append(
      ContextEntry(
        path: entry.path, kind: .symlink(target: target, content: content), size: UInt64(target.count),
        permissions: entry.permissions))
  }

  mutating func addDirectory(_ entry: SchemeEntry) {
    entries.append(ContextEntry(path: entry.path, kind: .directory, size: 0, permissions: entry.permissions))
  }

  func finish() throws(DigestUnavailable) -> String { try Manifest(entries: entries).digest().text }
}
