internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model
internal import Platforms

/// The checkout of a commit on a platform as the source of a context.
final class PlatformTree: ContextTree, ContextFiles {
  /// The index of a node of the checkout.
  typealias Node = Int

  let checkout: CheckedOutTree
  private let rules: PlatformRules
  private let reader: PlatformReader
  private let ids: [BytePath: ObjectID]
  /// The node of the context's root.
  private let root: Int

  /// - Parameters:
  ///   - ids: of what was tracked, by path from the repository's root.
  ///   - directory: the context's root, from the repository's.
  /// - Throws: ``Breakdown`` when there is no such directory.
  init(
    _ checkout: CheckedOutTree, ids: [BytePath: ObjectID], rules: PlatformRules, reader: consuming PlatformReader,
    directory: BytePath
  ) throws(Breakdown) {
    self.checkout = checkout
    self.ids = ids
    self.rules = rules
    self.reader = reader
    guard let root = checkout.node(at: directory), checkout.nodes[root].entry == nil else {
      throw Breakdown(
        .usage, "there is no directory \(PathText.visible(directory)) in a checkout on \(rules.platform.rawValue)")
    }
    self.root = root
  }

  /// What was tracked at `node`, with its object; nil for a directory.
  func tracked(_ node: Int) -> (entry: TrackedEntry, id: ObjectID)? {
    guard let index = checkout.nodes[node].entry, let id = ids[checkout.entries[index].path] else { return nil }
    return (checkout.entries[index], id)
  }

  func children(of directory: Int?) throws -> [ContextChild<Int>] {
    checkout.nodes[directory ?? root].children.map { child in
      ContextChild(name: checkout.nodes[child].name, kind: kind(child), node: child)
    }
  }

  func kind(_ node: Int) -> ContextChild<Int>.Kind {
    switch tracked(node)?.entry.kind {
    case nil, .submodule?: .directory
    case .file?: .file
    case .link?: rules.writesLinksAsFiles ? .file : .symlink
    }
  }

  func look(at path: BytePath) throws -> ContextFileLookup { try look(at: path, from: root) }

  /// What lies at `path`, which is from the repository's root.
  func lookInRepository(at path: BytePath) throws -> ContextFileLookup { try look(at: path, from: 0) }

  private func look(at path: BytePath, from start: Int) throws -> ContextFileLookup {
    guard let node = find(path, from: start) else { return .missing }
    guard let (entry, id) = tracked(node) else { return .directory }
    switch entry.kind {
    case .submodule: return .directory
    case .link:
      let text = try reader.link(id, at: entry.path)
      return rules.writesLinksAsFiles ? .file(text) : .link(text)
    case .file:
      return .file(try reader.withFile(id, at: entry.path) { $0.withUnsafeBytes { Array($0) } })
    }
  }

  func link(at path: BytePath) throws -> [UInt8]? {
    guard case .link(let text) = try look(at: path) else { return nil }
    return text
  }

  func isDirectory(at path: BytePath) throws -> Bool { find(path, from: root).map { kind($0) == .directory } ?? false }

  func names(in path: BytePath) throws -> [[UInt8]]? {
    guard let node = find(path, from: root), kind(node) == .directory else { return nil }
    return checkout.nodes[node].children.map { checkout.nodes[$0].name }
  }

  /// The builder asks for names as it spells them and holds them against a listing, so case counts here.
  private func find(_ path: BytePath, from start: Int) -> Int? {
    var current = start
    for component in path.components {
      let next = checkout.nodes[current].children.first { checkout.nodes[$0].name == component.bytes }
      guard let next else { return nil }
      current = next
    }
    return current
  }
}
