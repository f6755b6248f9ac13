/// Many patterns that are matched at once: reading a path costs the same for ten as for a thousand.
public struct PatternSet: Sendable {
  public let patterns: [Pattern]
  let automaton: Automaton
  let alphabet: Alphabet
  /// The highest of the tracked patterns that can still match behind a node, or -1.
  let reachable: [Int32]
  /// Patterns the automaton does not hold: they begin or end inside a character, and only bytes compare them.
  let bytewise: [Int32]
  let hasBytewiseTracked: Bool
  /// Patterns whose evaluation fails, ascending.
  public let broken: [Int32]

  /// - Parameter tracked: the patterns ``PatternScanner/highestReachable(_:)`` speaks of.
  public init(_ patterns: [Pattern], tracked: (Int) -> Bool = { _ in false }) {
    self.patterns = patterns
    var builder = AutomatonBuilder()
    var bytewise: [Int32] = []
    var broken: [Int32] = []
    for (index, pattern) in patterns.enumerated() {
      if pattern.form == .broken {
        broken.append(Int32(index))
      } else if pattern.comparesPartsOfCharacters {
        bytewise.append(Int32(index))
      } else {
        builder.add(pattern, Int32(index))
      }
    }
    automaton = builder.automaton
    alphabet = Alphabet(automaton)
    self.bytewise = bytewise
    self.broken = broken
    hasBytewiseTracked = bytewise.contains { tracked(Int($0)) }
    reachable = Self.reachable(automaton, tracked)
  }

  /// Spreads the highest tracked pattern from where it accepts to all nodes that lead there.
  private static func reachable(_ automaton: Automaton, _ tracked: (Int) -> Bool) -> [Int32] {
    var best = [Int32](repeating: -1, count: automaton.nodes.count)
    var changed = true
    // Edges lead to later nodes but for a few loops, so that backwards one round nearly always does.
    while changed {
      changed = false
      for node in stride(from: automaton.nodes.count - 1, through: 0, by: -1) {
        let entry = automaton.nodes[node]
        var value = best[node]
        if entry.next >= 0 { value = max(value, best[Int(entry.next)]) }
        if entry.more >= 0 {
          let edges = automaton.edges[Int(entry.more)]
          for next in edges.scalars.values { value = max(value, best[Int(next)]) }
          for edge in edges.sets { value = max(value, best[Int(edge.next)]) }
          for edge in edges.empty { value = max(value, best[Int(edge.next)]) }
          for pattern in edges.accepts where tracked(Int(pattern)) { value = max(value, pattern) }
        }
        if value > best[node] {
          best[node] = value
          changed = true
        }
      }
    }
    return best
  }
}

extension Pattern {
  /// Whether the pattern is a prefix or a suffix that may begin or end inside a character of the path.
  var comparesPartsOfCharacters: Bool {
    switch form {
    case .prefix(let bytes), .suffix(let bytes): Scalars.all(bytes).contains { $0 > Scalars.maximum }
    default: false
    }
  }
}
