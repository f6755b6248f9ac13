public import Fingerprints
internal import Model

/// What of a context is not on a platform as it is on Linux.
public struct PlatformComparison: Sendable {
  /// An entry of the context on the platform.
  public struct Placed: Sendable {
    public let entry: ContextEntry
    /// The path of what was tracked, from the context's root; that of the entry for a directory.
    public let source: BytePath

    public init(entry: ContextEntry, source: BytePath) {
      self.entry = entry
      self.source = source
    }
  }

  /// In the order of the codes, then of the paths.
  public let findings: [PlatformFinding]

  /// - Parameters:
  ///   - linux: the context on Linux; paths from its root.
  ///   - placed: the context on the platform.
  ///   - tree: the checkout there.
  ///   - directory: the context's root, from the repository's.
  public init(linux: [ContextEntry], placed: [Placed], tree: CheckedOutTree, below directory: BytePath) {
    let known = Dictionary(linux.map { ($0.path, $0) }) { first, _ in first }
    let here = Set(placed.map(\.entry.path))
    // What was tracked, where it lies: all else was explained when the tree was made.
    let untouched = Self.untouchedPaths(of: tree)
    var findings = tree.findings
    func add(_ code: String, _ path: BytePath, _ note: String) {
      findings.append(PlatformFinding(code: code, path: directory.appending(path), note: note))
    }
    for item in placed where item.source == item.entry.path {
      guard let other = known[item.entry.path] else {
        if untouched.contains(directory.appending(item.entry.path)) {
          add(CauseCode.platformIgnore, item.entry.path, "is not ignored there")
        }
        continue
      }
      Self.compare(other, item.entry) { add($0, item.entry.path, $1) }
    }
    for entry in linux where !here.contains(entry.path) {
      guard untouched.contains(directory.appending(entry.path)) else { continue }
      add(CauseCode.platformIgnore, entry.path, "is ignored there")
    }
    self.findings = PlatformFinding.sorted(findings)
  }

  private static func compare(_ old: ContextEntry, _ new: ContextEntry, _ add: (String, String) -> Void) {
    switch (old.kind, new.kind) {
    case (.symlink(let target, _), .file):
      add(CauseCode.platformLink, "is a file that holds \"\(PathText.visible(BytePath(target)))\"")
    case (.file(let wasExecutable, let before), .file(let isExecutable, let after)):
      if before != after { add(CauseCode.platformEOL, "has CR LF: \(old.size) bytes become \(new.size)") }
      if wasExecutable != isExecutable { add(CauseCode.platformMode, "is sent as 0755 instead of 0644") }
    default: break
    }
  }

  /// The paths in the tree, directories included, that have the spelling they have in the commit.
  private static func untouchedPaths(of tree: CheckedOutTree) -> Set<BytePath> {
    var paths: Set<BytePath> = []
    func visit(_ node: Int, _ path: BytePath) {
      for child in tree.nodes[node].children {
        let here = path.appending(tree.nodes[child].name)
        if let entry = tree.nodes[child].entry {
          if tree.entries[entry].path == here { paths.insert(here) }
        } else {
          paths.insert(here)
          visit(child, here)
        }
      }
    }
    visit(0, .root)
    return paths
  }
}
