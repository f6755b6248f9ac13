internal import Fingerprints
internal import PackFiles

/// Finds what the commonest revisions name in the plainest repositories, without starting libgit2.
///
/// Everything that is not quite plain is left to libgit2: extensions, included or unusual configuration, work trees'
/// own refs, names that are not ASCII or stand for several refs, short ids, and whatever is damaged.
struct PlainRevision {
  /// Not checked against its content yet; tags of commits are followed.
  let object: ObjectID
  let isCommit: Bool
  /// See ``ResolvedRevision/isFixed``.
  let isFixed: Bool

  /// Nil where the repository or the revision is not plain, or where there is no such object.
  init?(_ revision: String, in layout: RepositoryLayout) {
    guard Self.isPlain(layout), let found = RefFiles(layout).find(revision),
      let reader = try? ObjectReader(ObjectFiles(objectsDirectory: layout.objectsDirectory))
    else { return nil }
    var id = found.object
    for _ in 0..<8 {
      guard let object = try? reader.read(id) else { return nil }
      guard object.type == .tag else {
        self.object = id
        isCommit = object.type == .commit
        isFixed = found.ref.map { $0.hasPrefix("refs/tags/") } ?? true
        return
      }
      // What a tag says is only believed of a tag that is whole.
      guard let hasher = try? MessageDigest(.sha1),
        ObjectIDCheck.holds(object.content.span.bytes, .tag, id, by: hasher), let target = TagTarget.of(object.content)
      else { return nil }
      id = target
    }
    return nil
  }

  /// Whether the configuration is one that this type understands, and asks for nothing special.
  private static func isPlain(_ layout: RepositoryLayout) -> Bool {
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
