public import Dockerignore
public import Fingerprints

/// Why a context could not be read.
public enum ContextFailure: Error, Hashable, Sendable {
  /// The ignore file, named as the user would, is one the builder refuses.
  case ignoreFile(name: String, IgnoreFileError)
  /// There is no directory there.
  case notADirectory(String)
  /// A call on an entry failed; `code` is its `errno`.
  case unreadable(BytePath, operation: String, code: Int32)
  /// The file had another size when it was read than when it was listed.
  case changedWhileRead(BytePath)
  case tooDeep(BytePath, limit: Int)
  case tooManyEntries(limit: Int)
  case pathTooLong(BytePath, limit: Int)
  /// The files, up to this one where it is known, have more bytes than `limit`.
  case tooLarge(BytePath?, limit: UInt64)
  case digest(DigestUnavailable)
}
