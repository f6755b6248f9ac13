public import Dockerignore
public import Fingerprints

/// Chooses what a builder would receive of a tree.
///
/// Directories are entered in byte order of their names, a directory comes before its entries, and a
/// directory that is ignored is still entered where an exception could keep something below it. An ignored
/// directory with a kept entry is part of the context. Source: tonistiigi/fsutil, `FilterFS.Walk`.
public struct ContextWalk<Tree: ContextTree> {
  /// An entry that is in the context.
  public struct Selected {
    public let path: BytePath
    public let kind: ContextChild<Tree.Node>.Kind
    public let node: Tree.Node

    @inlinable
    init(path: BytePath, kind: ContextChild<Tree.Node>.Kind, node: Tree.Node) {
      self.path = path
      self.kind = kind
      self.node = node
    }
  }

  /// What a walk found.
  public struct Result {
    /// The context without its root, directories before their entries.
    public var selected: [Selected] = []
    /// Files of the context whose content the builder does not send: it lists them and then refuses to open them.
    public var arrivingEmpty: [BytePath] = []
    /// How many entries the ignore rules dropped; what lies below a pruned directory is not counted.
    public var ignoredCount = 0

    @inlinable
    init() {}
  }

  // The walk is compiled anew for each kind of tree, also where that is another module's: it is too slow otherwise.
  @usableFromInline let tree: Tree
  @usableFromInline let ignoreFileName: String
  @usableFromInline let limits: ContextLimits
  @usableFromInline var result = Result()

  /// The context BuildKit would receive.
  ///
  /// - Parameter included: patterns one of which an entry or a directory above it must match; nil for everything.
  /// - Throws: what the tree throws, and ``ContextFailure`` when a limit is reached or the builder fails on a rule.
  @inlinable
  public static func select(
    from tree: Tree, ignoring ignoreFile: FoundIgnoreFile, including included: IgnoreFile? = nil,
    limits: ContextLimits = ContextLimits()
  ) throws -> Result {
    let filter = ContextFilter(ignoring: ignoreFile.file, including: included)
    return try select(from: tree, by: filter, named: ignoreFile.name ?? "", limits: limits)
  }

  /// What `filter` keeps of a tree; `name` is what its rules are called in errors.
  ///
  /// - Throws: what the tree throws, and ``ContextFailure`` when a limit is reached or the builder fails on a rule.
  @inlinable
  public static func select(
    from tree: Tree, by filter: some EntryFilter, named name: String, limits: ContextLimits = ContextLimits()
  ) throws -> Result {
    var walk = ContextWalk(tree: tree, ignoreFileName: name, limits: limits)
    var filter = filter
    var pending: [Selected] = []
    try walk.visit(nil, at: .root, state: filter.root, depth: 0, filter: &filter, pending: &pending)
    return walk.result
  }

  @inlinable
  init(tree: Tree, ignoreFileName: String, limits: ContextLimits) {
    self.tree = tree
    self.ignoreFileName = ignoreFileName
    self.limits = limits
  }

  /// `pending` are the ignored directories above, from the outermost in, that no kept entry has needed yet.
  @inlinable
  mutating func visit<Filter: EntryFilter>(
    _ directory: Tree.Node?, at path: BytePath, state: Filter.State, depth: Int, filter: inout Filter,
    pending: inout [Selected]
  ) throws {
    guard depth <= limits.depth else { throw ContextFailure.tooDeep(path, limit: limits.depth) }
    var children = try tree.children(of: directory)
    // Git's order is already this one, but for names that begin alike.
    let isSorted = children.indices.dropFirst().allSatisfy { children[$0 - 1].name.precedes(children[$0].name) }
    if !isSorted { children.sort { $0.name.precedes($1.name) } }
    for child in children {
      let childPath = path.appending(child.name)
      guard childPath.bytes.count <= limits.pathLength else {
        throw ContextFailure.pathTooLong(childPath, limit: limits.pathLength)
      }
      let childState = try decide(childPath, child.kind, under: state, by: &filter)
      let entry = Selected(path: childPath, kind: child.kind, node: child.node)
      if !childState.isKept {
        result.ignoredCount += 1
        guard child.kind == .directory, !childState.isPruned else { continue }
        pending.append(entry)
        try visit(child.node, at: childPath, state: childState, depth: depth + 1, filter: &filter, pending: &pending)
        // Empty when an entry below was kept: then the directory is part of the context by now.
        if !pending.isEmpty { pending.removeLast() }
        continue
      }
      result.selected += pending
      pending.removeAll()
      guard result.selected.count < limits.entries else {
        throw ContextFailure.tooManyEntries(limit: limits.entries)
      }
      result.selected.append(entry)
      if child.kind == .file, !filter.arrivesWhole(childPath.bytes) { result.arrivingEmpty.append(childPath) }
      if child.kind == .directory {
        try visit(child.node, at: childPath, state: childState, depth: depth + 1, filter: &filter, pending: &pending)
      }
    }
  }

  @inlinable
  func decide<Filter: EntryFilter>(
    _ path: BytePath, _ kind: ContextChild<Tree.Node>.Kind, under state: Filter.State, by filter: inout Filter
  ) throws(ContextFailure) -> Filter.State {
    do throws(IgnoreFileError) {
      return try filter.decide(path.bytes, isDirectory: kind == .directory, under: state)
    } catch {
      throw .ignoreFile(name: ignoreFileName, error)
    }
  }
}
