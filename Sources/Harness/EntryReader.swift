internal import BuildContext
internal import Fingerprints
internal import Git

/// Hashes the content a checkout would have; one reader serves one thread.
struct EntryReader: ~Copyable {
  /// An entry, and what may be remembered of its blob.
  struct Reading: Sendable {
    let entry: ContextEntry
    let learnt: BlobDigestCache.Entry?
  }

  private let reader: CheckoutReader
  private let hasher: MessageDigest
  private let directory: BytePath
  private let cache: BlobDigestCache?

  init(
    objectsDirectory: String, attributes: [(path: BytePath, id: ObjectID)], below directory: BytePath,
    cache: BlobDigestCache?
  ) throws {
    var reader = try CheckoutReader(objectsDirectory: objectsDirectory)
    for file in attributes { try reader.add(attributeFile: file.path, id: file.id) }
    let hasher = try MessageDigest(.sha256)
    self.reader = reader
    self.hasher = hasher
    self.directory = directory
    self.cache = cache
  }

  func entry(_ selected: ContextWalk<GitTree>.Selected) throws -> Reading {
    let entry = selected.node.entry
    let path = selected.path
    switch entry.kind {
    case .directory, .submodule:
      return Reading(entry: ContextEntry(path: path, kind: .directory, size: 0, permissions: 0o755), learnt: nil)
    case .symlink:
      let target = try reader.withContent(of: directory.appending(path), id: entry.id, isVerbatim: true) { content in
        hasher.update(content)
        return content.withUnsafeBytes { Array($0) }
      }
      let kind = ContextEntry.Kind.symlink(target: target, content: hasher.finishSHA256())
      return Reading(
        entry: ContextEntry(path: path, kind: kind, size: UInt64(target.count), permissions: 0o777), learnt: nil)
    case .file(let executable):
      let (known, isNew) = try content(of: entry.id, at: directory.appending(path))
      return Reading(
        entry: ContextEntry(
          path: path, kind: .file(executable: executable, content: known.content), size: known.size,
          permissions: executable ? 0o755 : 0o644),
        learnt: isNew ? BlobDigestCache.Entry(id: entry.id, known: known) : nil)
    }
  }

  /// Only the blob's own bytes are remembered, never what the attributes of some path make of them.
  private func content(of id: ObjectID, at path: BytePath) throws -> (known: BlobDigestCache.Known, isNew: Bool) {
    let isFiltered = try reader.isFiltered(path)
    if !isFiltered, let known = cache?.find(id, hasher: hasher) { return (known, false) }
    let size = try reader.withContent(of: path, id: id, isVerbatim: !isFiltered) { content in
      hasher.update(content)
      return UInt64(content.byteCount)
    }
    return (BlobDigestCache.Known(size: size, content: hasher.finishSHA256()), cache != nil && !isFiltered)
  }
}
