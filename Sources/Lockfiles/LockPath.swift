/// A path below the tree's root, separated by `/`, for looking at names and finding neighbours.
struct LockPath {
  let text: String
  /// The file's own name.
  let name: String
  /// The name of the folder the file is in; empty at the root.
  let folder: String

  init(_ text: String) {
    self.text = text
    // Every path of a tree is looked at by its name, and few by more.
    var rest = text.utf8[...]
    name = Self.takeLast(&rest)
    folder = Self.takeLast(&rest)
  }

  /// The last component of `path`, which is cut to what is before it; empty when there is none.
  private static func takeLast(_ path: inout Substring.UTF8View) -> String {
    let slash = UInt8(ascii: "/")
    while path.last == slash { path.removeLast() }
    let start = path.lastIndex(of: slash).map { path.index(after: $0) } ?? path.startIndex
    defer { path = path[..<start] }
    return String(Substring(path[start...]))
  }

  var components: [String] { text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) } }

  /// The path of the folder the file is in; empty at the root.
  var parent: String { components.dropLast().joined(separator: "/") }

  /// Where `reference`, read in this file, leads; nil when it leads above the root or is absolute.
  func resolving(_ reference: String) -> String? {
    guard !reference.utf8.starts(with: "/".utf8) else { return nil }
    var result = Array(components.dropLast())
    for part in LockPath(reference).components where part != "." {
      if part == ".." {
        guard result.popLast() != nil else { return nil }
      } else {
        result.append(part)
      }
    }
    return result.joined(separator: "/")
  }
}
