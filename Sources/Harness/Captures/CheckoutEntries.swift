internal import BuildContext
internal import Captures
internal import Fingerprints
internal import Git
internal import Model

/// A clean checkout of a commit as captures list it, made of objects alone.
struct CheckoutEntries {
  let tree: CapturedTree
  let id: ObjectID
  let source: GitTree
  /// The commits that submodules are pinned at, by path from the context's root.
  let submodules: [BytePath: ObjectID]
  private let objects: CheckoutObjects
  private let directory: BytePath
  /// Of all files, those of the context and those that are dropped.
  private let ids: [BytePath: ObjectID]

  /// - Parameter directory: the context's root, from the repository's; `.` for that itself.
  /// - Throws: ``GitFailure``, ``ContextFailure``, ``Breakdown``.
  init(_ layout: RepositoryLayout, root: ObjectID, directory: String, plan: CapturePlan) throws {
    let choice = ContextChoice(directory: directory, dockerfile: plan.dockerfile)
    let read = try CommitContext.read(
      objectsDirectory: layout.objectsDirectory, tree: root, choice: choice, override: plan.ignoreOverride,
      threads: plan.threads, cacheDirectory: nil)
    let place = directory == "." ? BytePath.root : BytePath(directory)
    let objects = try CheckoutObjects(objectsDirectory: layout.objectsDirectory)
    let source = try GitTree(objects, root: root, directory: place)
    let found = try IgnoreFileFinder.find(in: source, choice: choice, override: plan.ignoreOverride)
    tree = try CapturedTree(source, read.contents.entries, ignoring: found)
    id = root
    self.source = source
    self.objects = objects
    self.directory = place
    var ids: [BytePath: ObjectID] = [:]
    var pins: [BytePath: ObjectID] = [:]
    let listed = try CommitTree.list(source.root, in: objects.reader.store)
    ids.reserveCapacity(listed.count)
    for entry in listed {
      if entry.kind == .submodule { pins[entry.path] = entry.id } else { ids[entry.path] = entry.id }
    }
    self.ids = ids
    submodules = pins
    for file in source.attributeFiles { try objects.reader.add(attributeFile: file.path, id: file.id) }
  }

  /// Whether HEAD has something at `path`, dropped or not.
  func has(_ path: BytePath) -> Bool { ids[path] != nil || submodules[path] != nil }

  /// The content a checkout writes for the file at `path`; nil when it is none or too large.
  func content(of path: BytePath) throws -> [UInt8]? {
    guard let id = ids[path] else { return nil }
    return try objects.reader.withContent(of: directory.appending(path), id: id, isVerbatim: false) { content in
      content.byteCount <= TextLook.largest ? content.withUnsafeBytes { Array($0) } : nil
    }
  }
}
