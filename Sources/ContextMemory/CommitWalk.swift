public import BuildContext
internal import Dockerignore
public import Fingerprints
public import Git

/// Finds what of a commit's tree is in the context, and reads only those trees that a snapshot does not know.
///
/// The order and the rules are those of ``ContextWalk``. A directory whose tree has the id it had in the snapshot
/// is taken over as it was, unless an attribute file above it is another: what a checkout writes depends on those.
public struct CommitWalk {
  private let rootPath: BytePath
  private let snapshot: ContextSnapshot?
  private let limits: ContextLimits
  private let ignoreFileName: String
  private var filter: ContextFilter
  private var outline = ContextOutline()

  /// - Parameters:
  ///   - root: the tree of the context's root.
  ///   - rootPath: where it lies below the repository's root.
  ///   - attributesAbove: the attribute files above the context's root, from the repository's root down.
  ///   - snapshot: of the same context with the same rules, from whichever commit; nil to read everything.
  /// - Throws: ``GitFailure``; ``ContextFailure`` when a limit is reached or the builder fails on a rule.
  public static func outline(
    of root: ObjectID, at rootPath: BytePath, attributesAbove: [ContextOutline.Place],
    in store: borrowing ObjectStore, ignoring ignoreFile: FoundIgnoreFile, since snapshot: ContextSnapshot?,
    limits: ContextLimits = ContextLimits()
  ) throws -> ContextOutline {
    let known = snapshot.flatMap { $0.attributeFiles(above: rootPath) == attributesAbove ? $0 : nil }
    var walk = CommitWalk(
      rootPath: rootPath, snapshot: known, limits: limits, ignoreFileName: ignoreFile.name ?? "",
      filter: ContextFilter(ignoring: ignoreFile.file))
    walk.outline.attributeFiles = attributesAbove
    if let known, known.directories[0].id == root {
      walk.takeOver(0, at: .root)
      walk.outline.root = .unchanged(0, isKept: true)
    } else {
      let state = walk.filter.root
      let index = try walk.visit(
        ContextOutline.Directory(name: [], id: root, isKept: true), at: .root, state: state, depth: 0,
        known: known == nil ? nil : 0, store)
      walk.outline.root = .directory(index)
    }
    return walk.outline
  }

  private init(
    rootPath: BytePath, snapshot: ContextSnapshot?, limits: ContextLimits, ignoreFileName: String,
    filter: ContextFilter
  ) {
    self.rootPath = rootPath
    self.snapshot = snapshot
    self.limits = limits
    self.ignoreFileName = ignoreFileName
    self.filter = filter
  }

  /// Visits `directory`, whose place in the snapshot is `known`, and gives its index in the outline.
  private mutating func visit(
    _ directory: ContextOutline.Directory, at path: BytePath, state: ContextFilter.WalkState, depth: Int,
    known: Int?, _ store: borrowing ObjectStore
  ) throws -> Int {
    guard depth <= limits.depth else { throw ContextFailure.tooDeep(path, limit: limits.depth) }
    var directory = directory
    let index = outline.directories.count
    outline.directories.append(directory)
    let entries = try store.entries(
      ofTree: directory.id,
      what: path.isRoot && rootPath.isRoot ? "the root tree" : PathText.visible(rootPath.appending(path)))
    let siblings = knownDirectories(in: known, noting: attributeFile(of: entries), at: path)
    for entry in entries.sorted(by: { $0.name.precedes($1.name) }) {
      let entryPath = path.appending(entry.name)
      guard entryPath.bytes.count <= limits.pathLength else {
        throw ContextFailure.pathTooLong(entryPath, limit: limits.pathLength)
      }
      if let remark = entry.remark {
        outline.remarks.append(ContextOutline.Remark(path: rootPath.appending(entryPath), text: remark))
      }
      if entry.kind == .submodule {
        outline.submodules.append(ContextOutline.Place(path: rootPath.appending(entryPath), id: entry.id))
      }
      let isDirectory = entry.kind == .directory || entry.kind == .submodule
      let entryState = try decide(entryPath, isDirectory: isDirectory, under: state)
      if !entryState.isKept { directory.ignoredCount += 1 }
      guard entryState.isKept || entry.kind == .directory && !entryState.isPruned else { continue }
      guard outline.leaves.count + outline.directories.count < limits.entries else {
        throw ContextFailure.tooManyEntries(limit: limits.entries)
      }
      let item: ContextOutline.Item
      if entry.kind != .directory {
        item = .leaf(outline.leaves.count)
        outline.leaves.append(ContextOutline.Leaf(path: entryPath, kind: entry.kind, id: entry.id))
        if case .file = entry.kind, !filter.arrivesWhole(entryPath.bytes) { outline.arrivingEmpty.append(entryPath) }
        directory.isPopulated = true
      } else if let same = siblings[entry.name], snapshot?.directories[same].id == entry.id {
        takeOver(same, at: entryPath)
        item = .unchanged(same, isKept: entryState.isKept)
        if entryState.isKept || snapshot?.directories[same].entryCount != 0 { directory.isPopulated = true }
      } else {
        let child = try visit(
          ContextOutline.Directory(name: entry.name, id: entry.id, isKept: entryState.isKept), at: entryPath,
          state: entryState, depth: depth + 1, known: siblings[entry.name], store)
        item = .directory(child)
        if entryState.isKept || outline.directories[child].isPopulated { directory.isPopulated = true }
      }
      directory.items.append((Manifest.printedName(entry.name, isDirectory: isDirectory), item))
    }
    directory.items.sort { $0.printedName.precedes($1.printedName) }
    outline.directories[index] = directory
    return index
  }

  private func attributeFile(of entries: [GitEntry]) -> ObjectID? {
    let entry = entries.first { $0.name == Self.attributesName }
    guard let entry, case .file = entry.kind else { return nil }
    return entry.id
  }

  /// The directories of the snapshot's directory `known` by name: none where its attribute file is another one than
  /// `attributes`, the one that lies at `path` now.
  private mutating func knownDirectories(
    in known: Int?, noting attributes: ObjectID?, at path: BytePath
  ) -> [[UInt8]: Int] {
    let file = rootPath.appending(path).appending(Self.attributesName)
    if let attributes { outline.attributeFiles.append(ContextOutline.Place(path: file, id: attributes)) }
    guard let known, let snapshot, snapshot.attributeFile(at: file) == attributes else { return [:] }
    return snapshot.children(of: known)
  }

  /// Adds to the lists what the snapshot says of the directory `known`, which lies at `path`.
  private mutating func takeOver(_ known: Int, at path: BytePath) {
    guard let snapshot else { return }
    let place = rootPath.appending(path)
    outline.attributeFiles += snapshot.attributeFiles.filter {
      $0.path.relative(to: place) != nil && isBelowRoot($0.path)
    }
    outline.submodules += snapshot.submodules.filter { $0.path.relative(to: place) != nil }
    outline.remarks += snapshot.remarks.filter { $0.path.relative(to: place) != nil && $0.path != place }
    outline.arrivingEmpty += snapshot.arrivingEmpty.filter { $0.relative(to: path) != nil }
  }

  private func isBelowRoot(_ path: BytePath) -> Bool { path.relative(to: rootPath) != nil }

  private mutating func decide(
    _ path: BytePath, isDirectory: Bool, under state: ContextFilter.WalkState
  ) throws(ContextFailure) -> ContextFilter.WalkState {
    do throws(IgnoreFileError) {
      return try filter.decide(path.bytes, isDirectory: isDirectory, under: state)
    } catch {
      throw .ignoreFile(name: ignoreFileName, error)
    }
  }

  private static let attributesName = Array(".gitattributes".utf8)
}
