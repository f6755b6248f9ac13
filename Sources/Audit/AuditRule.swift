internal import ContainerFiles
internal import Fingerprints

/// One thing that is looked for: everything about it, its examples included, is in one declaration.
///
/// The examples are run as tests and printed in the documentation.
public struct AuditRule: Sendable {
  /// A file, or the part of one, that shows the rule.
  public struct Example: Sendable {
    public let text: String
    /// Where the finding is, counted from 1.
    public let line: Int
    /// The files of the build context that matter; nil when the rule does not ask for them.
    public let context: [String]?

    init(_ text: String, line: Int = 1, context: [String]? = nil) {
      self.text = text
      self.line = line
      self.context = context
    }
  }

  /// What a rule reads.
  public enum Subject: String, Sendable {
    case dockerfile = "Dockerfile"
    case compose = "compose file"
    case daemon = "daemon.json"
  }

  /// In kebab-case; does not change.
  public let code: String
  public let severity: AuditSeverity
  public let subject: Subject
  /// What is found, in one sentence.
  public let title: String
  /// Why it makes two builds differ, in one sentence.
  public let why: String
  public let fix: String
  public let bad: Example
  public let good: Example
  let check: Check

  /// Where something was found.
  struct Hit: Hashable {
    let line: Int
    let message: String
    /// See ``AuditFinding/column``.
    private(set) var column: Int?
    private(set) var codePointColumn: Int?

    init(_ line: Int, _ message: String) {
      self.line = line
      self.message = message
    }

    /// A mistake of a Dockerfile of this text.
    init(_ error: DockerfileError, in text: PhysicalText) {
      self.init(error.line, error.message)
      guard error.line > 0 else { return }
      column = error.column
      let before = text[error.line].prefix(error.column - 1)
      codePointColumn = String(decoding: before, as: UTF8.self).unicodeScalars.count + 1
    }
  }

  enum Check: Sendable {
    case dockerfile(@Sendable (DockerfileSubject) -> [Hit])
    case compose(@Sendable (ComposeServices) -> [Hit])
    case project(@Sendable (ProjectSubject) -> [ProjectSubject.Hit])
    case daemon(@Sendable (DaemonSettings) -> [Hit])
    /// Found while reading the file, or while the other rules' findings are put together.
    case reading(Subject)
  }

  init(
    _ code: String, _ severity: AuditSeverity, title: String, why: String, fix: String, bad: Example, good: Example,
    check: Check
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.why = why
    self.fix = fix
    self.bad = bad
    self.good = good
    self.check = check
    switch check {
    case .dockerfile: subject = .dockerfile
    case .compose, .project: subject = .compose
    case .daemon: subject = .daemon
    case .reading(let read): subject = read
    }
  }

  func finding(_ hit: Hit, in file: String) -> AuditFinding {
    AuditFinding(
      file: file, line: hit.line, column: hit.column, codePointColumn: hit.codePointColumn, code: code,
      severity: severity, message: PathText.visible(hit.message), why: why,
      fix: fix)
  }
}
