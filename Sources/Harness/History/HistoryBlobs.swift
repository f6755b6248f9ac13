internal import BuildContext
internal import ContextMemory
internal import CopyDigests
internal import Fingerprints
internal import Git

/// What is known of the blobs of one history: each is read once, in however many commits it is.
final class HistoryBlobs {
  private let objectsDirectory: String
  private let directory: BytePath
  private let threads: Int
  private let cache: BlobDigestCache?
  private var known: [ObjectID: BlobDigestCache.Known] = [:]
  private var learnt: [BlobDigestCache.Entry] = []
  /// With the attribute files it was made for.
  private var reader: (attributes: [ContextOutline.Place], held: HeldReader)?

  init(objectsDirectory: String, directory: BytePath, threads: Int, cacheDirectory: String?) {
    self.objectsDirectory = objectsDirectory
    self.directory = directory
    self.threads = threads
    cache = cacheDirectory.map(BlobDigestCache.init)
  }

  /// What the leaves of a context hold, in their order.
  ///
  /// - Throws: ``GitFailure`` when an object cannot be read.
  func contents(of outline: ContextOutline) throws -> [ContextManifest.Content] {
    guard !outline.leaves.isEmpty else { return [] }
    let reader = try reader(outline.attributeFiles)
    let hasAttributes = !outline.attributeFiles.isEmpty
    var contents: [ContextManifest.Content?] = []
    contents.reserveCapacity(outline.leaves.count)
    for leaf in outline.leaves {
      guard case .file = leaf.kind, let known = known[leaf.id] else {
        contents.append(nil)
        continue
      }
      let isFiltered = hasAttributes ? try reader.entries.isFiltered(leaf.path) : false
      contents.append(isFiltered ? nil : ContextManifest.Content(digest: known.content, size: known.size))
    }
    let left = contents.indices.filter { contents[$0] == nil }
    // Many at once are read in the order of the packs, on several threads.
    let plain = left.count > 64 ? try bulk(left.map { outline.leaves[$0] }, outline) : left.map { _ in nil }
    for (index, digest) in zip(left, plain) {
      let leaf = outline.leaves[index]
      if let digest {
        note(leaf.id, digest.known, learnt: digest.learnt)
        contents[index] = ContextManifest.Content(digest: digest.known.content, size: digest.known.size)
        continue
      }
      let content = try reader.entries.content(leaf.kind, leaf.id, at: leaf.path)
      contents[index] = ContextManifest.Content(digest: content.digest, size: content.size)
      if case .file = leaf.kind, let digest = content.digest,
        try !hasAttributes || !reader.entries.isFiltered(leaf.path)
      {
        note(leaf.id, BlobDigestCache.Known(size: content.size, content: digest), learnt: content.learnt)
      }
    }
    return contents.compactMap(\.self)
  }

  /// Writes what was learnt to the cache.
  func keep() {
    cache?.add(learnt)
    learnt = []
  }

  private func bulk(_ leaves: [ContextOutline.Leaf], _ outline: ContextOutline) throws -> [PlainBlobs.Digest?] {
    try PlainBlobs(
      objectsDirectory: objectsDirectory, attributes: outline.attributeFiles.map { ($0.path, $0.id) },
      directory: directory, threads: threads, cache: cache
    ).digests(
      leaves.map { leaf in
        guard case .file = leaf.kind else { return nil }
        return PlainBlobs.File(path: leaf.path, id: leaf.id)
      })
  }

  private func note(_ id: ObjectID, _ known: BlobDigestCache.Known, learnt entry: BlobDigestCache.Entry?) {
    self.known[id] = known
    if let entry { learnt.append(entry) }
  }

  private func reader(_ attributes: [ContextOutline.Place]) throws -> HeldReader {
    if let reader, reader.attributes == attributes { return reader.held }
    let held = HeldReader(
      try EntryReader(
        objectsDirectory: objectsDirectory, attributes: attributes.map { ($0.path, $0.id) }, below: directory,
        cache: cache))
    reader = (attributes, held)
    return held
  }

  /// Keeps a reader, which cannot be copied, where a variable can hold it.
  private final class HeldReader {
    let entries: EntryReader

    init(_ entries: consuming EntryReader) { self.entries = entries }
  }
}
