internal import Glibc

/// Paths without links.
public enum ResolvedPath {
  /// The absolute path of what is at `path`, without links, `.` and `..`; nil, with `errno` set, when it is not there
  /// or may not be reached. Source: realpath(3).
  public static func of(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
