internal import Glibc
internal import Model

/// Where a checkout lies below the run's directory.
enum VariedPath {
  /// Makes the directories and gives the path of the last, which is empty.
  ///
  /// - Throws: ``Breakdown`` of the environment.
  static func make(_ kind: String?, in directory: String) throws(Breakdown) -> String {
    var path = directory
    for component in components(kind) {
      path += "/" + component
      guard mkdir(path, 0o700) == 0 else { throw failure() }
    }
    // As `git clone` would have made it: under the umask of the run.
    path += "/checkout"
    guard mkdir(path, 0o777) == 0 else { throw failure() }
    return path
  }

  /// The path that ``make(_:in:)`` gave.
  static func checkout(_ kind: String?, in directory: String) -> String {
    ([directory] + components(kind) + ["checkout"]).joined(separator: "/")
  }

  private static func components(_ kind: String?) -> [String] {
    switch kind {
    case "deep-with-blanks": ["a", "deep path", "of many", "levels", "with a blank", "in it", "check out"]
    case "long-non-ascii": ["çheckøut-ünïcode-日本-" + String(repeating: "long", count: 40)]
    default: ["c"]
    }
  }

  private static func failure() -> Breakdown {
    Breakdown(.environment, "make the directory of the checkout: \(String(cString: strerror(errno)))")
  }
}
