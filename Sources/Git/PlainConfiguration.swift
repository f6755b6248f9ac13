internal import PackFiles

/// Tells the plainest repositories, in which refs can be looked up without starting libgit2: that takes longer than the
/// answer.
///
/// Extensions and included or unusual configuration are left to libgit2.
enum PlainConfiguration {
  /// Whether the configuration is one that this type understands, and asks for nothing special.
  static func isPlain(_ layout: RepositoryLayout) -> Bool {
    guard let text = read(layout.commonDirectory + "/config") else { return false }
    for line in text.split(separator: 0x0A) {
      let line = line.drop { $0 == 0x20 || $0 == 0x09 }
      guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { continue }
      // Only what is spelt in the plainest way is sure to be understood as libgit2 would.
      guard line.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }), line.last != UInt8(ascii: "\\") else {
        return false
      }
      let lower = line.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      if first == UInt8(ascii: "[") {
        guard lower.last == UInt8(ascii: "]"), !contains(lower[...], "extensions".utf8),
          !contains(lower[...], "include".utf8)
        else { return false }
      } else if lower.starts(with: "repositoryformatversion".utf8) {
        guard lower.filter({ $0 != 0x20 }) == Array("repositoryformatversion=0".utf8) else { return false }
      } else {
        guard (0x61...0x7A).contains(lower[0]) else { return false }
      }
    }
    return true
  }

  private static func contains(_ text: ArraySlice<UInt8>, _ part: String.UTF8View) -> Bool {
    let part = Array(part)
    return text.indices.contains { text[$0...].starts(with: part) }
  }

  private static func read(_ path: String) -> [UInt8]? { SmallFile.read(path, limit: 4 << 20) }
}
