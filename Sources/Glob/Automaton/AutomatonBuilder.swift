/// Puts patterns into an automaton.
///
/// Pieces that patterns have in common from their start on are stored once: a thousand `**/name` share one
/// `**/`, and their names are a trie.
struct AutomatonBuilder {
  private(set) var automaton = Automaton()
  private var shared: [SharedStep: Automaton.NodeIndex] = [:]

  /// A piece of a pattern behind a node; its end can be shared.
  private struct SharedStep: Hashable {
    let node: Automaton.NodeIndex
    let step: Step
  }

  private enum Step: Hashable {
    case expression(Expression)
    /// Nothing, or anything up to a `/`, newlines too.
    case anyDirectories
    /// Anything, newlines too.
    case anything
  }

  mutating func add(_ pattern: Pattern, _ index: Int32) {
    switch pattern.form {
    case .exact:
      automaton.accept(index, at: literal(pattern.text, from: Automaton.root))
    case .prefix(let bytes):
      let end = step(.anything, from: literal(bytes, from: Automaton.root))
      automaton.accept(index, at: end)
    case .suffix(let bytes):
      let rooted = bytes.first == UInt8(ascii: "/")
      let start = step(rooted ? .anyDirectories : .anything, from: Automaton.root)
      automaton.accept(index, at: literal(rooted ? Array(bytes.dropFirst()) : bytes, from: start))
    case .expression:
      if let expression = pattern.expression { add(expression, index) }
    case .broken: break
    }
  }

  private mutating func literal(_ bytes: [UInt8], from start: Automaton.NodeIndex) -> Automaton.NodeIndex {
    var node = start
    var position = 0
    while position < bytes.count {
      let (scalar, length) = Scalars.decode(bytes, at: position)
      node = automaton.follow(node, scalar)
      position += length
    }
    return node
  }

  /// An expression is searched for in the path, not compared with all of it, unless it says where it begins
  /// and ends; nearly all do, and these share their steps.
  private mutating func add(_ expression: Expression, _ index: Int32) {
    if case .sequence(let parts) = expression, parts.first == .textStart, parts.last == .textEnd {
      var node = Automaton.root
      for part in parts.dropFirst().dropLast() { node = shareable(part, from: node) }
      automaton.accept(index, at: node)
      return
    }
    let start = automaton.makeNode()
    automaton.link(Automaton.root, to: start)
    automaton.link(start, .everySymbol, to: start)
    let found = fragment(expression, from: start)
    let end = automaton.makeNode()
    automaton.link(found, to: end)
    automaton.link(end, .everySymbol, to: end)
    automaton.accept(index, at: end)
  }

  private mutating func shareable(_ part: Expression, from node: Automaton.NodeIndex) -> Automaton.NodeIndex {
    if case .scalar(let scalar) = part, scalar != Scalars.replacement { return automaton.follow(node, scalar) }
    return step(.expression(part), from: node)
  }

  private mutating func step(_ step: Step, from node: Automaton.NodeIndex) -> Automaton.NodeIndex {
    let key = SharedStep(node: node, step: step)
    if let known = shared[key] { return known }
    let end: Automaton.NodeIndex
    switch step {
    case .expression(let expression): end = fragment(expression, from: node)
    case .anything:
      end = loop(.everySymbol, from: node)
    case .anyDirectories:
      let inside = loop(.everySymbol, from: node)
      end = automaton.makeNode()
      automaton.link(node, to: end)
      automaton.link(inside, UInt32(UInt8(ascii: "/")), to: end)
    }
    shared[key] = end
    return end
  }

  private mutating func loop(_ members: ScalarSet, from node: Automaton.NodeIndex) -> Automaton.NodeIndex {
    let inside = automaton.makeNode()
    automaton.link(node, to: inside)
    automaton.link(inside, members, to: inside)
    return inside
  }

  /// Adds nodes for `expression` behind `start` and returns its end; none of them but `start` existed before.
  private mutating func fragment(_ expression: Expression, from start: Automaton.NodeIndex) -> Automaton.NodeIndex {
    switch expression {
    case .empty: return start
    case .scalar(Scalars.replacement):
      return fragment(.oneOf(ScalarSet([Scalars.replacement...Scalars.replacement])), from: start)
    case .scalar(let scalar):
      let set = ScalarSet([scalar...scalar])
      let end = automaton.makeNode()
      // Not `follow`: what others share must not lead into a loop of this expression.
      automaton.link(start, set, to: end)
      return end
    case .oneOf(let members):
      let end = automaton.makeNode()
      automaton.link(start, members.withStrayBytes, to: end)
      return end
    case .textStart: return condition(.textStart, from: start)
    case .textEnd: return condition(.textEnd, from: start)
    case .wordBoundary: return condition(.wordBoundary, from: start)
    case .noWordBoundary: return condition(.noWordBoundary, from: start)
    case .group(let inner): return fragment(inner, from: start)
    case .sequence(let parts):
      var node = start
      for part in parts { node = fragment(part, from: node) }
      return node
    case .either(let parts):
      let end = automaton.makeNode()
      for part in parts {
        let begin = automaton.makeNode()
        automaton.link(start, to: begin)
        automaton.link(fragment(part, from: begin), to: end)
      }
      return end
    case .repeated(let inner, let minimum, let maximum):
      return repeated(inner, minimum, maximum, from: start)
    }
  }

  private mutating func condition(
    _ condition: Automaton.Condition, from start: Automaton.NodeIndex
  ) -> Automaton.NodeIndex {
    let end = automaton.makeNode()
    automaton.link(start, when: condition, to: end)
    return end
  }

  private mutating func repeated(
    _ inner: Expression, _ minimum: Int, _ maximum: Int?, from start: Automaton.NodeIndex
  ) -> Automaton.NodeIndex {
    var node = start
    for _ in 0..<minimum { node = fragment(inner, from: node) }
    guard let maximum else {
      if case .oneOf(let members) = inner { return loop(members.withStrayBytes, from: node) }
      let begin = automaton.makeNode()
      automaton.link(node, to: begin)
      automaton.link(fragment(inner, from: begin), to: begin)
      return begin
    }
    guard maximum > minimum else { return node }
    let end = automaton.makeNode()
    for _ in minimum..<maximum {
      automaton.link(node, to: end)
      let begin = automaton.makeNode()
      automaton.link(node, to: begin)
      node = fragment(inner, from: begin)
    }
    automaton.link(node, to: end)
    return end
  }
}

extension ScalarSet {
  /// Every character and every byte that is not UTF-8.
  static let everySymbol = ScalarSet([0...Scalars.maximum, Scalars.strays])
}
