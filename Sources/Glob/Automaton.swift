/// A nondeterministic automaton run as a set of states: linear in path × pattern, no backtracking.
struct Automaton: Sendable {
  enum State: Sendable {
    /// One given character.
    case scalar(UInt32)
    /// `?`: one character but `/`.
    case anyButSlash
    /// `*`: any run without `/`.
    case star
    /// `[…]`: one character of a class.
    case oneOf(CharacterClass)
    /// `**` at the end: any run; a newline ends it, as `.` does in the reference.
    case anything
    /// `**/`, first half: either skip to the state after the next, or enter the next.
    case optionalDirectories
    /// `**/`, second half: any run up to and including a `/`.
    case directories
  }

  private let states: [State]

  init(_ states: [State]) { self.states = states }

  func matches(_ path: [UInt8]) -> Bool {
    var current = StateSet(count: states.count + 1)
    var next = current
    enter(0, &current)
    var index = 0
    while index < path.count {
      let (scalar, length) = Scalars.decode(path, at: index)
      index += length
      next.removeAll()
      current.forEach { state in
        guard state < states.count else { return }
        step(from: state, on: scalar, into: &next)
      }
      if next.isEmpty { return false }
      swap(&current, &next)
    }
    return current.contains(states.count)
  }

  private func step(from state: Int, on scalar: UInt32, into next: inout StateSet) {
    switch states[state] {
    case .scalar(let wanted): if scalar == wanted { enter(state + 1, &next) }
    case .anyButSlash: if scalar != slash { enter(state + 1, &next) }
    case .oneOf(let members): if members.contains(scalar) { enter(state + 1, &next) }
    case .star: if scalar != slash { enter(state, &next) }
    case .anything: if scalar != newline { enter(state, &next) }
    case .optionalDirectories: break
    case .directories:
      if scalar != newline { next.insert(state) }
      if scalar == slash { enter(state + 1, &next) }
    }
  }

  /// Adds `state` and all that is reached from it without reading a character.
  private func enter(_ first: Int, _ set: inout StateSet) {
    var state = first
    while !set.contains(state) {
      set.insert(state)
      guard state < states.count else { return }
      switch states[state] {
      case .star, .anything: state += 1
      case .optionalDirectories:
        set.insert(state + 1)
        state += 2
      default: return
      }
    }
  }

  private var slash: UInt32 { 0x2F }
  private var newline: UInt32 { 0x0A }
}

/// A set of small integers.
struct StateSet {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  func contains(_ member: Int) -> Bool { words[member >> 6] & (1 << UInt64(member & 63)) != 0 }

  mutating func insert(_ member: Int) { words[member >> 6] |= 1 << UInt64(member & 63) }

  mutating func removeAll() {
    for index in words.indices { words[index] = 0 }
  }

  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }
}
