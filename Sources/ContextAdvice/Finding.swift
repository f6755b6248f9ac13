/// Something in an ignore file, or about it, that its users would want to know.
public struct Finding: Codable, Hashable, Sendable {
  public let code: FindingCode
  public let level: FindingLevel
  /// The file at fault, relative to the context's root, as manifests print paths.
  public let file: String
  /// Counted from 1; nil when the finding is about the file as a whole.
  public let line: Int?
  /// One sentence, names escaped.
  public let message: String
  /// Some of the affected entries, as manifests print paths.
  public let paths: [String]
  /// How many entries are affected.
  public let pathCount: Int
  /// The bytes of the affected files.
  public let byteCount: UInt64
  public let fix: Fix?
}

/// A change of the ignore file that was tried on the tree.
public struct Fix: Codable, Hashable, Sendable {
  /// The line to replace or remove, counted from 1; nil to add one at the end.
  public let line: Int?
  /// What to write there, as it is; nil to remove the line.
  public let replacement: String?
  /// What became of the context when it was tried: "removes 3 entries (2.1 MB)".
  public let outcome: String

  /// False when there was too much to try.
  public var wasTried: Bool { outcome != Effort.notTried }
}

/// How bad a finding is; the highest comes last.
public enum FindingLevel: String, Codable, CaseIterable, Comparable, Sendable {
  /// Worth knowing; nothing is wrong.
  case note
  /// Most likely not what was meant.
  case warning
  /// The build fails, or gets other files than it needs.
  case error

  public static func < (left: FindingLevel, right: FindingLevel) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What kind of finding it is; the raw value is its name in reports, which does not change.
public enum FindingCode: String, Codable, CaseIterable, Sendable {
  case ruleFails = "rule-fails"
  case ruleMatchesNothing = "rule-matches-nothing"
  case ruleShadowed = "rule-shadowed"
  case exceptionWithoutEffect = "exception-without-effect"
  case rootOnly = "gitignore-habit-any-depth"
  case trailingSlash = "gitignore-habit-trailing-slash"
  case exceptionBelowIgnored = "gitignore-habit-exception"
  case otherMeaning = "other-meaning"
  case neededButIgnored = "needed-but-ignored"
  case secretIncluded = "secret-included"
  case clutterIncluded = "clutter-included"
  case largeDirectory = "large-directory"
  case arrivesEmpty = "arrives-empty"
  case keptButNotSent = "kept-but-not-sent"
  case fileNotUsed = "ignore-file-not-used"

  /// What it stands for, in one sentence.
  public var summary: String {
    switch self {
    case .ruleFails: "The build fails because of this line."
    case .ruleMatchesNothing: "The rule matches nothing in this tree."
    case .ruleShadowed: "The rule changes nothing: others decide wherever it matches."
    case .exceptionWithoutEffect: "The exception keeps nothing that would not be kept without it."
    case .rootOnly: "The name is matched in the root only; in a .gitignore it would be matched at any depth."
    case .trailingSlash: "A slash at the end does not restrict the rule to directories, as it would in a .gitignore."
    case .exceptionBelowIgnored: "The exception keeps what a .gitignore could not keep."
    case .otherMeaning: "The pattern does not mean what it seems to."
    case .neededButIgnored: "The Dockerfile needs a path that is ignored."
    case .secretIncluded: "Something that looks secret is in the context."
    case .clutterIncluded: "Something no image needs is in the context."
    case .largeDirectory: "The directory makes up much of the context."
    case .arrivesEmpty: "Files are listed and then not sent: they arrive empty."
    case .keptButNotSent: "The rules keep entries that the builder does not send."
    case .fileNotUsed: "The ignore file is not used."
    }
  }
}
