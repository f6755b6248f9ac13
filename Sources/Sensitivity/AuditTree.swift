public import Fingerprints

/// A small tree in memory, to be changed in one place and digested.
public struct AuditTree: Hashable, Sendable {
  public enum Node: Hashable, Sendable {
    /// Permission bits besides the bytes.
    case file([UInt8], permissions: UInt16)
    case link([UInt8])
    case directory(permissions: UInt16)
  }

  public private(set) var nodes: [BytePath: Node] = [:]

  public init() {}

  /// Puts `node` at `path`; directories above it are made.
  public mutating func put(_ node: Node, at path: BytePath) {
    var parent = path.parent
    while !parent.isRoot, nodes[parent] == nil {
      nodes[parent] = .directory(permissions: 0o755)
      parent = parent.parent
    }
    nodes[path] = node
  }

  /// Removes what is at `path`; a directory must be empty.
  public mutating func remove(_ path: BytePath) { nodes[path] = nil }

  /// Directories right before their entries, names in byte order.
  public var walk: [(path: BytePath, node: Node)] {
    nodes.map { (path: $0.key, parts: $0.key.components, node: $0.value) }
      .sorted { $0.parts.lexicographicallyPrecedes($1.parts) }
      .map { ($0.path, $0.node) }
  }

  /// The same tree without its links.
  public var withoutLinks: AuditTree {
    var tree = self
    for case (let path, .link) in nodes { tree.remove(path) }
    return tree
  }

  /// The paths of directories with nothing in them, in byte order.
  var emptyDirectories: [BytePath] {
    let parents = Set(nodes.keys.map(\.parent))
    return nodes.compactMap { path, node in
      if case .directory = node, !parents.contains(path) { path } else { nil }
    }.sorted()
  }
}

extension AuditTree {
  /// A tree with everything that schemes may trip over, for want of another one.
  public static let sample: AuditTree = {
    var tree = AuditTree()
    func file(_ path: String, _ text: String, _ permissions: UInt16 = 0o644) {
      tree.put(.file(Array(text.utf8), permissions: permissions), at: BytePath(path))
    }
    file("Dockerfile", "FROM scratch\nCOPY . /\n")
    file("app/main.py", "import sys\nsys.exit(0)\n")
    file("app/start.sh", "#!/bin/sh\nexec python /app/main.py\n", 0o755)
    file("app/data.bin", "\u{0}\u{1}\u{2}\u{3}")
    file("app/empty", "")
    file("a.b", "sorted before a/b by git\n")
    file("a/b", "sorted behind a.b by git\n")
    file("unicode/\u{e9}", "precomposed\n")
    file("unicode/e\u{301}", "decomposed\n")
    file("long/" + String(repeating: "n", count: 120), "longer than a tar's field\n")
    tree.put(.link(Array("app/main.py".utf8)), at: BytePath("current"))
    tree.put(.directory(permissions: 0o755), at: BytePath("empty"))
    return tree
  }()
}
