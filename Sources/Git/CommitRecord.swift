public import Fingerprints

/// What a commit says of itself.
public struct CommitRecord: Hashable, Sendable {
  public let id: ObjectID
  public let tree: ObjectID
  /// In the commit's order: of a merge, what was merged into comes first.
  public let parents: [ObjectID]
  /// Seconds since 1970, by the committer's clock; 0 when the commit does not say.
  public let time: Int64
  /// The first paragraph of the message as one line, in whatever encoding; empty when there is no message.
  public let subject: [UInt8]
}

extension ObjectStore {
  /// The commit `id`, its parents as they are recorded, also where a shallow clone does not have them.
  ///
  /// - Throws: ``GitFailure`` of kind `object` when the commit cannot be read or is none that git would write.
  public func record(ofCommit id: ObjectID) throws(GitFailure) -> CommitRecord {
    let text = try text(ofCommit: id)
    return CommitRecord(id: id, tree: text.tree, parents: text.parents, time: text.time ?? 0, subject: text.subject)
  }

  /// The tree of commit `id` and the commit's committer time in seconds since 1970.
  ///
  /// - Throws: ``GitFailure`` when the commit cannot be read or is none that git would write.
  public func commit(_ id: ObjectID) throws(GitFailure) -> (tree: ObjectID, committerTime: Int64?) {
    let text = try text(ofCommit: id)
    return (text.tree, text.time)
  }

  private func text(ofCommit id: ObjectID) throws(GitFailure) -> CommitText {
    try withObject(id, .commit, what: "") { (content: RawSpan) throws(GitFailure) in
      try CommitText(content.withUnsafeBytes { Array($0) }, of: id)
    }
  }
}

/// A commit as it is stored.
private struct CommitText {
  let tree: ObjectID
  let parents: [ObjectID]
  /// Of the first line that names a committer, as git takes it; nil when it does not say.
  let time: Int64?
  /// The lines behind the header.
  private let message: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8], of id: ObjectID) throws(GitFailure) {
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let header = lines.prefix { !$0.isEmpty }
    guard let first = header.first, first.starts(with: Array("tree ".utf8)), let tree = Self.id(first.dropFirst(5))
    else { throw Self.damaged(id, "it does not begin with a tree") }
    var parents: [ObjectID] = []
    for line in header where line.starts(with: Array("parent ".utf8)) {
      guard let parent = Self.id(line.dropFirst(7)) else { throw Self.damaged(id, "a parent is no object id") }
      parents.append(parent)
    }
    let committer = header.first { $0.starts(with: Array("committer ".utf8)) }
    time = committer.flatMap { line in
      let words = line.split(separator: 0x20)
      return words.count >= 2 ? Int64(String(decoding: words[words.count - 2], as: UTF8.self)) : nil
    }
    self.tree = tree
    self.parents = parents
    message = Array(lines.dropFirst(header.count).drop { $0.isEmpty })
  }

  var subject: [UInt8] {
    Array(message.prefix { line in line.contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } }.joined(separator: [0x20]))
  }

  private static func id(_ hex: ArraySlice<UInt8>) -> ObjectID? { ObjectID(hex: String(decoding: hex, as: UTF8.self)) }

  private static func damaged(_ id: ObjectID, _ detail: String) -> GitFailure {
    GitFailure(
      kind: .object, operation: "read commit \(id)", detail: detail,
      remedy: "run \"git fsck\" in the repository")
  }
}
