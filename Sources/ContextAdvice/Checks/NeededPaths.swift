internal import CopyDigests
internal import Dockerignore
internal import Fingerprints
internal import Glob

/// Sources of COPY and ADD that the rules drop.
enum NeededPaths {
  static func findings(_ context: LintContext) -> [Finding] {
    var findings: [Finding] = []
    for read in context.subject.reads {
      for reach in read.reaches {
        let source = pattern(reach.selector)
        guard !source.isEmpty else { continue }
        let matching = indices(of: source, reach, context.tree)
        // Nothing there at all is no matter of the ignore file.
        guard !matching.isEmpty, !matching.contains(where: { context.listing.isListed[$0] }) else { continue }
        findings.append(finding(read, source, matching, context))
      }
    }
    return findings
  }

  /// What is asked for, from the context's root; empty for the root.
  private static func pattern(_ selector: CopySelector) -> [UInt8] {
    let include = selector.includes.first ?? []
    let path = selector.relativePath
    return path.isEmpty || include.isEmpty ? path + include : path + [UInt8(ascii: "/")] + include
  }

  private static func hasWildcard(_ source: [UInt8]) -> Bool { CopySelector(path: source).hasWildcard }

  private static func indices(of source: [UInt8], _ reach: CopyReach, _ tree: AdviceTree) -> [Int] {
    guard hasWildcard(source) else { return tree.index(of: source).map { [$0] } ?? [] }
    guard reach.selector.includes.isEmpty else {
      return tree.outermost(tree.entries.indices.filter { reach.takes(tree.entries[$0].path) })
    }
    return tree.entries.indices.filter { (try? NameMatch.matches(source, tree.entries[$0].path)) == true }
  }

  private static func finding(
    _ read: BuildRead, _ source: [UInt8], _ matching: [Int], _ context: LintContext
  ) -> Finding {
    var matcher = IgnoreMatcher(context.file)
    let rule = (try? matcher.explain(context.tree.entries[matching[0]].path))?.rule
    let consequence =
      hasWildcard(source) ? "nothing is copied, and the build goes on" : "the build fails with \"not found\""
    return context.finding(
      .neededButIgnored, .error, line: rule?.line,
      "\(PathText.visible(read.file)):\(read.line) needs \(LintContext.quoted(source)), which "
        + "\(rule.map { LintContext.quoted($0.source) } ?? "a rule") drops: \(consequence)",
      matching, fix: context.fix(line: nil, [UInt8(ascii: "!")] + source))
  }
}
