internal import Clibgit2
internal import Glibc

/// What went wrong at the door to git: the operation, what it was done to, and why.
public struct GitFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What callers tell apart.
  public enum Kind: Hashable, Sendable {
    /// The path is no repository, or one in a form that cannot be read.
    case notARepository
    /// The name stands for no commit.
    case unknownRevision
    /// The name stands for several commits.
    case ambiguousRevision
    /// The spelling of the revision is not accepted.
    case badRevision
    /// An object is missing, damaged or of another type than it should be.
    case object
    /// A tree holds a name or a mode that is refused.
    case tree
    /// The target of a checkout could not be written, or another fault of the machine.
    case machine
    /// A limit was reached.
    case limit
    /// Anything else libgit2 reports.
    case other
  }

  public let kind: Kind
  /// A lower-case phrase: what was tried, on what.
  public let operation: String
  /// A lower-case phrase: why it failed; never empty.
  public let detail: String
  /// What to do about it, or nil where that is plain.
  public let remedy: String?

  public init(kind: Kind = .other, operation: String, detail: String, remedy: String? = nil) {
    self.kind = kind
    self.operation = operation
    self.detail = detail
    self.remedy = remedy
  }

  public var description: String {
    operation + ": " + detail + (remedy.map { "; " + $0 } ?? "")
  }

  /// The one funnel from libgit2's return codes to errors.
  ///
  /// The message is read at once, on the same thread, and may be empty.
  static func check(_ code: Int32, _ operation: @autoclosure () -> String) throws(GitFailure) {
    guard code < 0 else { return }
    let cause = errno
    throw GitFailure(code: code, errno: cause, operation: operation())
  }

  /// `errno` as it was when the call returned, for the times when libgit2 has nothing to say.
  init(code: Int32, errno cause: Int32, operation: String) {
    var detail = cause == 0 ? "libgit2 error \(code)" : String(cString: strerror(cause))
    var remedy: String?
    if let error = git_error_last(), let message = error.pointee.message {
      let text = String(cString: message)
      if !text.isEmpty { detail = text }
    }
    git_error_clear()
    let kind: Kind
    switch code {
    case _ where MachineFault.isNamed(in: detail):
      kind = .machine
      remedy = "mend the machine (free space, memory, open files), or set TMPDIR to another file system"
    case GIT_ENOTFOUND.rawValue:
      kind = .object
      remedy = "if the clone is shallow or partial, run \"git fetch --refetch\" or \"git fetch --unshallow\""
    case GIT_EAMBIGUOUS.rawValue: kind = .ambiguousRevision
    case GIT_EINVALIDSPEC.rawValue: kind = .badRevision
    default: kind = .other
    }
    self.init(kind: kind, operation: operation, detail: detail, remedy: remedy)
  }
}
