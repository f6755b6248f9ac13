public import Dockerignore

/// What is wrong, useless or surprising in an ignore file, seen on one tree.
public struct Lint: Sendable {
  /// What is looked at.
  public struct Subject: Sendable {
    /// The ignore file's path as shown; what one would be called when there is none.
    public let fileName: String
    /// Empty when there is no ignore file.
    public let bytes: [UInt8]
    public let tree: AdviceTree
    public let reads: [BuildRead]
    /// Files that look like ignore files and are not used, with the reason.
    public let unused: [(path: String, reason: String)]
    /// Whether the tree is a commit's, in which what people leave untracked is missing.
    public let isCommit: Bool

    public init(
      fileName: String, bytes: [UInt8], tree: AdviceTree, reads: [BuildRead],
      unused: [(path: String, reason: String)], isCommit: Bool = false
    ) {
      self.fileName = fileName
      self.bytes = bytes
      self.tree = tree
      self.reads = reads
      self.unused = unused
      self.isCommit = isCommit
    }
  }

  /// What was found, and how much was looked at.
  public struct Result: Sendable {
    /// By file, then by line.
    public let findings: [Finding]
    /// Rules that can be used.
    public let ruleCount: Int
    public let contextEntryCount: Int
    public let contextByteCount: UInt64
    /// What was not looked at, and why.
    public let warnings: [String]
  }

  /// Looks for everything ``FindingCode`` names.
  ///
  /// - Throws: ``IgnoreFileError`` for a file that cannot be read line by line at all.
  public static func run(_ subject: Subject) throws(IgnoreFileError) -> Result {
    var context = try LintContext(subject)
    var findings = FailingRules.findings(&context)
    let useless = UselessRules.findings(context)
    findings += useless.findings
    findings += GitignoreHabits.findings(context)
    findings += OtherMeanings.findings(context)
    findings += NeededPaths.findings(context)
    findings += UnwantedEntries.findings(context)
    findings += ReferenceFaults.findings(context)
    findings += UnusedFiles.findings(context)
    let ordered = findings.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      if one.file != other.file { return one.file < other.file }
      if one.line != other.line { return one.line ?? .max < other.line ?? .max }
      // The order of the checks.
      return left.offset < right.offset
    }
    let listed = context.tree.entries.indices.filter { context.listing.isListed[$0] }
    return Result(
      findings: ordered.map(\.element), ruleCount: context.file.rules.count, contextEntryCount: listed.count,
      contextByteCount: context.tree.size(of: listed),
      warnings: context.effort.isExhausted
        ? ["not all was tried, for lack of time; \(useless.unchecked) rules were not tried for whether they are needed"]
        : [])
  }
}
