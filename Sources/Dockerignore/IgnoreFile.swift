internal import Glob

/// The rules of a `.dockerignore`, in the order of their lines; the last rule that matches decides.
public struct IgnoreFile: Sendable {
  public let rules: [IgnoreRule]

  /// No rules: nothing is ignored.
  public static let empty = IgnoreFile(rules: [])

  private init(rules: [IgnoreRule]) { self.rules = rules }

  /// Reads and compiles the bytes of an ignore file.
  ///
  /// - Throws: ``IgnoreFileError`` at the first line that makes the builder fail before it looks at any path.
  public init(_ bytes: [UInt8]) throws(IgnoreFileError) {
    var rules: [IgnoreRule] = []
    for line in try IgnoreLine.read(bytes) {
      if let rule = try IgnoreRule(line.pattern, line: line.line, source: line.source) { rules.append(rule) }
    }
    try self.init(checking: rules)
  }

  /// Compiles patterns that do not come from a file, such as those of `COPY --exclude`: a leading slash stays,
  /// and what follows a `!` is taken as it is. Their places in `patterns`, from 1, are the rules' lines.
  ///
  /// Source: moby/patternmatcher, `New`.
  /// - Throws: ``IgnoreFileError`` at the first pattern that makes the builder fail.
  public init(patterns: [[UInt8]]) throws(IgnoreFileError) {
    var rules: [IgnoreRule] = []
    for (index, pattern) in patterns.enumerated() {
      if let rule = try IgnoreRule(pattern, line: index + 1, source: pattern) { rules.append(rule) }
    }
    try self.init(checking: rules)
  }

  private init(checking rules: [IgnoreRule]) throws(IgnoreFileError) {
    var size = 0
    for rule in rules {
      size += rule.pattern.size
      guard size <= Self.maximumSize else {
        throw IgnoreFileError(line: rule.line, problem: .tooComplex)
      }
    }
    self.rules = rules
  }

  /// The steps that all patterns together may have, `a{1000}*` counting as a thousand and one. The reference
  /// allows three million to each pattern alone and then runs out of memory.
  package static let maximumSize = 8_000_000
}

extension IgnoreRule {
  /// Nil when nothing is left of `pattern` but blanks.
  fileprivate init?(_ pattern: [UInt8], line: Int, source: [UInt8]) throws(IgnoreFileError) {
    let trimmed = Blanks.trim(pattern[...])
    guard !trimmed.isEmpty else { return nil }
    var cleaned = CleanPath.clean(trimmed)
    let negated = cleaned.first == UInt8(ascii: "!")
    if negated { cleaned.removeFirst() }
    guard !cleaned.isEmpty else { throw IgnoreFileError(line: line, problem: .exclamationMarkAlone) }
    do {
      self.init(line: line, source: source, pattern: try Pattern(cleaned), negated: negated)
    } catch {
      throw IgnoreFileError(line: line, problem: .patternSyntax(source))
    }
  }
}
