/// A path below the tree's root, separated by `/`, for looking at names and finding neighbours.
struct LockPath {
  let text: String
  let components: [String]

  init(_ text: String) {
    self.text = text
    components = text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  /// The file's own name.
  var name: String { components.last ?? "" }

  /// The name of the folder the file is in; empty at the root.
  var folder: String { components.dropLast().last ?? "" }

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
