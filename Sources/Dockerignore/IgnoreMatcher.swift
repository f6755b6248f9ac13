internal import Glob

/// Decides paths by the rules of one ignore file.
///
/// The decision is the one a builder takes while it walks a tree: each directory hands down which rules
/// matched it, and a rule that matched a directory matches all below it
/// (moby/patternmatcher, `MatchesUsingParentResults`).
public struct IgnoreMatcher: Sendable {
  public let rules: [IgnoreRule]
  /// Directories below which an exception may keep something; nil when an exception holds wildcards, so
  /// that it may do so anywhere.
  private let exceptionDirectories: [[UInt8]]?
  private let hasExceptions: Bool

  public init(_ file: IgnoreFile) {
    rules = file.rules
    let exceptions = file.rules.filter(\.negated)
    hasExceptions = !exceptions.isEmpty
    let literal = exceptions.map { Self.withoutTrailingStars($0.pattern.text) }
    let wildcards = Set("*[]?^\\".utf8)
    exceptionDirectories =
      literal.contains { $0.contains(where: wildcards.contains) } ? nil : literal
  }

  /// What a directory hands down to its entries.
  public struct WalkState: Sendable {
    /// Whether the directory is ignored.
    public let ignored: Bool
    /// The index of the rule that decided, in the directory or above it.
    public let rule: Int?
    let matched: [Bool]
  }

  /// The state above the context's first entries.
  public var root: WalkState {
    WalkState(ignored: false, rule: nil, matched: [Bool](repeating: false, count: rules.count))
  }

  /// The state of `path`, whose directory has the state `parent`; for a file only its `ignored` matters.
  public func decide(_ path: [UInt8], under parent: WalkState) -> WalkState {
    var matched = parent.matched
    var ignored = false
    var deciding: Int?
    for index in rules.indices {
      let rule = rules[index]
      if !matched[index] {
        // A rule that could not change the answer is not asked, and not remembered either.
        guard rule.negated == ignored, rule.pattern.matches(path) else { continue }
        matched[index] = true
      }
      if rule.negated == ignored { deciding = index }
      ignored = !rule.negated
    }
    return WalkState(ignored: ignored, rule: deciding, matched: matched)
  }

  /// Whether nothing below the ignored `directory` can be kept, so that a walk need not enter it.
  ///
  /// The reference's rule (tonistiigi/fsutil, `filter.go`): one exception with wildcards makes it walk
  /// everywhere; exceptions without are followed only towards their path.
  public func canPrune(_ directory: [UInt8]) -> Bool {
    guard hasExceptions else { return true }
    guard let exceptionDirectories else { return false }
    let below = directory + [UInt8(ascii: "/")]
    return !exceptionDirectories.contains { ($0 + [UInt8(ascii: "/")]).starts(with: below) }
  }

  private static func withoutTrailingStars(_ pattern: [UInt8]) -> [UInt8] {
    var result = pattern
    for ending in ["/**", "/*"] where result.count >= ending.utf8.count {
      if result.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
        result.removeLast(ending.utf8.count)
      }
    }
    return result
  }
}
