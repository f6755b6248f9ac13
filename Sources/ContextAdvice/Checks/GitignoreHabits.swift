internal import Dockerignore
internal import Gitignore
internal import Glob

/// Rules written as for a `.gitignore`, which mean something else here.
enum GitignoreHabits {
  static func findings(_ context: LintContext) -> [Finding] {
    rootOnly(context) + trailingSlash(context) + exceptions(context)
  }

  /// `node_modules` names the one in the root; in a `.gitignore` it would be all of them.
  private static func rootOnly(_ context: LintContext) -> [Finding] {
    let slash = UInt8(ascii: "/")
    let rules = context.file.rules.filter { rule in
      let text = rule.pattern.text
      return !rule.negated && !text.contains(slash) && rule.source.first != slash
        && !text.starts(with: Array("**".utf8)) && text.contains { $0 != UInt8(ascii: "*") }
        // What such a pattern means is said elsewhere, and no habit explains it.
        && rule.pattern.notes.isEmpty
    }
    let found = matches(rules, context) { index, entry in
      entry.parent != nil && context.listing.isListed[index] ? Array(entry.name) : nil
    }
    return zip(rules, found).filter { !$0.1.isEmpty }.map { rule, indices in
      let directoryOnly = rule.source.last == slash ? "/" : ""
      return context.finding(
        .rootOnly, .warning, line: rule.line,
        "\(LintContext.quoted(rule.source)) matches in the context's root only; in a .gitignore it would match at any depth",
        context.tree.outermost(indices),
        fix: context.fix(line: rule.line, Array("**/".utf8) + rule.pattern.text + directoryOnly.utf8))
    }
  }

  /// `build/` names a file `build` as well.
  private static func trailingSlash(_ context: LintContext) -> [Finding] {
    let rules = context.file.rules.filter { !$0.negated && $0.source.last == UInt8(ascii: "/") }
    let found = matches(rules, context) { index, entry in
      entry.kind != .directory && !context.listing.isListed[index] ? entry.path : nil
    }
    return zip(rules, found).filter { !$0.1.isEmpty }.map { rule, files in
      context.finding(
        .trailingSlash, .warning, line: rule.line,
        "the slash at the end of \(LintContext.quoted(rule.source)) is dropped: files are matched as well as directories",
        files, fix: context.fix(line: rule.line, rule.source + Array("**".utf8)))
    }
  }

  /// For each rule, the entries whose `text` its pattern matches; entries without one are left out.
  private static func matches(
    _ rules: [IgnoreRule], _ context: LintContext, _ text: (Int, AdviceTree.Entry) -> [UInt8]?
  ) -> [[Int]] {
    var found = [[Int]](repeating: [], count: rules.count)
    guard !rules.isEmpty else { return found }
    var scanner = PatternScanner(PatternSet(rules.map(\.pattern)))
    for (index, entry) in context.tree.entries.enumerated() {
      guard let text = text(index, entry) else { continue }
      let end = scanner.advance(scanner.start, over: text)
      for match in scanner.matches(text, to: text.count, at: end) { found[Int(match)].append(index) }
    }
    return found
  }

  /// What is kept below an ignored directory here, and would not be by git.
  private static func exceptions(_ context: LintContext) -> [Finding] {
    let git = GitignoreFile(context.workingText.bytes)
    var byLine: [Int: [Int]] = [:]
    // git's rules are compared one by one.
    guard context.file.rules.contains(where: \.negated),
      context.effort.spend(context.tree.entries.count * context.file.rules.count / 4)
    else { return [] }
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
