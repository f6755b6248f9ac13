/// The patterns of `${name#…}`, `${name%…}` and `${name/…/…}`: `*`, `?` and characters, no brackets.
///
/// The reference makes regular expressions of them, so `*` and `?` do not match a newline, and of several
/// matches the leftmost counts, and of these the first in the order in which a backtracking matcher tries.
struct ShellPattern {
  private enum Token: Equatable {
    case rune(UInt32)
    case anyOne
    case any
  }

  private let tokens: [Token]
  /// Whether `*` takes as much as it can.
  private let isGreedy: Bool

  private init(_ pattern: [UInt32], isGreedy: Bool) throws(Refusal) {
    var tokens: [Token] = []
    var index = pattern.first == 0xFEFF ? 1 : 0
    while index < pattern.count {
      let rune = pattern[index]
      index += 1
      switch rune {
      case 0x2A: tokens.append(.any)
      case 0x3F: tokens.append(.anyOne)
      case 0x5C:
        let escaped = index < pattern.count ? pattern[index] : nil
        // The slash and the brace that end a part of `${…}` are escaped for the lexer's sake only.
        if escaped == 0x7D || escaped == 0x2F { continue }
        guard let escaped, [0x2A, 0x3F, 0x5C].contains(escaped) else { throw Refusal("invalid escape in a pattern") }
        tokens.append(.rune(escaped))
        index += 1
      default: tokens.append(.rune(rune))
      }
    }
    self.tokens = tokens
    self.isGreedy = isGreedy
  }

  /// `value` without the part at one end that matches: the shortest, or with the sign doubled the longest.
  static func trim(
    _ value: [UInt8], pattern: [UInt8], fromEnd: Bool, budget: inout ExpansionBudget
  ) throws(Refusal) -> [UInt8] {
    let isGreedy = pattern.first == (fromEnd ? 0x25 : 0x23)
    var runes = RuneText.runes(isGreedy ? Array(pattern.dropFirst()) : pattern)
    var text = RuneText.runes(value)
    if fromEnd {
      runes = reversed(runes)
      text.reverse()
    }
    let compiled = try ShellPattern(runes, isGreedy: isGreedy)
    let match = try compiled.match(text, from: 0, isAnchored: true, budget: &budget)
    var rest = text[(match?.upperBound ?? 0)...]
    if fromEnd { rest.reverse() }
    return RuneText.bytes(rest)
  }

  /// Backwards, escapes staying before what they escape.
  private static func reversed(_ pattern: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var index = 0
    while index < pattern.count {
      if pattern[index] == 0x5C, index + 1 < pattern.count {
        result += [pattern[index + 1], 0x5C]
        index += 2
      } else {
        result.append(pattern[index])
        index += 1
      }
    }
    return result.reversed()
  }

  /// `value` with the first match, or every match, replaced.
  static func replace(
    _ value: [UInt8], pattern: [UInt8], with replacement: [UInt8], isEvery: Bool, budget: inout ExpansionBudget
  ) throws(Refusal) -> [UInt8] {
    let compiled = try ShellPattern(RuneText.runes(pattern), isGreedy: true)
    let text = RuneText.runes(value)
    var result: [UInt8] = []
    var start = 0
    var end = 0
    while start <= text.count, let match = try compiled.match(text, from: start, isAnchored: false, budget: &budget) {
      result += RuneText.bytes(text[end..<match.lowerBound])
      // No empty match right after another one.
      if match.upperBound > end || match.lowerBound == 0 {
        let part =
          isEvery ? ReplacementTemplate.expand(replacement, match: RuneText.bytes(text[match])) : replacement
        try budget.spend(part.count)
        result += part
      }
      end = match.upperBound
      guard isEvery else { break }
      start = max(start + 1, match.upperBound)
    }
    return result + RuneText.bytes(text[end...])
  }

  /// The first match that starts at `start` or, unless anchored, after it.
  ///
  /// All ways of matching advance together, in the order in which backtracking would try them, so the time is
  /// that of the text times that of the pattern at worst.
  private func match(
    _ text: [UInt32], from start: Int, isAnchored: Bool, budget: inout ExpansionBudget
  ) throws(Refusal) -> Range<Int>? {
    try budget.spend(tokens.count)
    var threads = Threads(count: tokens.count + 1)
    var following = threads
    var found: Range<Int>?
    var position = start
    while true {
      if found == nil, !isAnchored || position == start { add(0, startingAt: position, to: &threads) }
      guard !threads.states.isEmpty else { break }
      try budget.spend(threads.states.count)
      let rune = position < text.count ? text[position] : nil
      following.removeAll()
      for (state, origin) in threads.states {
        guard state < tokens.count else {
          // What comes after is of lower rank.
          found = origin..<position
          break
        }
        guard let rune else { continue }
        switch tokens[state] {
        case .rune(rune): add(state + 1, startingAt: origin, to: &following)
        case .anyOne where rune != 0x0A: add(state + 1, startingAt: origin, to: &following)
        case .any where rune != 0x0A: add(state, startingAt: origin, to: &following)
        default: break
        }
      }
      swap(&threads, &following)
      position += 1
      guard position <= text.count else { break }
    }
    return found
  }

  private struct Threads {
    var states: [(state: Int, origin: Int)] = []
    private var isListed: [Bool]

    init(count: Int) { isListed = Array(repeating: false, count: count) }

    mutating func insert(_ state: Int, _ origin: Int) {
      guard !isListed[state] else { return }
      isListed[state] = true
      states.append((state, origin))
    }

    func contains(_ state: Int) -> Bool { isListed[state] }

    mutating func removeAll() {
      for (state, _) in states { isListed[state] = false }
      states.removeAll(keepingCapacity: true)
    }
  }

  /// Lists `state` and those reached from it without a character, in the order of their rank.
  private func add(_ state: Int, startingAt origin: Int, to threads: inout Threads) {
    var end = state
    while end < tokens.count, tokens[end] == .any, !threads.contains(end) { end += 1 }
    if isGreedy {
      for state in state...end { threads.insert(state, origin) }
    } else {
      for state in (state...end).reversed() { threads.insert(state, origin) }
    }
  }
}
