internal import BuildContext
internal import ContextMemory
internal import Fingerprints
internal import Git
internal import Model

/// The digest of a commit's context as BuildKit would receive it, made of what earlier answers left and the trees and
/// blobs that are new.
enum CommitDigest {
  /// Contexts of fewer entries are not kept: reading them again costs less than looking after them.
  private static let minimumEntries = 500

  /// - Throws: ``GitFailure``, ``ContextFailure``, ``Breakdown``.
  static func answer(
    objectsDirectory: String, commit: ObjectID?, tree: ObjectID, choice: ContextChoice, plan: CommitContextPlan
  ) throws -> ContextAnswer {
    let objects = try CheckoutObjects(objectsDirectory: objectsDirectory)
    let directory = choice.directory == "." ? BytePath.root : BytePath(choice.directory)
    let source = try GitTree(objects, root: tree, directory: directory)
    let ignoreFile = try IgnoreFileFinder.find(in: source, choice: choice, override: plan.ignoreOverride)
    let store = PathPolicy.current == .warn ? plan.cacheDirectory.map { SnapshotStore(cache: $0) } : nil
    let key = try Self.key(objectsDirectory, choice, plan.ignoreOverride)
    let origin = ContextSnapshot.Origin(
      tool: ToolIdentity.current, objectsDirectory: objectsDirectory, directory: directory,
      ignoreFileName: ignoreFile.name, ignoreFile: ignoreFile.bytes)
    let old = try store?.load(key).flatMap { $0.origin == origin ? $0 : nil }
    let outline = try CommitWalk.outline(
      of: source.root, at: directory,
      attributesAbove: source.attributeFiles.map { ContextOutline.Place(path: $0.path, id: $0.id) },
      in: objects.reader.store, ignoring: ignoreFile, since: old)
    let contents = try Self.contents(outline, origin, threads: plan.threads, cacheDirectory: plan.cacheDirectory)
    let snapshot = ContextManifest.snapshot(outline, contents: contents, since: old, origin: origin)
    guard snapshot.sum.entries <= ContextLimits().entries else {
      throw ContextFailure.tooManyEntries(limit: ContextLimits().entries)
    }
    var size = ContextSize()
    try size.add(snapshot.sum.bytes, of: nil, limit: ContextLimits().totalBytes)
    if let store, !outline.isUnchanged, snapshot.sum.entries >= minimumEntries { try store.save(snapshot, as: key) }
    let warnings = try CommitWarnings.list(
      ignoreFile, arrivingEmpty: outline.arrivingEmpty, submodules: outline.submodules.map { ($0.path, $0.id) },
      attributes: outline.attributeFiles.map { ($0.path, $0.id) }, remarks: outline.remarks.map { ($0.path, $0.text) },
      root: tree, objects)
    return ContextAnswer(
      commit: commit?.hex, digest: try SHA256Digest.of(snapshot.text).text, ignoreFile: ignoreFile.name,
      entryCount: snapshot.sum.entries, byteCount: snapshot.sum.bytes, entries: [], manifest: "", warnings: warnings)
  }

  /// Contexts that share a key differ in their commits alone.
  private static func key(
    _ objectsDirectory: String, _ choice: ContextChoice, _ override: IgnoreOverride?
  ) throws -> SHA256Digest {
    let parts = [objectsDirectory, choice.directory, choice.dockerfile, choice.ignoreFile ?? "", override?.name ?? ""]
    return try SHA256Digest.of(Array(parts.map { Array($0.utf8) + [0] }.joined()))
  }

  /// Hashes what the outline asks for, on several threads, with what the cache of blobs knows.
  private static func contents(
    _ outline: ContextOutline, _ origin: ContextSnapshot.Origin, threads: Int, cacheDirectory: String?
  ) throws -> [ContextManifest.Content] {
    guard !outline.leaves.isEmpty else { return [] }
    let cache = cacheDirectory.map(BlobDigestCache.init)
    let attributes = outline.attributeFiles.map { ($0.path, $0.id) }
    let plain = try PlainBlobs(
      objectsDirectory: origin.objectsDirectory, attributes: attributes, directory: origin.directory, threads: threads,
      cache: cache
    ).digests(
      outline.leaves.map { leaf in
        guard case .file = leaf.kind else { return nil }
        return PlainBlobs.File(path: leaf.path, id: leaf.id)
      })
    var contents = plain.map { digest in
      digest.map { ContextManifest.Content(digest: $0.known.content, size: $0.known.size) }
    }
    let left = contents.indices.filter { contents[$0] == nil }
    let read = try ParallelMap.map(
      left.map { outline.leaves[$0] }, threads: PlainBlobs.threadCount(threads, entries: left.count),
      makeWorker: {
        try EntryReader(
          objectsDirectory: origin.objectsDirectory, attributes: attributes, below: origin.directory, cache: cache)
      },
      transform: { reader, leaf in try reader.content(leaf.kind, leaf.id, at: leaf.path) })
    for (index, content) in zip(left, read) {
      contents[index] = ContextManifest.Content(digest: content.digest, size: content.size)
    }
    cache?.add(plain.compactMap { $0?.learnt } + read.compactMap(\.learnt))
    return contents.compactMap(\.self)
  }

  /// Whether `snapshot` is what reading everything gives; nil when its trees are not in the repository.
  ///
  /// - Throws: ``GitFailure``, ``ContextFailure`` when an object cannot be read.
  static func isTrue(_ snapshot: ContextSnapshot, threads: Int) throws -> Bool? {
    let origin = snapshot.origin
    let store = try ObjectStore(objectsDirectory: origin.objectsDirectory)
    guard let tree = snapshot.tree, store.size(of: tree) != nil else { return nil }
    let ignoreFile = try FoundIgnoreFile(FoundIgnoreText(name: origin.ignoreFileName, bytes: origin.ignoreFile))
    let outline = try CommitWalk.outline(
      of: tree, at: origin.directory, attributesAbove: snapshot.attributeFiles(above: origin.directory), in: store,
      ignoring: ignoreFile, since: nil)
    let contents = try contents(outline, origin, threads: threads, cacheDirectory: nil)
    return try ContextManifest.snapshot(outline, contents: contents, since: nil, origin: origin).stored()
      == snapshot.stored()
  }
}
