public import Fingerprints

/// Why records are not those of a transfer.
public enum ContentTreeError: Error, Hashable, Sendable {
  /// Empty, absolute, or with a component that is empty, `.` or `..`, or with a zero byte.
  case unusablePath(BytePath)
  /// Two records of one path.
  case duplicate(BytePath)
  /// An entry without a record of the directory in which it lies.
  case noDirectory(BytePath)
  /// A hard link whose source is not there or can have no other name.
  case noLinkSource(BytePath)
  case digest(DigestUnavailable)
}
