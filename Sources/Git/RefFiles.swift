public import Fingerprints
internal import Glibc
internal import PackFiles

/// Reads refs straight from their files, for questions that are asked often; without libgit2.
///
/// It answers only where nothing can be said against the answer; ``RevisionResolver`` knows the rest. Source:
/// gitrepository-layout(5), git-pack-refs(1).
public struct RefFiles: Sendable {
  private let layout: RepositoryLayout

  public init(_ layout: RepositoryLayout) { self.layout = layout }

  /// The object that `revision` names, perhaps a tag: `HEAD`, a full id, the full name of a ref, or a name that only
  /// one tag, branch or remote branch has. Nil when it names nothing, several, or must be worked out.
  public func object(_ revision: String) -> ObjectID? { find(revision)?.object }

  /// The same with the ref it was found by, nil for an id.
  func find(_ revision: String) -> (object: ObjectID, ref: String?)? {
    if let id = ObjectID(hex: revision), revision == id.hex { return (id, nil) }
    let isFull = revision == "HEAD" || revision.hasPrefix("refs/")
    guard isFull || Self.isPlain(revision) else { return nil }
    let names = isFull ? [revision] : ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map { $0 + revision }
    let found = names.compactMap { name in Self.isPlain(name) || name == "HEAD" ? target(of: name) : nil }
    return found.count == 1 ? found[0] : nil
  }

  private func target(of ref: String) -> (object: ObjectID, ref: String?)? {
    follow(ref, hops: 0).map { ($0, ref) }
  }

  /// Whether `name` is one that git would make and that leads nowhere but below `refs`.
  private static func isPlain(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard !bytes.isEmpty, bytes.count <= 512, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !bytes.contains(where: { Array("~^:?*[\\@".utf8).contains($0) })
    else { return false }
    return bytes.split(separator: 0x2F, omittingEmptySubsequences: false).allSatisfy {
      guard let first = $0.first, let last = $0.last else { return false }
      return first != 0x2E && last != 0x2E && first != 0x2D && !$0.elementsEqual(Array("HEAD".utf8))
    }
  }

  private func follow(_ name: String, hops: Int) -> ObjectID? {
    // These are a work tree's own, in places of their own.
    let isOwn = ["refs/bisect/", "refs/worktree/", "refs/rewritten/"].contains { name.hasPrefix($0) }
    guard hops <= 5, !isOwn else { return nil }
    let path = (name == "HEAD" ? layout.gitDirectory : layout.commonDirectory) + "/" + name
    guard let line = SmallFile.read(path, limit: 1024) else {
      // A loose ref goes before a packed one, also when it cannot be read.
      var info = stat()
      return lstat(path, &info) != 0 && errno == ENOENT ? packed(name) : nil
    }
    let text = String(decoding: line.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    guard text.hasPrefix("ref: ") else { return ObjectID(hex: text) }
    let target = String(text.dropFirst(5))
    guard target.hasPrefix("refs/"), Self.isPlain(target) else { return nil }
    return follow(target, hops: hops + 1)
  }

  /// Refuses refs in files that libgit2 would wait for ever on, those that `name` leads to among them.
  ///
  /// - Throws: ``GitFailure`` of kind `notARepository`.
  func requireRegular(_ name: String, hops: Int = 0) throws(GitFailure) {
    for directory in Set([layout.gitDirectory, layout.commonDirectory]) {
      let path = directory + "/" + name
      try RepositoryLayout.requireRegular(path, orDirectory: true)
      guard hops < 8, let bytes = SmallFile.read(path, limit: 4096), bytes.starts(with: Array("ref:".utf8)) else {
        continue
      }
      let target = bytes.dropFirst(4).drop { $0 == 0x20 || $0 == 0x09 }.prefix { $0 > 0x20 }
      try requireRegular(String(decoding: target, as: UTF8.self), hops: hops + 1)
    }
  }

  private func packed(_ name: String) -> ObjectID? {
    guard let bytes = SmallFile.read(layout.commonDirectory + "/packed-refs", limit: 64 << 20) else { return nil }
    let wanted = Array(name.utf8)
    for line in bytes.split(separator: 0x0A) where line.count == 41 + wanted.count {
      if line[line.startIndex + 40] == 0x20, line.suffix(wanted.count).elementsEqual(wanted) {
        return ObjectID(hex: String(decoding: line.prefix(40), as: UTF8.self))
      }
    }
    return nil
  }
}
