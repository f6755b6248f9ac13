import Causes
import Fingerprints

/// A side that is made up.
struct MemorySide: ComparedSide {
  var entries: [ComparedEntry] = []
  var contents: [BytePath: [UInt8]] = [:]
  var dropped: Set<BytePath> = []
  /// Whether only the digests of contents are known.
  var isListed = false

  func bytes(of entry: ComparedEntry, limit: Int) -> [UInt8]? {
    guard !isListed, let bytes = contents[entry.path], bytes.count <= limit else { return nil }
    return bytes
  }

  func isDropped(_ path: BytePath) -> Bool { dropped.contains(path) }

  mutating func file(_ path: String, _ content: [UInt8], mode: UInt16 = 0o644, attributes: String? = nil) throws {
    contents[BytePath(path)] = content
    entries.append(
      ComparedEntry(
        path: BytePath(path), kind: .file, isExecutable: mode & 0o100 != 0, permissions: mode,
        digest: try SHA256Digest.of(content),
        attributes: try attributes.map { try SHA256Digest.of(Array($0.utf8)) }))
  }

  mutating func link(_ path: String, _ target: String) throws {
    let text = Array(target.utf8)
    entries.append(
      ComparedEntry(path: BytePath(path), kind: .symlink, digest: try SHA256Digest.of(text), link: text))
  }

  mutating func directory(_ path: String, mode: UInt16 = 0o755) {
    entries.append(ComparedEntry(path: BytePath(path), kind: .directory, permissions: mode))
  }

  /// As a manifest knows it.
  func listed() throws -> ListedSide {
    let context = entries.map { entry in
      let zero = SHA256Digest([])
      let kind: ContextEntry.Kind =
        switch entry.kind {
        case .file: .file(executable: entry.isExecutable, content: entry.digest ?? zero)
        case .symlink: .symlink(target: entry.link ?? [], content: entry.digest ?? zero)
        case .directory: .directory
        }
      return ContextEntry(path: entry.path, kind: kind, size: 0, permissions: 0)
    }
    return ListedSide(ComparedEntry.list(manifest: String(decoding: Manifest(entries: context).text, as: UTF8.self)))
  }
}
