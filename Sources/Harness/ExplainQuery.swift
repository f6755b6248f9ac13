internal import BuildContext
internal import Dockerignore
internal import Fingerprints
public import Model

/// Why one path is in a context or not, as shown.
public struct PathExplanation: Hashable, Sendable {
  public struct Rule: Hashable, Sendable {
    public let line: Int
    /// The line as written.
    public let pattern: String
    public let negated: Bool
  }

  /// As asked for.
  public let path: String
  public let ignored: Bool
  /// The name of the ignore file; nil when there is none.
  public let ignoreFile: String?
  /// The rule that decided; nil when no rule had a say.
  public let rule: Rule?
  /// Every rule that matched, the deciding one included, in the order of lines.
  public let matched: [Rule]
  /// The directory that decided for the path.
  public let viaParent: String?
}

extension ContextQuery {
  /// Explains `paths`, which are relative to the context's root and need not exist.
  public func explain(_ paths: [String], in source: ContextSource) async throws(Breakdown) -> [PathExplanation] {
    for path in paths where IgnorePath.normalised(path) == nil {
      throw Breakdown(
        .usage, "the path \"\(PathText.visible(path))\" does not lie in the context",
        remedy: "write it relative to the context's root")
    }
    let answer: ContextAnswer
    if let ignoreOverride {
      answer = ContextAnswer(
        commit: nil, digest: "", ignoreFile: ignoreOverride.name, ignoreBytes: ignoreOverride.bytes, entryCount: 0,
        byteCount: 0, entries: [], manifest: "", warnings: [])
    } else {
      answer = try await self.answer(source, wanted: .ignoreFile)
    }
    do {
      let found = try FoundIgnoreFile(name: answer.ignoreFile ?? "", bytes: answer.ignoreBytes ?? [])
      var matcher = IgnoreMatcher(found.file)
      return try paths.map { try PathExplanation($0, &matcher, ignoreFile: answer.ignoreFile) }
    } catch {
      throw Breakdown(error)
    }
  }
}

extension PathExplanation {
  fileprivate init(_ path: String, _ matcher: inout IgnoreMatcher, ignoreFile: String?) throws {
    let explanation = try matcher.explain(IgnorePath.normalised(path) ?? [])
    self.path = path
    ignored = explanation.ignored
    self.ignoreFile = ignoreFile
    rule = explanation.rule.map(Rule.init)
    matched = explanation.matched.map(Rule.init)
    viaParent = explanation.viaParent.map { PathText.escaped(BytePath($0)) }
  }
}

extension PathExplanation.Rule {
  fileprivate init(_ rule: IgnoreRule) {
    line = rule.line
    pattern = String(decoding: rule.source, as: UTF8.self)
    negated = rule.negated
  }
}

/// Paths as people write them, reduced to what rules are matched against.
private enum IgnorePath {
  /// Without `./`, `//` or a trailing slash; nil for what lies outside, and for the root.
  static func normalised(_ path: String) -> [UInt8]? {
    guard path.utf8.first != UInt8(ascii: "/"), let inside = BytePath(path).normalised(), !inside.isRoot else {
      return nil
    }
    return inside.bytes
  }
}
