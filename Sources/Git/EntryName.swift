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
    if parts(name).contains(where: isDotGit) {
      return Problem(messageID: "hasDotgit", reason: "path component is a .git alias")
    }
    return nil
  }

  /// What git's fsck says of a link of this name, and whether that is an error; nil for other names.
  ///
  /// Source: git, fsck.c; short names from path.c, `is_ntfs_dotgitmodules` and the like.
  static func linkProblem(_ name: [UInt8]) -> (messageID: String, isError: Bool)? {
    let candidates = parts(name)
    for file in specialFiles where candidates.contains(where: { isAlias($0, of: file.name, short: file.short) }) {
      return (file.name + "Symlink", file.name == "gitmodules")
    }
    return nil
  }

  private static let specialFiles = [
    (name: "gitmodules", short: "gi7eba"), (name: "gitattributes", short: "gi7d29"),
    (name: "gitignore", short: "gi250a"), (name: "mailmap", short: "maba30"),
  ]

  /// The name, and what is behind each backslash in it, which separates names on Windows.
  private static func parts(_ name: [UInt8]) -> [ArraySlice<UInt8>] {
    guard name.contains(UInt8(ascii: "\\")) else { return [name[...]] }
    return [name[...]] + name.indices.filter { name[$0] == UInt8(ascii: "\\") }.map { name[($0 + 1)...] }
  }

  /// `.git`, its short name on NTFS, and what NTFS and HFS+ take for the same.
  ///
  /// Sources: git, path.c `is_ntfs_dotgit`, utf8.c `is_hfs_dotgit`.
  static func isDotGit(_ name: ArraySlice<UInt8>) -> Bool {
    // What HFS+ ignores is not ASCII; all else begins as it is spelt.
    guard let first = name.first, first >= 0x80 || ".gG".utf8.contains(first) else { return false }
    let folded = onWindows(folded(name))
    return folded.elementsEqual(".git".utf8) || folded.elementsEqual("git~1".utf8)
  }

  /// Whether `name` is that of the file `.file` where case, ignored characters and short names count as on HFS+ and NTFS.
  private static func isAlias(_ name: ArraySlice<UInt8>, of file: String, short: String) -> Bool {
    guard let first = name.first, first >= 0x80 || ".gGmM".utf8.contains(first) else { return false }
    let folded = onWindows(folded(name))
    if folded.elementsEqual(("." + file).utf8) { return true }
    // Six letters and a number from 1 to 4, or, where those are taken, letters of a hash and any number.
    if folded.count == 8, folded.starts(with: file.utf8.prefix(6)), folded[6] == UInt8(ascii: "~") {
      return (0x31...0x34).contains(folded[7])
    }
    guard folded.count == 8, let tilde = folded.firstIndex(of: UInt8(ascii: "~")), tilde <= 6,
      short.utf8.starts(with: folded[..<tilde]), (0x31...0x39).contains(folded[tilde + 1])
    else { return false }
    return folded[(tilde + 2)...].allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Without what NTFS drops: all from a colon or a backslash on is another matter, trailing dots and blanks vanish.
  private static func onWindows(_ name: [UInt8]) -> [UInt8] {
    var name = name
    if let end = name.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\\") }) {
      name.removeSubrange(end...)
    }
    while let last = name.last, last == UInt8(ascii: ".") || last == UInt8(ascii: " ") { name.removeLast() }
    return name
  }

  /// In small letters, without what HFS+ ignores in names (U+200C–U+200F, U+202A–U+202E, U+206A–U+206F and U+FEFF), and,
  /// as in git, without all from the first byte on that is not UTF-8.
  private static func folded(_ name: ArraySlice<UInt8>) -> [UInt8] {
    guard name.contains(where: { $0 >= 0x80 }) else { return name.map(small) }
    var result: [UInt8] = []
    var rest = name.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    while case .valid(let encoded) = parser.parseScalar(from: &rest) {
      switch Unicode.UTF8.decode(encoded).value {
      case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: continue
      default: result += encoded.map(small)
      }
    }
    return result
  }

  private static func small(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
