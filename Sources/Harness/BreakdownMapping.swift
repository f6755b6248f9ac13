internal import Archives
internal import BuildContext
internal import Dockerignore
internal import Fingerprints
internal import Git
internal import Glibc
internal import Limits
internal import Model

extension Breakdown {
  /// The error of any layer as a breakdown; `place` is put before the message.
  init(_ error: any Error, at place: String? = nil) {
    switch error {
    case let error as Breakdown: self = error
    case let error as GitFailure: self.init(error)
    case let error as ContextFailure: self.init(error)
    case let error as ArchiveFailure: self.init(error)
    case let error as DigestUnavailable: self.init(.environment, "\(error)")
    default: self.init(.internal, PathText.visible("\(error)"), remedy: "please report this as a bug")
    }
    if let place { self = Breakdown(domain, code: code, place + ": " + message, remedy: remedy) }
  }

  /// A failure of this machine or the moment, which says nothing about what is read; nil for any other, such as a file
  /// that is too large or that nobody may read.
  static func ofMachine(_ error: any Error) -> Breakdown? {
    if case ContextFailure.unreadable(_, _, let code) = error,
      ![EIO, ENOMEM, ENOSPC, EMFILE, ENFILE, EINTR, EAGAIN, EBUSY, ESTALE, ENODEV, ETIMEDOUT].contains(code)
    {
      return nil
    }
    let breakdown = Breakdown(error)
    return breakdown.domain == .environment ? breakdown : nil
  }

  private init(_ failure: GitFailure) {
    let domain: Domain =
      switch failure.kind {
      case .badRevision, .ambiguousRevision: .usage
      case .machine: .environment
      case .notARepository, .unknownRevision, .object, .tree, .limit, .other: .repository
      }
    self.init(domain, PathText.visible("\(failure.operation): \(failure.detail)"), remedy: failure.remedy)
  }

  private init(_ failure: ContextFailure) {
    switch failure {
    case .ignoreFile(let name, let error):
      self.init(
        .repository, code: CauseCode.ignoreSyntax,
        "\(PathText.visible(name)):\(error.line): \(IgnoreFileErrorText.describe(error))",
        remedy: "correct the line; a builder refuses the file as well")
    case .notADirectory(let path):
      self.init(.usage, "read the context \(PathText.visible(path)): there is no such directory")
    case .unreadable(let path, let operation, let code):
      self.init(
        .environment, "\(operation) \(PathText.visible(path)): \(String(cString: strerror(code)))",
        remedy: code == EACCES || code == EPERM ? "make it readable, or ignore it in .dockerignore" : nil)
    case .changedWhileRead(let path):
      self.init(
        .environment, "\(path.isRoot ? "the directory" : PathText.visible(path)) changed while it was read",
        remedy: "stop what writes to it and run again")
    case .tooDeep(let path, let limit):
      self.init(
        .repository, "\(Self.beginning(path)) lies more than \(limit) directories deep", remedy: LimitName.depth.remedy)
    case .tooManyEntries(let limit):
      self.init(
        .repository, "there are more than \(limit) entries",
        remedy: "ignore what the build does not need, or \(LimitName.entries.remedy)")
    case .pathTooLong(let path, let limit):
      self.init(
        .repository, "\(Self.beginning(path)) has \(path.bytes.count) bytes in its path, and the limit is \(limit)",
        remedy: LimitName.path.remedy)
    case .tooLarge(let path, let limit):
      self.init(
        .repository,
        "the context has more than \(LimitName.total.text(limit)) in its files\(path.map { ", up to " + Self.beginning($0) } ?? "")",
        remedy: "ignore what the build does not need, or \(LimitName.total.remedy)")
    case .digest(let error): self.init(.environment, "\(error)")
    }
  }

  /// As much of a path as a message can bear.
  private static func beginning(_ path: BytePath) -> String {
    let text = PathText.visible(path)
    return text.count > 120 ? "\(text.prefix(120))…" : text
  }
}
