/// Gives the bytes of files beside a lock: included requirements and manifests.
///
/// Paths are relative to the tree's root and separated by `/`; they hold no `.` and no `..`.
public protocol LockfileSource {
  /// The bytes of the file, or nil when there is no such file.
  func bytes(at path: String) -> [UInt8]?

  /// The paths of all files below a folder, in byte order; the root is the empty path. Empty when there are none or
  /// when they cannot be listed.
  func paths(below folder: String) -> [String]
}
