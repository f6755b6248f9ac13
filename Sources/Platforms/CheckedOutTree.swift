public import Fingerprints
public import Model

/// The directory that a checkout of a commit leaves on a platform.
///
/// git writes the entries of its index one after the other, in byte order of their paths. What lies in the way under a
/// name that the file system takes for the same is removed, also a whole directory; so the last one written stays. A
/// directory keeps the spelling with which it was made. Source: git, entry.c.
public struct CheckedOutTree: Sendable {
  public struct Node: Sendable {
    public let name: [UInt8]
    /// The index of the tracked entry; nil for a directory that is none.
    public fileprivate(set) var entry: Int?
    fileprivate var keys: [NameKey: Int] = [:]
    /// The other spellings of a directory whose entries landed here.
    fileprivate var spellings: Set<[UInt8]> = []

    /// In the order in which they were made.
    public var children: [Int] { keys.values.sorted() }
  }

  public let entries: [TrackedEntry]
  /// The first one is the root.
  public private(set) var nodes = [Node(name: [], entry: nil)]
  /// In no particular order.
  public private(set) var findings: [PlatformFinding] = []
  /// Whether git ends with an error, having written all, some or nothing.
  public private(set) var failsCheckout = false

  private let rules: PlatformRules

  /// - Parameter entries: everything in the commit, in any order.
  public init(_ entries: [TrackedEntry], on platform: Platform) {
    self.entries = entries.sorted { $0.path < $1.path }
    rules = PlatformRules(platform)
    for index in self.entries.indices { place(index) }
  }

  /// The node that stands for the directory or entry spelled `path`; nil when there is none.
  public func node(at path: BytePath) -> Int? {
    var current = 0
    for component in path.components {
      guard let next = nodes[current].keys[rules.folding.key(component.bytes)] else { return nil }
      current = next
    }
    return current
  }

  private mutating func place(_ index: Int) {
    let entry = entries[index]
    var components: [[UInt8]] = []
    for component in entry.path.components.map(\.bytes) {
      switch NameRules.problem(component, on: rules.platform) {
      case nil: components.append(component)
      case .refusesCommit(let why)?:
        failsCheckout = true
        note(CauseCode.platformName, entry, "\(quoted(component)) \(why); git refuses to check out the commit")
        return
      case .failsFile(let why)?:
        failsCheckout = true
        note(CauseCode.platformName, entry, "\(quoted(component)) \(why); the file is missing")
        return
      case .renamed(let name)?:
        note(CauseCode.platformName, entry, "\(quoted(component)) is not UTF-8 and becomes \(quoted(name))")
        components.append(name)
      }
    }
    if let why = PathLength.problem(entry.path.bytes, on: rules.platform) {
      failsCheckout = true
      note(CauseCode.platformPathLength, entry, why + "; the file is missing")
      return
    }
    guard let name = components.popLast() else { return }
    var directory = 0
    for component in components { directory = enter(component, in: directory, for: index) }
    put(index, name, in: directory)
  }

  /// The directory `name`, made when it is not there.
  private mutating func enter(_ name: [UInt8], in parent: Int, for index: Int) -> Int {
    let key = rules.folding.key(name)
    if let found = nodes[parent].keys[key] {
      guard let other = nodes[found].entry else {
        if nodes[found].name != name, nodes[found].spellings.insert(name).inserted {
          note(
            CauseCode.platformCollision, entries[index],
            "the directory \(quoted(name)) is \(quoted(nodes[found].name)), which was made first")
        }
        return found
      }
      lose(other, to: index)
    }
    return add(Node(name: name, entry: nil), key, to: parent)
  }

  private mutating func put(_ index: Int, _ name: [UInt8], in parent: Int) {
    let key = rules.folding.key(name)
    if let found = nodes[parent].keys[key] {
      for other in entriesBelow(found) { lose(other, to: index) }
    }
    _ = add(Node(name: name, entry: index), key, to: parent)
  }

  /// What had the key before is no longer in the tree.
  private mutating func add(_ node: Node, _ key: NameKey, to parent: Int) -> Int {
    nodes.append(node)
    let index = nodes.count - 1
    nodes[parent].keys[key] = index
    return index
  }

  private func entriesBelow(_ node: Int) -> [Int] {
    if let entry = nodes[node].entry { return [entry] }
    return nodes[node].children.flatMap(entriesBelow)
  }

  private mutating func lose(_ loser: Int, to winner: Int) {
    let (one, other) = (PathText.visible(entries[loser].path), PathText.visible(entries[winner].path))
    // Swift calls strings equal that look alike, in whatever Unicode form.
    let text =
      one == other ? "the same name in another Unicode form is written" : "\(other) is written, the same name there"
    note(CauseCode.platformCollision, entries[loser], "is removed when \(text)")
  }

  private mutating func note(_ code: String, _ entry: TrackedEntry, _ text: String) {
    findings.append(PlatformFinding(code: code, path: entry.path, note: text))
  }

  private func quoted(_ name: [UInt8]) -> String { "\"" + PathText.visible(BytePath(name)) + "\"" }
}
