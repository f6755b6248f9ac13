/// The nodes of a nondeterministic automaton that holds many patterns; it never backtracks.
///
/// Patterns share the nodes of what they begin with, as in a trie.
struct Automaton: Sendable {
  typealias NodeIndex = Int32

  static let root: NodeIndex = 0
  static let none: NodeIndex = -1

  /// What must hold between two characters for an empty edge.
  enum Condition: Hashable, Sendable {
    case always, textStart, textEnd, wordBoundary, noWordBoundary
  }

  /// Most nodes have one edge for one character: that one stands inline.
  struct Node: Sendable {
    var scalar: UInt32 = 0
    var next = Automaton.none
    /// The index of the node's other edges, or ``Automaton/none``.
    var more: Int32 = -1
  }

  struct Edges: Sendable {
    var scalars: [UInt32: NodeIndex] = [:]
    var sets: [(set: Int32, next: NodeIndex)] = []
    var empty: [(condition: Condition, next: NodeIndex)] = []
    /// The patterns that match when the path ends here, ascending.
    var accepts: [Int32] = []
  }

  private(set) var nodes = [Node()]
  private(set) var edges: [Edges] = []
  private(set) var sets: [ScalarSet] = []
  /// Whether any edge asks for a word boundary, so that it matters what kind the last character was.
  private(set) var usesWords = false
  private var setIndices: [ScalarSet: Int32] = [:]

  func edges(of node: NodeIndex) -> Edges? {
    let more = nodes[Int(node)].more
    return more < 0 ? nil : edges[Int(more)]
  }

  mutating func makeNode() -> NodeIndex {
    nodes.append(Node())
    return NodeIndex(nodes.count - 1)
  }

  /// The node behind `scalar`, made if need be.
  mutating func follow(_ node: NodeIndex, _ scalar: UInt32) -> NodeIndex {
    if let next = target(of: node, scalar) { return next }
    let made = makeNode()
    link(node, scalar, to: made)
    return made
  }

  /// The node behind `scalar`, if there is one.
  func target(of node: NodeIndex, _ scalar: UInt32) -> NodeIndex? {
    let entry = nodes[Int(node)]
    if entry.next >= 0, entry.scalar == scalar { return entry.next }
    guard entry.more >= 0 else { return nil }
    return edges[Int(entry.more)].scalars[scalar]
  }

  mutating func link(_ node: NodeIndex, _ scalar: UInt32, to next: NodeIndex) {
    if nodes[Int(node)].next < 0 {
      nodes[Int(node)].scalar = scalar
      nodes[Int(node)].next = next
    } else {
      withEdges(node) { $0.scalars[scalar] = next }
    }
  }

  mutating func link(_ node: NodeIndex, _ members: ScalarSet, to next: NodeIndex) {
    let set: Int32
    if let known = setIndices[members] {
      set = known
    } else {
      set = Int32(sets.count)
      sets.append(members)
      setIndices[members] = set
    }
    withEdges(node) { $0.sets.append((set, next)) }
  }

  mutating func link(_ node: NodeIndex, when condition: Condition = .always, to next: NodeIndex) {
    if condition == .wordBoundary || condition == .noWordBoundary { usesWords = true }
    withEdges(node) { $0.empty.append((condition, next)) }
  }

  mutating func accept(_ pattern: Int32, at node: NodeIndex) {
    withEdges(node) { $0.accepts.append(pattern) }
  }

  private mutating func withEdges(_ node: NodeIndex, _ body: (inout Edges) -> Void) {
    if nodes[Int(node)].more < 0 {
      nodes[Int(node)].more = Int32(edges.count)
      edges.append(Edges())
    }
    body(&edges[Int(nodes[Int(node)].more)])
  }
}
