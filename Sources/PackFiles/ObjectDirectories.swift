internal import Glibc

/// The object directories that together hold the objects of one repository: its own, and those it names as alternates.
enum ObjectDirectories {
  /// Alternates of alternates are followed so deep, as in libgit2.
  private static let maximumDepth = 5
  private static let maximumDirectories = 64
  private static let maximumFileSize = 1 << 20

  struct Found {
    /// The repository's own first, none twice.
    var paths: [String] = []
    /// Those that are not there, and the directory that names them; nil for the repository's own.
    var missing: [(path: String, namedBy: String?)] = []
  }

  /// What cannot be read is left out. A relative path counts from the directory that names it, and only in the
  /// repository's own: so does libgit2.
  static func list(from own: String) -> Found {
    var found = Found()
    var identities: Set<[UInt64]> = []
    var waiting: [(path: String, namedBy: String?, depth: Int)] = [(own, nil, 0)]
    while let next = waiting.popLast(), found.paths.count < maximumDirectories {
      var info = stat()
      guard stat(next.path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
        found.missing.append((next.path, next.namedBy))
        continue
      }
      guard identities.insert([UInt64(info.st_dev), UInt64(info.st_ino)]).inserted else { continue }
      found.paths.append(next.path)
      guard next.depth < maximumDepth else { continue }
      for line in alternates(of: next.path).reversed() {
        if line.hasPrefix("/") {
          waiting.append((line, next.path, next.depth + 1))
        } else if line.hasPrefix("."), next.depth == 0 {
          waiting.append((next.path + "/" + line, next.path, next.depth + 1))
        }
      }
    }
    return found
  }

  private static func alternates(of directory: String) -> [String] {
    guard let file = try? OpenFile(directory + "/info/alternates"), file.size <= maximumFileSize,
      let bytes = try? file.bytes(at: 0, count: file.size)
    else { return [] }
    return bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).compactMap { line in
      guard line.first != UInt8(ascii: "#"), !line.contains(0) else { return nil }
      return String(validating: line, as: UTF8.self)
    }
  }
}
