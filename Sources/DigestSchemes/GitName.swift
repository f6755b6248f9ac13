/// Which names git refuses in a tree, wherever it runs: what its fsck reports as `hasDotgit` or `gitmodulesSymlink`.
///
/// Sources: git, fsck.c `fsck_tree`, path.c `is_ntfs_dotgit` and `is_ntfs_dot_generic`, utf8.c `is_hfs_dot_generic`.
/// `git add` refuses the same, except for the names of HFS+ where `core.protectHFS` is off.
enum GitName {
  /// Why git refuses `name`, a single component; nil for a name it takes.
  static func problem(_ name: [UInt8], isLink: Bool) -> String? {
    if isDotGit(name) || parts(behindBackslashes: name).contains(where: { isNTFSDotGit($0) }) {
      return "the name is one of \".git\" on some file system"
    }
    guard isLink else { return nil }
    if isHFS(name, dotGitmodules) || isNTFSDotGitmodules(name[...])
      || parts(behindBackslashes: name).contains(where: { isNTFSDotGitmodules($0) })
    {
      return "\".gitmodules\" must not be a symbolic link"
    }
    return nil
  }

  private static func isDotGit(_ name: [UInt8]) -> Bool { isHFS(name, dotGit) || isNTFSDotGit(name[...]) }

  /// What follows each backslash of `name`, which separates components on Windows.
  private static func parts(behindBackslashes name: [UInt8]) -> [ArraySlice<UInt8>] {
    guard name.contains(backslash) else { return [] }
    return name.indices.filter { name[$0] == backslash }.map { name[($0 + 1)...] }
  }

  /// `.git` or its short name `git~1`, followed by what NTFS drops, or by a backslash.
  private static func isNTFSDotGit(_ name: ArraySlice<UInt8>) -> Bool {
    if name.hasPrefixFoldingCase(dotGit) { return ends(name.dropFirst(dotGit.count), atBackslash: true) }
    return name.hasPrefixFoldingCase(shortGit) && ends(name.dropFirst(shortGit.count), atBackslash: true)
  }

  /// `.gitmodules`, its short names `gitmod~1` to `gitmod~4`, or the short names NTFS falls back to.
  private static func isNTFSDotGitmodules(_ name: ArraySlice<UInt8>) -> Bool {
    if name.hasPrefixFoldingCase(dotGitmodules) { return ends(name.dropFirst(dotGitmodules.count)) }
    let short = Array(name.prefix(8))
    guard short.count == 8 else { return false }
    if name.hasPrefixFoldingCase(shortGitmodules), (UInt8(ascii: "1")...UInt8(ascii: "4")).contains(short[7]) {
      return ends(name.dropFirst(8))
    }
    return isFallback(short) && ends(name.dropFirst(8))
  }

  /// A beginning of `gi7eba`, a tilde and a number, eight bytes together.
  private static func isFallback(_ short: [UInt8]) -> Bool {
    guard let tilde = short.firstIndex(of: UInt8(ascii: "~")), tilde <= 6, tilde + 1 < short.count,
      fallbackGitmodules.starts(with: short[..<tilde].map(\.lowercasedASCII))
    else { return false }
    let number = short[(tilde + 1)...]
    return number.first != UInt8(ascii: "0") && number.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Whether NTFS drops `rest` from a name: dots and blanks, or from a colon on everything.
  private static func ends(_ rest: ArraySlice<UInt8>, atBackslash: Bool = false) -> Bool {
    for byte in rest {
      if byte == UInt8(ascii: ":") || atBackslash && byte == backslash { return true }
      if byte != UInt8(ascii: ".") && byte != UInt8(ascii: " ") { return false }
    }
    return true
  }

  /// `wanted` with code points in it that HFS+ ignores; as in git, what is not UTF-8 ends the name.
  private static func isHFS(_ name: [UInt8], _ wanted: [UInt8]) -> Bool {
    var decoder = UTF8()
    var bytes = name.makeIterator()
    func next() -> Unicode.Scalar? {
      while case .scalarValue(let scalar) = decoder.decode(&bytes) {
        switch scalar.value {
        case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: continue
        case 0xFFFE, 0xFFFF: return nil
        default: return scalar
        }
      }
      return nil
    }
    for byte in wanted {
      guard let scalar = next(), scalar.isASCII, UInt8(truncatingIfNeeded: scalar.value).lowercasedASCII == byte
      else { return false }
    }
    return next() == nil
  }

  private static let dotGit = Array(".git".utf8)
  private static let shortGit = Array("git~1".utf8)
  private static let dotGitmodules = Array(".gitmodules".utf8)
  private static let shortGitmodules = Array("gitmod~".utf8)
  private static let fallbackGitmodules = Array("gi7eba".utf8)
  private static let backslash = UInt8(ascii: "\\")
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
  /// `prefix` is in lower case.
  fileprivate func hasPrefixFoldingCase(_ prefix: [UInt8]) -> Bool {
    count >= prefix.count && zip(self, prefix).allSatisfy { $0.lowercasedASCII == $1 }
  }
}
