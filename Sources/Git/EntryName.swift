/// Which names a tree entry must not have, on any platform.
enum EntryName {
  struct Problem {
    /// The message id of git's fsck.
    let messageID: String
    let reason: String
  }

  /// Nil for a name that may be checked out.
  static func problem(_ name: [UInt8]) -> Problem? {
    if name.isEmpty { return Problem(messageID: "emptyName", reason: "it is empty") }
    if name.contains(UInt8(ascii: "/")) {
      return Problem(messageID: "fullPathname", reason: "it contains a slash")
    }
    if name == [0x2E] { return Problem(messageID: "hasDot", reason: "it names the directory itself") }
    if name == [0x2E, 0x2E] {
      return Problem(messageID: "hasDotdot", reason: "it names the parent directory")
    }
    if isDotGit(name) {
      return Problem(messageID: "hasDotgit", reason: "path component is a .git alias")
    }
    return nil
  }

  /// `.git`, its short name on NTFS, and what NTFS and HFS+ take for the same.
  ///
  /// Sources: git, path.c `is_ntfs_dotgit`, utf8.c `is_hfs_dotgit`.
  private static func isDotGit(_ name: [UInt8]) -> Bool {
    // What HFS+ ignores is not ASCII; all else begins as it is spelt.
    switch name[0] {
    case UInt8(ascii: "."), UInt8(ascii: "g"), UInt8(ascii: "G"), 0x80...: break
    default: return false
    }
    var folded = withoutIgnoredByHFS(name)
    for index in folded.indices where (0x41...0x5A).contains(folded[index]) { folded[index] |= 0x20 }
    // NTFS: everything from a colon or a backslash on is another matter, trailing dots and blanks vanish.
    if let end = folded.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\\") }) {
      folded.removeSubrange(end...)
    }
    while let last = folded.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { folded.removeLast() }
    return folded == Array(".git".utf8) || folded == Array("git~1".utf8)
  }

  /// `.gitmodules`, its short names on NTFS, and what NTFS and HFS+ take for the same.
  ///
  /// Sources: git, path.c `is_ntfs_dotgitmodules`, utf8.c `is_hfs_dotgitmodules`.
  static func isGitmodules(_ name: [UInt8]) -> Bool {
    var folded = withoutIgnoredByHFS(name)
    for index in folded.indices where (0x41...0x5A).contains(folded[index]) { folded[index] |= 0x20 }
    if let end = folded.firstIndex(of: UInt8(ascii: ":")) { folded.removeSubrange(end...) }
    while let last = folded.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { folded.removeLast() }
    if folded == Array(".gitmodules".utf8) { return true }
    // The first four short names are numbered, those after them are made of a checksum.
    let shortNames = (1...4).map { Array("gitmod~\($0)".utf8) }
    return shortNames.contains(folded) || folded.count == 8 && folded.starts(with: Array("gi7eba~".utf8))
  }

  /// HFS+ ignores U+200C–U+200F, U+202A–U+202E, U+206A–U+206F and U+FEFF in names.
  private static func withoutIgnoredByHFS(_ name: [UInt8]) -> [UInt8] {
    guard name.contains(where: { $0 >= 0x80 }), let text = String(validating: name, as: UTF8.self) else {
      return name
    }
    let kept = text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: false
      default: true
      }
    }
    return Array(String(String.UnicodeScalarView(kept)).utf8)
  }
}
