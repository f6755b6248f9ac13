internal import Glob

/// Decides paths by the rules of one ignore file, all of them at once.
///
/// There are two answers, and builders use both. While they list a tree, each directory hands down which rules
/// matched it (``decide(_:under:)``; moby/patternmatcher, `MatchesUsingParentResults`): that answer says what
/// is in the context. When they open a file of the listing they ask for its path alone (``decide(_:)``;
/// `MatchesOrParentMatches`): a file that is listed and then refused arrives empty.
///
/// A matcher is a value that learns: it remembers what it worked out for earlier paths. Copies learn alone.
public struct IgnoreMatcher: Sendable {
  public let rules: [IgnoreRule]
  /// Whether the two answers can differ at all.
  let answersMayDiffer: Bool
  private let reference: ReferencePruning
  private var scanner: PatternScanner

  public init(_ file: IgnoreFile) { self.init(file, turningTo: true) }

  /// - Parameter negated: the kind of rules that ``canPrune(_:)`` looks out for: exceptions in an ignore file;
  ///   in a list of what to include, all others.
  init(_ file: IgnoreFile, turningTo negated: Bool) {
    let rules = file.rules
    self.rules = rules
    answersMayDiffer = rules.contains { $0.negated || $0.pattern.form == .broken }
    reference = ReferencePruning(rules, turningTo: negated)
    scanner = PatternScanner(PatternSet(rules.map(\.pattern), tracked: { rules[$0].negated == negated }))
  }

  /// What a directory hands down to its entries.
  public struct WalkState: Sendable {
    /// Whether the rules drop the entry.
    public let ignored: Bool
    /// The index of the rule that decided, for the entry or a directory above it.
    public let rule: Int?
    /// Indices of the rules that matched the entry or a directory above it, as far as they were asked; ascending.
    let matched: [Int32]
    let position: PatternScanner.Position
    /// How many bytes of a path `position` stands behind.
    let length: Int
  }

  /// The state above the context's first entries.
  public var root: WalkState {
    WalkState(ignored: false, rule: nil, matched: [], position: scanner.start, length: 0)
  }

  /// The state of `path`, which is an entry of the directory that has the state `parent`.
  ///
  /// - Throws: ``IgnoreFileError`` where the builder fails.
  public mutating func decide(_ path: [UInt8], under parent: WalkState) throws(IgnoreFileError) -> WalkState {
    let position =
      scanner.isCurrent(parent.position)
      ? scanner.advance(parent.position, over: path, from: parent.length)
      : scanner.advance(scanner.start, over: path)
    var matches = scanner.matches(path, to: path.count, at: position)
    // Nothing was handed down: as the reference does, ask for the directories above as well.
    if parent.length == 0, path.contains(UInt8(ascii: "/")) { matches = matchesWithAncestors(path) }
    if matches.isEmpty, scanner.set.broken.isEmpty {
      return WalkState(
        ignored: parent.ignored, rule: parent.rule, matched: parent.matched, position: position, length: path.count)
    }
    var verdict = Verdict()
    var matched: [Int32] = []
    var inherited = parent.matched[...]
    var own = matches[...]
    var broken = scanner.set.broken[...]
    while let index = [inherited.first, own.first, broken.first].compactMap({ $0 }).min() {
      let wasMatched = inherited.first == index
      if wasMatched { inherited.removeFirst() }
      if own.first == index { own.removeFirst() }
      let fails = broken.first == index
      if fails { broken.removeFirst() }
      let rule = rules[Int(index)]
      // A rule that could not change the answer is not asked, and not remembered either.
      guard wasMatched || rule.negated == verdict.ignored else { continue }
      if fails, !wasMatched { throw IgnoreFileError(failingOn: rule) }
      matched.append(index)
      verdict.apply(rule, Int(index))
    }
    return WalkState(
      ignored: verdict.ignored, rule: verdict.rule, matched: matched, position: position, length: path.count)
  }

  /// Whether the rules drop `path` when it is asked for alone: every rule is compared with the path and all
  /// directories above it.
  ///
  /// - Throws: ``IgnoreFileError`` where the builder fails.
  public mutating func decide(_ path: [UInt8]) throws(IgnoreFileError) -> IgnoreDecision {
    var verdict = Verdict()
    for index in (matchesWithAncestors(path) + scanner.set.broken).sorted() {
      let rule = rules[Int(index)]
      guard rule.negated == verdict.ignored else { continue }
      if rule.pattern.form == .broken { throw IgnoreFileError(failingOn: rule) }
      verdict.apply(rule, Int(index))
    }
    return IgnoreDecision(ignored: verdict.ignored, rule: verdict.rule.map { rules[$0] })
  }

  /// Whether nothing below the ignored directory `path` can be kept, so that a walk need not enter it.
  ///
  /// True where the builder does not enter it either, even when by its own rules it should
  /// (``ReferencePruning``), and wherever no later exception can match anything below.
  public mutating func canPrune(_ path: [UInt8], _ state: WalkState) -> Bool {
    if reference.canPrune(path) { return true }
    // A rule that was never asked would stay so: its error must not be lost.
    guard scanner.set.broken.isEmpty else { return false }
    let position =
      scanner.isCurrent(state.position) ? state.position : scanner.advance(scanner.start, over: path)
    let inside = scanner.advance(position, over: [UInt8(ascii: "/")])
    return scanner.highestReachable(inside) <= state.matched.last ?? -1
  }

  /// The indices of the rules whose pattern matches `path` or a directory above it, ascending.
  private mutating func matchesWithAncestors(_ path: [UInt8]) -> [Int32] {
    var found: [Int32] = []
    forEachPrefix(of: path, Ancestry.ends(of: path) + [path.count]) { matches, _ in
      if !matches.isEmpty { found = Set(found).union(matches).sorted() }
    }
    return found
  }

  /// Reads `path` once and calls `body` with the rules that match it up to each of `ends`, which ascend.
  mutating func forEachPrefix(of path: [UInt8], _ ends: [Int], _ body: ([Int32], Int) -> Void) {
    var position = scanner.start
    var from = 0
    for end in ends {
      // The table may have been emptied meanwhile, and the place in it with it.
      if !scanner.isCurrent(position) { from = 0 }
      position = scanner.advance(from == 0 ? scanner.start : position, over: path, from: from, to: end)
      from = end
      body(scanner.matches(path, to: end, at: position), end)
    }
  }

  private struct Verdict {
    var ignored = false
    var rule: Int?

    mutating func apply(_ rule: IgnoreRule, _ index: Int) {
      if rule.negated == ignored { self.rule = index }
      ignored = !rule.negated
    }
  }
}

/// The answer for a path asked alone.
public struct IgnoreDecision: Sendable {
  public let ignored: Bool
  /// The rule that decided; nil when no rule had a say.
  public let rule: IgnoreRule?
}
