/// A file or folder of the project that a lockfile depends on.
public struct LockReference: Hashable, Sendable {
  public enum Kind: String, Sendable {
    /// The file the lock was made from.
    case manifest
    /// A file that is read as a part of the lock: `-r`, `-c`.
    case include
    /// A package that lies in the tree: a path dependency, an editable install.
    case package
    /// A member of the workspace, by its manifest.
    case member
    /// A file that a manifest names and that building needs, such as the readme.
    case file
  }

  public let kind: Kind
  /// Relative to the tree's root, without `.` and `..`; as written when it leads out of the tree.
  public let path: String
  /// Whether ``path`` lies inside the tree.
  public let isInside: Bool
  /// Where the lock, or the file it includes, says so; counted from 1.
  public let line: Int?

  /// - Parameter written: relative to the folder of `place`.
  init(_ kind: Kind, _ written: String, from place: LockPath, line: Int? = nil) {
    let resolved = place.resolving(written)
    self.kind = kind
    path = resolved ?? written
    isInside = resolved != nil
    self.line = line
  }
}
