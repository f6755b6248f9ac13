internal import BuildContext
internal import Captures
internal import Dockerignore
internal import Fingerprints
internal import Limits

/// The entries that ignore rules drop of a tree, with the line that dropped each.
///
/// A directory that nothing below can be kept of stands for all it holds.
struct DroppedEntries<Tree: ContextTree> {
  struct Entry {
    let path: BytePath
    let kind: ContextChild<Tree.Node>.Kind
    /// Counted from 1; nil when no rule of the file decided.
    let line: Int?
  }

  private(set) var entries: [Entry] = []
  private let tree: Tree
  private let rules: [IgnoreRule]
  private let limits = ContextLimits()

  /// - Throws: ``ContextFailure``; what the tree throws.
  init(of tree: Tree, ignoring found: FoundIgnoreFile) throws {
    self.tree = tree
    rules = found.file.rules
    guard !rules.isEmpty else { return }
    var filter = ContextFilter(ignoring: found.file)
    try visit(nil, at: .root, state: filter.root, depth: 0, by: &filter, name: found.name ?? "")
  }

  private mutating func visit(
    _ node: Tree.Node?, at path: BytePath, state: ContextFilter.WalkState, depth: Int, by filter: inout ContextFilter,
    name: String
  ) throws {
    guard depth <= limits.depth else { throw ContextFailure.tooDeep(path, limit: limits.depth) }
    for child in try tree.children(of: node) {
      let place = path.appending(child.name)
      if path.isRoot, child.name.elementsEqual(".git".utf8) { continue }
      let isDirectory = child.kind == .directory
      let verdict: ContextFilter.WalkState
      do throws(IgnoreFileError) {
        verdict = try filter.decide(place.bytes, isDirectory: isDirectory, under: state)
      } catch {
        throw ContextFailure.ignoreFile(name: name, error)
      }
      if !verdict.isKept {
        guard entries.count < limits.entries else { throw ContextFailure.tooManyEntries(limit: limits.entries) }
        entries.append(Entry(path: place, kind: child.kind, line: verdict.rule.map { rules[$0].line }))
      }
      if isDirectory, !verdict.isPruned {
        try visit(child.node, at: place, state: verdict, depth: depth + 1, by: &filter, name: name)
      }
    }
  }
}

/// The entries of a tree as captures list them.
struct CapturedTree {
  /// Those that reach the builder and those that do not, by the bytes of their paths; `.git` in the root left out.
  private(set) var entries: [BytePath: CapturedEntry] = [:]
  /// Those that reach it.
  let context: [ContextEntry]
  /// How many entries of `.git` reach it.
  let gitEntries: Int
  let ignoreFile: String?

  /// - Parameter contents: what is in the context of `tree` by the rules of `found`.
  /// - Throws: as ``DroppedEntries``.
  init<Tree: ContextTree>(_ tree: Tree, _ contents: [ContextEntry], ignoring found: FoundIgnoreFile) throws {
    let isGit: (ContextEntry) -> Bool = {
      $0.path.bytes.starts(with: ".git".utf8) && ($0.path.bytes.count == 4 || $0.path.bytes[4] == UInt8(ascii: "/"))
    }
    context = contents.filter { !isGit($0) }
    gitEntries = contents.count - context.count
    ignoreFile = found.name
    let dropped = try DroppedEntries(of: tree, ignoring: found).entries
    entries.reserveCapacity(context.count + dropped.count)
    for entry in dropped {
      var captured = CapturedEntry(
        path: PathText.escaped(entry.path), type: Self.type(entry.kind), status: .tracked, inContext: false)
      captured.dockerignoreRule = entry.line.map { "\(found.name ?? ""):\($0)" }
      entries[entry.path] = captured
    }
    for entry in context { entries[entry.path] = CapturedEntry(entry) }
  }

  private static func type<Node>(_ kind: ContextChild<Node>.Kind) -> CapturedEntry.Kind {
    switch kind {
    case .file: .file
    case .symlink: .link
    case .directory: .directory
    case .special: .special
    }
  }
}

extension CapturedEntry {
  init(_ entry: ContextEntry) {
    let type: Kind =
      switch entry.kind {
      case .file: .file
      case .symlink: .link
      case .directory: .directory
      }
    self.init(path: PathText.escaped(entry.path), type: type, status: .tracked, inContext: true)
    size = type == .directory ? nil : entry.size
    mode = type == .link ? nil : Capture.modeText(entry.permissions & 0o7777)
    switch entry.kind {
    case .file(let isExecutable, let content):
      executable = isExecutable
      sha256 = content.hex
    case .symlink(let target, let content):
      sha256 = content.hex
      linkTarget = PathText.escaped(BytePath(target))
    case .directory: break
    }
  }
}
