/// Paths of the machine that Compose runs on, by their text alone.
enum ComposePath {
  static func isAbsolute(_ path: String) -> Bool { path.utf8.first == UInt8(ascii: "/") }

  /// `path` as seen from where `directory` is relative to; clean, and `.` when nothing is left.
  static func join(_ directory: String, _ path: String) -> String {
    isAbsolute(path) || directory.isEmpty ? clean(path) : clean(directory + "/" + path)
  }

  /// Without `.`, empty components and those that `..` takes back, as of Go's `path.Clean`.
  static func clean(_ path: String) -> String {
    let isAbsolute = isAbsolute(path)
    var components: [Substring.UTF8View] = []
    for component in path.utf8.split(separator: UInt8(ascii: "/")) where !component.elementsEqual(".".utf8) {
      if !component.elementsEqual("..".utf8) {
        components.append(component)
      } else if let last = components.last, !last.elementsEqual("..".utf8) {
        components.removeLast()
      } else if !isAbsolute {
        components.append(component)
      }
    }
    let joined = components.map { String(Substring($0)) }.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  /// The directory a clean path lies in.
  static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
  }

  static func lastComponent(of path: String) -> String {
    String(path[(path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex)...])
  }

  /// `~` at the start is the home directory, whatever follows it; kept when that is not known.
  static func expandingHome(_ path: String, home: String?) -> String {
    guard path.hasPrefix("~"), let home, !home.isEmpty else { return path }
    return join(home, "./" + path.dropFirst())
  }

  /// A drive or a share of Windows, which Compose leaves to the daemon.
  static func isWindowsAbsolute(_ path: String) -> Bool {
    let bytes = Array(path.utf8.prefix(3))
    let separators: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "/")]
    if bytes.count == 3, bytes[1] == UInt8(ascii: ":"), separators.contains(bytes[2]) { return true }
    return bytes.count >= 2 && bytes[0] == UInt8(ascii: "\\") && separators.contains(bytes[1])
  }

  /// Whether `path` is `directory` or lies in it; both are clean.
  static func isInside(_ path: String, _ directory: String) -> Bool {
    if directory == "." { return !isAbsolute(path) && path != ".." && !path.hasPrefix("../") }
    return path == directory || path.utf8.starts(with: (directory == "/" ? "/" : directory + "/").utf8)
  }
}
