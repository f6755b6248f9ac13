internal import Dockerignore
internal import Glob

/// Rules that could as well not be there.
enum UselessRules {
  static func findings(_ context: LintContext) -> (findings: [Finding], unchecked: Int) {
    let rules = context.file.rules
    let matches = matchCounts(context)
    var findings: [Finding] = []
    var unchecked = 0
    for (index, rule) in rules.enumerated() {
      if matches[index] == 0 {
        if let finding = matchesNothing(rule, context) { findings.append(finding) }
        continue
      }
      guard !context.effort.isExhausted else {
        unchecked += 1
        continue
      }
      let without = context.workingText.replacing(rule.line, with: nil)
      guard let listing = context.trial(without) else {
        unchecked += 1
        continue
      }
      guard listing.isListed == context.listing.isListed, listing.arrivingEmpty == context.listing.arrivingEmpty else {
        continue
      }
      findings.append(unneeded(rule, context))
    }
    return (findings, unchecked)
  }

  /// How many entries each rule's pattern matches by itself, be they ignored by another rule or not.
  private static func matchCounts(_ context: LintContext) -> [Int] {
    let rules = context.file.rules
    var counts = [Int](repeating: 0, count: rules.count)
    var scanner = PatternScanner(PatternSet(rules.map(\.pattern)))
    for entry in context.tree.entries {
      let end = scanner.advance(scanner.start, over: entry.path)
      for index in scanner.matches(entry.path, to: entry.path.count, at: end) { counts[Int(index)] += 1 }
    }
    return counts
  }

  private static func matchesNothing(_ rule: IgnoreRule, _ context: LintContext) -> Finding? {
    let reason: String
    switch rule.pattern.text {
    case [UInt8(ascii: ".")], [UInt8(ascii: "/")]:
      reason = " can match nothing: the root of a context cannot be ignored"
    case let text where text.starts(with: Array("..".utf8)): reason = " can match nothing: it leads out of the context"
    case _ where rule.pattern.form == .broken:
      reason = " was never compared with a path here; if it is, the build fails"
    // Rules for caches and the like are meant for what is never committed.
    case _ where context.subject.isCommit: return nil
    default: reason = " matches nothing in this tree"
    }
    return context.finding(
      .ruleMatchesNothing, .note, line: rule.line, LintContext.quoted(rule.source) + reason,
      fix: context.fix(line: rule.line, nil))
  }

  private static func unneeded(_ rule: IgnoreRule, _ context: LintContext) -> Finding {
    let fix = context.fix(line: rule.line, nil)
    if rule.negated {
      return context.finding(
        .exceptionWithoutEffect, .warning, line: rule.line,
        "the exception \(LintContext.quoted(rule.source)) keeps nothing that would not be kept without it", fix: fix)
    }
    return context.finding(
      .ruleShadowed, .note, line: rule.line,
      "\(LintContext.quoted(rule.source)) changes nothing: other rules decide wherever it matches", fix: fix)
  }
}
