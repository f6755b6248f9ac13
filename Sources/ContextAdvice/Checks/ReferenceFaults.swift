internal import Dockerignore
internal import Glob

/// Faults of the builder that bite with these rules on this tree.
enum ReferenceFaults {
  static func findings(_ context: LintContext) -> [Finding] { arrivingEmpty(context) + notSent(context) }

  /// Files that the builder lists by one way of matching and refuses to open by another.
  private static func arrivingEmpty(_ context: LintContext) -> [Finding] {
    var byLine: [Int: [Int]] = [:]
    var matcher = IgnoreMatcher(context.file)
    for index in context.listing.arrivingEmpty where context.tree.entries[index].size > 0 {
      let rule = (try? matcher.explain(context.tree.entries[index].path))?.rule
      byLine[rule?.line ?? 0, default: []].append(index)
    }
    return byLine.keys.sorted().map { line in
      let rule = context.file.rules.first { $0.line == line }
      return context.finding(
        .arrivesEmpty, .error, line: line == 0 ? nil : line,
        "files are listed because of \(rule.map { LintContext.quoted($0.source) } ?? "an exception") and refused when "
          + "they are opened, because a later rule matches a directory above: they arrive without content",
        byLine[line] ?? [], fix: rule.flatMap { context.fix(line: nil, $0.source) })
    }
  }

  /// Entries that exceptions keep and the builder never comes to, for it does not enter their directory.
  private static func notSent(_ context: LintContext) -> [Finding] {
    guard let complete = try? context.tree.listing(by: WholeWalk(matcher: IgnoreMatcher(context.file))) else {
      return []
    }
    var byLine: [Int: [Int]] = [:]
    var matcher = IgnoreMatcher(context.file)
    for index in context.tree.entries.indices where complete.isKept[index] && !context.listing.isListed[index] {
      guard let rule = (try? matcher.explain(context.tree.entries[index].path))?.rule else { continue }
      byLine[rule.line, default: []].append(index)
    }
    return byLine.keys.sorted().map { line in
      let source = context.file.rules.first { $0.line == line }?.source ?? []
      return context.finding(
        .keptButNotSent, .error, line: line,
        "the exception \(LintContext.quoted(source)) keeps entries that the builder does not send: it takes the rule for "
          + "a plain path and does not enter their directory",
        byLine[line] ?? [], fix: context.fix(line: line, spelledOut(source)))
    }
  }

  /// `!a/*/**` as `!a/?*/**`, which means the same and is not taken for a path.
  private static func spelledOut(_ source: [UInt8]) -> [UInt8] {
    let ending = Array("/*/**".utf8)
    guard source.count > ending.count, source.suffix(ending.count).elementsEqual(ending) else { return source }
    return Array(source.dropLast(ending.count)) + Array("/?*/**".utf8)
  }

  /// The rules as they are written, with every directory entered.
  private struct WholeWalk: EntryFilter {
    var matcher: IgnoreMatcher

    struct State: EntryVerdict {
      let inner: IgnoreMatcher.WalkState
      var isKept: Bool { !inner.ignored }
      var isPruned: Bool { false }
    }

    var root: State { State(inner: matcher.root) }

    mutating func decide(_ path: [UInt8], isDirectory: Bool, under parent: State) throws(IgnoreFileError) -> State {
      State(inner: try matcher.decide(path, under: parent.inner))
    }

    mutating func arrivesWhole(_ path: [UInt8]) -> Bool { true }
  }
}
