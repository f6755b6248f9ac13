internal import Dockerignore
internal import Glob

/// Patterns whose text suggests something else than what a builder makes of it.
enum OtherMeanings {
  static func findings(_ context: LintContext) -> [Finding] {
    context.file.rules.compactMap { rule in
      let notes = rule.pattern.notes.filter { $0.kind != .fails }
      guard !notes.isEmpty else { return nil }
      var meanings: [String] = []
      for note in notes where !meanings.contains(note.kind.meaning) { meanings.append(note.kind.meaning) }
      let written = rule.pattern.asWritten
      let harmless: Set<PatternNote.Kind> = [.classMatchesSlash, .literalBraces, .gluedDoubleStar]
      let level: FindingLevel = notes.allSatisfy { harmless.contains($0.kind) } ? .note : .warning
      return context.finding(
        .otherMeaning, level, line: rule.line,
        "\(LintContext.quoted(rule.source)): \(meanings.joined(separator: "; "))",
        written.map { differing(rule, $0, context) } ?? [],
        fix: written.flatMap { context.fix(line: rule.line, (rule.negated ? [UInt8(ascii: "!")] : []) + $0) })
    }
  }

  /// The entries that the pattern and `written` disagree about.
  private static func differing(_ rule: IgnoreRule, _ written: [UInt8], _ context: LintContext) -> [Int] {
    guard let meant = try? Pattern(written), context.effort.spend(context.tree.entries.count) else { return [] }
    var scanner = PatternScanner(PatternSet([rule.pattern, meant]))
    return context.tree.entries.indices.filter { index in
      let path = context.tree.entries[index].path
      return scanner.matches(path, to: path.count, at: scanner.advance(scanner.start, over: path)).count == 1
    }
  }
}
