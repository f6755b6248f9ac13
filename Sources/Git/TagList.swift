public import Fingerprints
internal import Glibc
internal import PackFiles

/// The tags of a repository, read straight from their files.
public enum TagList {
  private static let most = 20_000

  /// The object of each tag by the tag's name; nil when there are too many. What is no id is left out.
  ///
  /// Source: gitrepository-layout(5), git-pack-refs(1).
  public static func read(_ layout: RepositoryLayout) -> [String: ObjectID]? {
    var tags: [String: ObjectID] = [:]
    let prefix = Array("refs/tags/".utf8)
    for line in (SmallFile.read(layout.commonDirectory + "/packed-refs", limit: 64 << 20) ?? []).split(separator: 0x0A)
    where line.count > 41 + prefix.count && line.dropFirst(41).starts(with: prefix) {
      guard tags.count < most else { return nil }
      let name = String(decoding: line.dropFirst(41 + prefix.count), as: UTF8.self)
      tags[name] = ObjectID(hex: String(decoding: line.prefix(40), as: UTF8.self))
    }
    // Loose ones go before packed ones.
    return collect(layout.commonDirectory + "/refs/tags", "", depth: 0, into: &tags) ? tags : nil
  }

  private static func collect(
    _ directory: String, _ prefix: String, depth: Int, into tags: inout [String: ObjectID]
  ) -> Bool {
    guard depth < 32, let listing = opendir(directory) else { return true }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = directory + "/" + name
      var info = stat()
      guard lstat(path, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR {
        guard collect(path, prefix + name + "/", depth: depth + 1, into: &tags) else { return false }
      } else if info.st_mode & S_IFMT == S_IFREG, let bytes = SmallFile.read(path, limit: 1024) {
        guard tags.count < most else { return false }
        if let id = ObjectID(hex: String(decoding: bytes.prefix(40), as: UTF8.self)) { tags[prefix + name] = id }
      }
    }
    return true
  }
}
