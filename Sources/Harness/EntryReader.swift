internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Git

/// Hashes the content a checkout would have; one reader serves one thread.
struct EntryReader: ~Copyable {
  /// What an entry holds, and what may be remembered of its blob.
  struct Content: Sendable {
    /// In bytes.
    let size: UInt64
    /// Nil for a directory.
    let digest: SHA256Digest?
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

  func entry(_ selected: ContextWalk<GitTree>.Selected) throws -> (ContextEntry, learnt: BlobDigestCache.Entry?) {
    let entry = selected.node.entry
    let path = selected.path
    switch entry.kind {
    case .directory, .submodule:
      return (ContextEntry(path: path, kind: .directory, size: 0, permissions: 0o755), nil)
    case .symlink:
      let (target, digest) = try link(entry.id, at: directory.appending(path))
      let kind = ContextEntry.Kind.symlink(target: target, content: digest)
      return (ContextEntry(path: path, kind: kind, size: UInt64(target.count), permissions: 0o777), nil)
    case .file:
      let (known, isNew) = try file(entry.id, at: directory.appending(path))
      return (Self.file(selected, known), isNew ? BlobDigestCache.Entry(id: entry.id, known: known) : nil)
    }
  }

  /// The entry of a file whose content is known.
  static func file(_ selected: ContextWalk<GitTree>.Selected, _ known: BlobDigestCache.Known) -> ContextEntry {
    let isExecutable = selected.node.entry.kind == .file(executable: true)
    return ContextEntry(
      path: selected.path, kind: .file(executable: isExecutable, content: known.content), size: known.size,
      permissions: isExecutable ? 0o755 : 0o644)
  }

  /// What the entry `id` at `path`, relative to the context's root, holds.
  func content(_ kind: GitEntry.Kind, _ id: ObjectID, at path: BytePath) throws -> Content {
    switch kind {
    case .directory, .submodule: return Content(size: 0, digest: nil, learnt: nil)
    case .symlink:
      let (target, digest) = try link(id, at: directory.appending(path))
      return Content(size: UInt64(target.count), digest: digest, learnt: nil)
    case .file:
      let (known, isNew) = try file(id, at: directory.appending(path))
      return Content(
        size: known.size, digest: known.content, learnt: isNew ? BlobDigestCache.Entry(id: id, known: known) : nil)
    }
  }

  /// Whether a checkout changes the file at `path`, relative to the context's root.
  func isFiltered(_ path: BytePath) throws -> Bool { try reader.isFiltered(directory.appending(path)) }

  /// What the cache knows of the blob `id`.
  func remembered(_ id: ObjectID) -> BlobDigestCache.Known? { cache?.find(id, hasher: hasher) }

  private func link(_ id: ObjectID, at path: BytePath) throws -> (target: [UInt8], digest: SHA256Digest) {
    let target = try reader.withContent(of: path, id: id, isVerbatim: true) { content in
      hasher.update(content)
      return content.withUnsafeBytes { Array($0) }
    }
    return (target, hasher.finishSHA256())
  }

  /// Only the blob's own bytes are remembered, never what the attributes of some path make of them.
  private func file(_ id: ObjectID, at path: BytePath) throws -> (known: BlobDigestCache.Known, isNew: Bool) {
    let isFiltered = try reader.isFiltered(path)
    if !isFiltered, let known = cache?.find(id, hasher: hasher) { return (known, false) }
    let size = try reader.withContent(of: path, id: id, isVerbatim: !isFiltered) { content in
      hasher.update(content)
      return UInt64(content.byteCount)
    }
    return (BlobDigestCache.Known(size: size, content: hasher.finishSHA256()), cache != nil && !isFiltered)
  }
}
