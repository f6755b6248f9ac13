public import Dockerignore

/// Chooses the entries of a context as one ``IgnoreEngine`` does.
///
/// A filter is a value that learns: it remembers what it worked out for earlier paths. Copies learn alone.
public struct EngineFilter: EntryFilter, Sendable {
  private var rules: any EngineRules

  /// - Parameter bytes: the ignore file as it is on disk; none at all for a context without one.
  /// - Throws: ``IgnoreFileError`` where the tool fails before it looks at any path.
  public init(_ engine: IgnoreEngine, ignoreFile bytes: [UInt8]) throws(IgnoreFileError) {
    rules =
      switch engine {
      case .buildkit: BuildKitRules(try IgnoreFile(bytes))
      case .classic: ClassicRules(try IgnoreFile(bytes))
      case .buildah: BuildahRules(try BuildahRule.read(bytes))
      case .kaniko: try KanikoRules.reading(bytes)
      case .gitignore: GitignoreRules(bytes)
      }
  }

  /// What an engine says of an entry.
  public struct State: EntryVerdict {
    public let isKept: Bool
    /// A tool that judges every file alone never prunes.
    public let isPruned: Bool
    /// The rule that decided, for the entry or a directory above it; nil when none had a say. Where a rule that fails
    /// makes the tool keep the entry, that rule.
    public let rule: EngineRule?
    /// How long the part of the path is at which the rule decided.
    let decidedAt: Int
    let handedDown: HandedDown
  }

  public var root: State {
    State(isKept: true, isPruned: false, rule: nil, decidedAt: 0, handedDown: rules.root)
  }

  /// The state of `path`; below a pruned directory, where no tool looks, that directory's.
  ///
  /// - Throws: ``IgnoreFileError`` where the tool fails. The classic builder can also stop listing there without a
  ///   word, when what it looked through before had no use for the rule.
  public mutating func decide(
    _ path: [UInt8], isDirectory: Bool, under parent: State
  ) throws(IgnoreFileError) -> State {
    if parent.isPruned { return parent }
    let verdict = try rules.decide(path, isDirectory: isDirectory, under: parent.handedDown)
    let isInherited = verdict.rule?.line == parent.rule?.line && verdict.isKept == parent.isKept
    return State(
      isKept: verdict.isKept, isPruned: verdict.isPruned, rule: verdict.rule,
      decidedAt: verdict.decidedAt ?? (isInherited ? parent.decidedAt : path.count),
      handedDown: verdict.handedDown)
  }

  /// Only BuildKit decides again when it opens a file.
  public mutating func arrivesWhole(_ path: [UInt8]) -> Bool { rules.arrivesWhole(path) }
}
