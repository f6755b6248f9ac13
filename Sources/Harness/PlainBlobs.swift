internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Git

/// Digests of those files of a commit that a checkout leaves as they are, nearly all: remembered ones, and others read
/// in the order of git's packs, on several threads.
struct PlainBlobs {
  /// A file of the context.
  struct File: Sendable {
    /// Relative to the context's root.
    let path: BytePath
    let id: ObjectID
  }

  /// What is known of a file's blob now.
  struct Digest: Sendable {
    let known: BlobDigestCache.Known
    /// To be remembered; nil when it was.
    let learnt: BlobDigestCache.Entry?
  }

  let objectsDirectory: String
  /// The commit's attribute files, by path from the repository's root.
  let attributes: [(path: BytePath, id: ObjectID)]
  /// The context's root, from the repository's.
  let directory: BytePath
  let threads: Int
  let cache: BlobDigestCache?

  /// How many of `threads` are worth starting for so many entries.
  static func threadCount(_ threads: Int, entries: Int) -> Int { entries < 200 ? 1 : threads }

  /// The digest of each of `files`; nil for nil, for a file that the attributes may change, and for a blob that could not
  /// be read: ``EntryReader`` is to be asked about those.
  ///
  /// - Throws: ``GitFailure`` when the attributes cannot be read.
  func digests(_ files: [File?]) throws -> [Digest?] {
    var digests = try remembered(files)
    let wanted = files.indices.filter { if case .unknown = digests[$0] { true } else { false } }
    let read = try BlobDigests.read(
      wanted.compactMap { files[$0]?.id }, objectsDirectory: objectsDirectory,
      threads: Self.threadCount(threads, entries: wanted.count))
    for (index, digest) in zip(wanted, read) {
      guard let digest, let id = files[index]?.id else { continue }
      let known = BlobDigestCache.Known(size: digest.size, content: digest.content)
      digests[index] = .found(
        Digest(known: known, learnt: cache == nil ? nil : BlobDigestCache.Entry(id: id, known: known)))
    }
    return digests.map { if case .found(let digest) = $0 { digest } else { nil } }
  }

  private enum State: Sendable {
    case found(Digest)
    case unknown
    /// Not for this type.
    case special
  }

  /// Looks at the attributes and the cache, but reads no content.
  private func remembered(_ files: [File?]) throws -> [State] {
    // With no attributes and nothing remembered there is nothing to look up.
    if attributes.isEmpty, cache.map({ $0.count == 0 }) ?? true {
      return files.map { $0 == nil ? .special : .unknown }
    }
    return try ParallelMap.map(
      files, threads: Self.threadCount(threads, entries: files.count),
      makeWorker: {
        try EntryReader(objectsDirectory: objectsDirectory, attributes: attributes, below: directory, cache: cache)
      },
      transform: { reader, file in
        guard let file, try !reader.isFiltered(file.path) else { return .special }
        return reader.remembered(file.id).map { .found(Digest(known: $0, learnt: nil)) } ?? .unknown
      })
  }
}
