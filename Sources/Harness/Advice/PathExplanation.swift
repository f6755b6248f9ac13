/// Why one path is in a context or not, as shown.
public struct PathExplanation: Codable, Hashable, Sendable {
  public struct Rule: Codable, Hashable, Sendable {
    public var line: Int
    /// The line as written; bytes that are not UTF-8 are shown as U+FFFD.
    public var pattern: String
    public var negated: Bool
  }

  /// What another dialect says where it differs.
  public struct OtherAnswer: Codable, Hashable, Sendable {
    public var ignored: Bool
    public var rule: Rule?
    public var viaParent: String?
  }

  /// A line of a Dockerfile.
  public struct Reader: Codable, Hashable, Sendable {
    public var file: String
    public var line: Int
    public var text: String
  }

  /// As asked for, in the spelling of manifests.
  public var path: String
  public var ignored: Bool
  /// The name of the ignore file; nil when there is none.
  public var ignoreFile: String?
  /// The rule that decided; nil when no rule had a say.
  public var rule: Rule?
  /// Every rule that matched, the deciding one included, in the order of lines.
  public var matched: [Rule]
  /// The directory that decided for the path, in the spelling of manifests.
  public var viaParent: String?
  /// What git would say of the same rules in a `.gitignore`; nil where it says the same.
  public var gitignore: OtherAnswer?
  /// The lines of the Dockerfile that copy the path or something below it.
  public var readBy: [Reader]
  /// What else one should know: one sentence each, names escaped.
  public var warnings: [String]
}

/// Where builders disagree about a tree.
public struct EngineComparison: Codable, Hashable, Sendable {
  public struct Entry: Codable, Hashable, Sendable {
    /// In the spelling of manifests; a directory ends in a slash.
    public var path: String
    /// By the names of the engines: whether the entry reaches the image.
    public var included: [String: Bool]
  }

  /// The engines compared, in the order to show them.
  public var engines: [String]
  /// Entries that are in the context for one engine and not for another, in the order of a walk.
  public var differences: [Entry]
  /// How many entries were looked at.
  public var entryCount: Int
  /// For each engine, how many of them it takes.
  public var includedCounts: [String: Int]
  /// For each engine, the ignore file it reads; engines that read none are not there.
  public var ignoreFiles: [String: String]
  /// For each engine that fails on the rules, why.
  public var failures: [String: String]
}
