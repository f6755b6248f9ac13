internal import Fingerprints

/// Which paths a scenario may put into a tree.
///
/// They are taken apart as bytes: to Swift a slash and a combining mark behind it are one character.
enum TreePath {
  static let maximumLength = 4_000

  /// What is wrong with `path` as the path of a file to make, or nil.
  static func problem(_ path: String) -> String? {
    if let problem = syntaxProblem(path) { return problem }
    for component in BytePath(path).components.map(\.bytes) {
      if isDotGit(String(decoding: component, as: UTF8.self)) {
        return "a path must not hold \".git\" or what some system takes for it; it would change the repository itself"
      }
      if component.count > 255 { return "a name must be at most 255 bytes long" }
    }
    return nil
  }

  /// `.git`, and the names that NTFS and HFS+ take for it, which git refuses on every system.
  private static func isDotGit(_ name: String) -> Bool {
    // On NTFS what stands behind a colon or a backslash is another matter, and dots and blanks at the end vanish.
    let own = name.unicodeScalars.prefix { $0 != ":" && $0 != "\\" }
    var kept = String.UnicodeScalarView(
      own.filter { scalar in
        switch scalar.value {
        case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: false
        default: true
        }
      })
    while let last = kept.last, last == "." || last == " " { kept.removeLast() }
    return [".git", "git~1"].contains(String(kept).lowercased())
  }

  /// What is wrong with the spelling of `path`, or nil.
  static func syntaxProblem(_ path: String) -> String? {
    if path.isEmpty { return "a path must not be empty" }
    if path.utf8.contains(0) { return "a path must not hold a zero byte" }
    if path.utf8.first == UInt8(ascii: "/") { return "a path must be relative, without a leading slash" }
    if path.utf8.count > maximumLength { return "a path must be at most \(maximumLength) bytes long" }
    for component in path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if component.isEmpty { return "a path must not have empty components" }
      if component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) {
        return "a path must not hold \"\(String(decoding: component, as: UTF8.self))\""
      }
    }
    return nil
  }
}
