/// Reads paths against a ``PatternSet``, remembering what it worked out on earlier ones.
///
/// The set's automaton is made deterministic bit by bit, as paths need it; after a while reading a path is one
/// look-up in a table for each character. The table is bounded: when it is full it is emptied, and the worst
/// that paths and patterns can do is to make it useless, which leaves a cost of the path's length times the
/// patterns' lengths. A scanner is a value; a copy has a table of its own.
public struct PatternScanner: Sendable {
  /// A place in the reading of a path. It can be kept, and more than one path read on from it.
  public struct Position: Hashable, Sendable {
    let state: Int32
    let generation: Int
  }

  private static let unknown: Int32 = -1
  /// The state in which nothing can match any more.
  private static let dead: Int32 = 0

  public let set: PatternSet
  private let tableLimit: Int
  private let width: Int
  private let isDense: Bool
  /// The next state by state and character number, when there are few numbers.
  private var table: [Int32] = []
  /// The same, when there are many.
  private var sparse: [UInt64: Int32] = [:]
  private var states: [State] = []
  /// By state, whether it is known that no pattern ends there: asked far more often than anything else.
  private var endsNothing: [Bool] = []
  private var stateIndices: [StateKey: Int32] = [:]
  private var weight = 0
  private var generation = 0
  private var closure: Closure

  /// What was before the next character.
  private enum Before: Int32, Sendable { case start, word, other }

  private struct StateKey: Hashable, Sendable {
    /// Ascending; the nodes reached by the last character.
    let nodes: [Automaton.NodeIndex]
    let before: Before
  }

  private struct State: Sendable {
    let key: StateKey
    /// The patterns that match when the path ends here; nil until asked for.
    var matches: [Int32]?
    let reachable: Int32
  }

  /// - Parameter tableLimit: how large the table may grow, in cells of four bytes, roughly.
  public init(_ set: PatternSet, tableLimit: Int = 4 << 20) {
    self.set = set
    self.tableLimit = tableLimit
    width = set.alphabet.count
    isDense = width <= 512
    closure = Closure(nodeCount: set.automaton.nodes.count)
    reset()
  }

  /// Before the first character.
  public var start: Position { Position(state: 1, generation: generation) }

  /// Whether `position` can still be read on from; the table may have been emptied since.
  public func isCurrent(_ position: Position) -> Bool { position.generation == generation }

  /// Reads `bytes[from..<to]` from `position` on; `to` is the end of `bytes` unless it is given.
  ///
  /// A position that is not current any more gives the answer of the start; ask ``isCurrent(_:)`` first.
  public mutating func advance(
    _ position: Position, over bytes: [UInt8], from: Int = 0, to: Int? = nil
  ) -> Position {
    var state = isCurrent(position) ? position.state : 1
    var index = from
    let end = to ?? bytes.count
    while index < end, state != Self.dead {
      if isDense {
        // Where the table knows the way, nothing changes, and the loop is as tight as it can be.
        readKnown(&state, &index, bytes.span, end: end)
        guard index < end, state != Self.dead else { break }
      }
      let (scalar, length) = Scalars.decode(bytes.span, at: index, end: end)
      index += length
      let number = set.alphabet.number(of: scalar)
      let known = next(state, number)
      state = known == Self.unknown ? makeTransition(from: state, number) : known
    }
    return Position(state: state, generation: generation)
  }

  /// Reads ASCII as far as the table knows the way.
  @inline(__always)
  private func readKnown(_ state: inout Int32, _ index: inout Int, _ bytes: Span<UInt8>, end: Int) {
    let table = table.span
    let numbers = set.alphabet.ascii.span
    var current = state
    var place = index
    while place < end, current != Self.dead {
      let byte = bytes[place]
      guard byte < 0x80 else { break }
      let next = table[Int(current) &* width &+ Int(numbers[Int(byte)])]
      guard next != Self.unknown else { break }
      current = next
      place += 1
    }
    state = current
    index = place
  }

  /// The patterns of the automaton that match a path ending at `position`, ascending.
  ///
  /// Broken ones are never among them; the few that only bytes compare are added by ``matches(_:to:at:)``.
  mutating func matches(_ position: Position) -> [Int32] {
    let index = Int(position.state)
    if endsNothing[index] { return [] }
    if let known = states[index].matches { return known }
    let key = states[index].key
    closure.collect(from: key.nodes, in: set.automaton) { Self.holds($0, before: key.before, after: nil) }
    var found: [Int32] = []
    for node in closure.members {
      if let accepts = set.automaton.edges(of: node)?.accepts { found += accepts }
    }
    found.sort()
    states[index].matches = found
    endsNothing[index] = found.isEmpty
    return found
  }

  /// The patterns that match `path[..<to]`, which was read up to `position`, ascending and without the broken ones.
  public mutating func matches(_ path: [UInt8], to: Int, at position: Position) -> [Int32] {
    let found = matches(position)
    if set.bytewise.isEmpty { return found }
    let path = Array(path[..<to])
    return (found + set.bytewise.filter { set.patterns[Int($0)].matches(path) == true }).sorted()
  }

  /// The highest tracked pattern that could match `position`'s path or a longer one; -1 when none could.
  public func highestReachable(_ position: Position) -> Int32 {
    set.hasBytewiseTracked ? Int32(set.patterns.count) : states[Int(position.state)].reachable
  }

  @inline(__always)
  private func next(_ state: Int32, _ number: Int) -> Int32 {
    if isDense { return table[Int(state) &* width &+ number] }
    return sparse[UInt64(state) << 32 | UInt64(number)] ?? Self.unknown
  }

  private mutating func makeTransition(from state: Int32, _ number: Int) -> Int32 {
    let key = states[Int(state)].key
    let scalar = set.alphabet.example(of: number)
    let isWord = set.automaton.usesWords && ScalarSet.word.contains(scalar)
    closure.collect(from: key.nodes, in: set.automaton) {
      Self.holds($0, before: key.before, after: isWord)
    }
    var reached: [Automaton.NodeIndex] = []
    for node in closure.members {
      if let next = set.automaton.target(of: node, scalar) { reached.append(next) }
      guard let edges = set.automaton.edges(of: node) else { continue }
      for edge in edges.sets where set.automaton.sets[Int(edge.set)].contains(scalar) {
        reached.append(edge.next)
      }
    }
    reached.sort()
    var unique: [Automaton.NodeIndex] = []
    for node in reached where node != unique.last { unique.append(node) }
    let target = StateKey(nodes: unique, before: isWord ? .word : .other)
    if stateIndices[target] == nil, weight > tableLimit {
      // The transition is not recorded: the state it begins at is gone.
      reset()
      return intern(target)
    }
    let next = intern(target)
    if isDense {
      table[Int(state) * width + number] = next
    } else {
      sparse[UInt64(state) << 32 | UInt64(number)] = next
      weight += 4
    }
    return next
  }

  private mutating func intern(_ key: StateKey) -> Int32 {
    // Nothing comes of no node, whatever stood before.
    let key = key.nodes.isEmpty ? StateKey(nodes: [], before: .other) : key
    if let known = stateIndices[key] { return known }
    let index = Int32(states.count)
    let reachable = key.nodes.reduce(Int32(-1)) { max($0, set.reachable[Int($1)]) }
    states.append(State(key: key, matches: nil, reachable: reachable))
    endsNothing.append(false)
    stateIndices[key] = index
    if isDense {
      table.append(contentsOf: repeatElement(Self.unknown, count: width))
      weight += width
    }
    weight += 2 * key.nodes.count + 16
    return index
  }

  private mutating func reset() {
    generation += 1
    table.removeAll()
    sparse.removeAll()
    states.removeAll()
    endsNothing.removeAll()
    stateIndices.removeAll()
    weight = 0
    _ = intern(StateKey(nodes: [], before: .other))
    _ = intern(StateKey(nodes: [Automaton.root], before: .start))
  }

  /// `after` says whether the next character is one of a word; nil at the end of the path.
  private static func holds(_ condition: Automaton.Condition, before: Before, after: Bool?) -> Bool {
    switch condition {
    case .always: true
    case .textStart: before == .start
    case .textEnd: after == nil
    case .wordBoundary: (before == .word) != (after ?? false)
    case .noWordBoundary: (before == .word) == (after ?? false)
    }
  }
}

/// The nodes that are reached from others over empty edges.
private struct Closure: Sendable {
  private(set) var members: [Automaton.NodeIndex] = []
  private var seen: [UInt32]
  private var round: UInt32 = 0

  init(nodeCount: Int) { seen = [UInt32](repeating: 0, count: nodeCount) }

  mutating func collect(
    from nodes: [Automaton.NodeIndex], in automaton: Automaton, where holds: (Automaton.Condition) -> Bool
  ) {
    if round == .max {
      for index in seen.indices { seen[index] = 0 }
      round = 0
    }
    round += 1
    members.removeAll(keepingCapacity: true)
    for node in nodes { add(node) }
    var index = 0
    while index < members.count {
      if let edges = automaton.edges(of: members[index]) {
        for edge in edges.empty where holds(edge.condition) { add(edge.next) }
      }
      index += 1
    }
  }

  private mutating func add(_ node: Automaton.NodeIndex) {
    guard seen[Int(node)] != round else { return }
    seen[Int(node)] = round
    members.append(node)
  }
}
