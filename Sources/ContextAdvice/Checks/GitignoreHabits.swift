internal import Dockerignore
internal import Gitignore
internal import Glob

/// Rules written as for a `.gitignore`, which mean something else here.
enum GitignoreHabits {
  static func findings(_ context: LintContext) -> [Finding] {
    context.file.rules.compactMap { rootOnly($0, context) }
      + context.file.rules.compactMap { trailingSlash($0, context) }
      + exceptions(context)
  }

  /// `node_modules` names the one in the root; in a `.gitignore` it would be all of them.
  private static func rootOnly(_ rule: IgnoreRule, _ context: LintContext) -> Finding? {
    let text = rule.pattern.text
    let slash = UInt8(ascii: "/")
    guard !rule.negated, !text.contains(slash), rule.source.first != slash,
      !text.starts(with: Array("**".utf8)), text.contains(where: { $0 != UInt8(ascii: "*") }),
      // What such a pattern means is said elsewhere, and no habit explains it.
      rule.pattern.notes.isEmpty
    else { return nil }
    var scanner = PatternScanner(PatternSet([rule.pattern]))
    let deeper = context.tree.entries.indices.filter { index in
      let entry = context.tree.entries[index]
      guard entry.parent != nil, context.listing.isListed[index] else { return false }
      let name = Array(entry.name)
      return !scanner.matches(name, to: name.count, at: scanner.advance(scanner.start, over: name)).isEmpty
    }
    let outermost = context.tree.outermost(deeper)
    guard !outermost.isEmpty else { return nil }
    let directoryOnly = rule.source.last == slash ? "/" : ""
    return context.finding(
      .rootOnly, .warning, line: rule.line,
      "\(LintContext.quoted(rule.source)) matches in the context's root only; in a .gitignore it would match at any depth",
      outermost, fix: context.fix(line: rule.line, Array("**/".utf8) + text + directoryOnly.utf8))
  }

  /// `build/` names a file `build` as well.
  private static func trailingSlash(_ rule: IgnoreRule, _ context: LintContext) -> Finding? {
    guard !rule.negated, rule.source.last == UInt8(ascii: "/") else { return nil }
    var scanner = PatternScanner(PatternSet([rule.pattern]))
    let files = context.tree.entries.indices.filter { index in
      let entry = context.tree.entries[index]
      guard entry.kind != .directory, !context.listing.isListed[index] else { return false }
      let end = scanner.advance(scanner.start, over: entry.path)
      return !scanner.matches(entry.path, to: entry.path.count, at: end).isEmpty
    }
    guard !files.isEmpty else { return nil }
    return context.finding(
      .trailingSlash, .warning, line: rule.line,
      "the slash at the end of \(LintContext.quoted(rule.source)) is dropped: files are matched as well as directories",
      files, fix: context.fix(line: rule.line, rule.source + Array("**".utf8)))
  }

  /// What is kept below an ignored directory here, and would not be by git.
  private static func exceptions(_ context: LintContext) -> [Finding] {
    let git = GitignoreFile(context.workingText.bytes)
    var byLine: [Int: [Int]] = [:]
    guard context.file.rules.contains(where: \.negated) else { return [] }
    var matcher = IgnoreMatcher(context.file)
    for (index, entry) in context.tree.entries.enumerated() where context.listing.isKept[index] {
      let decision = git.decide(entry.path, isDirectory: entry.kind == .directory)
      guard decision.ignored, decision.viaParent != nil, let rule = (try? matcher.explain(entry.path))?.rule,
        rule.negated
      else { continue }
      byLine[rule.line, default: []].append(index)
    }
    return byLine.keys.sorted().map { line in
      let source = context.file.rules.first { $0.line == line }?.source ?? []
      return context.finding(
        .exceptionBelowIgnored, .note, line: line,
        "the exception \(LintContext.quoted(source)) works although a directory above is ignored; in a .gitignore it would not",
        byLine[line] ?? [])
    }
  }
}
