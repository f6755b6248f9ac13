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
    let bytes = try withObject(id, .commit, what: "commit \(id.short)") { (content: RawSpan) throws(GitFailure) in
      content.withUnsafeBytes { Array($0) }
    }
    var tree: ObjectID?
    var parents: [ObjectID] = []
    var time: Int64 = 0
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let header = lines.prefix { !$0.isEmpty }
    for line in header {
      let words = line.split(separator: 0x20)
      guard words.count >= 2 else { continue }
      let value = String(decoding: words[1], as: UTF8.self)
      switch String(decoding: words[0], as: UTF8.self) {
      case "tree" where tree == nil: tree = ObjectID(hex: value)
      case "parent":
        guard let parent = ObjectID(hex: value) else { throw Self.damaged(id, "a parent is no object id") }
        parents.append(parent)
      case "committer": time = Int64(String(decoding: words[words.count - 2], as: UTF8.self)) ?? 0
      default: break
      }
    }
    guard let tree else { throw Self.damaged(id, "it names no tree") }
    let message = lines.dropFirst(header.count).drop { $0.isEmpty }
    let subject = message.prefix { line in line.contains { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } }
    return CommitRecord(
      id: id, tree: tree, parents: parents, time: time, subject: Array(subject.joined(separator: [0x20])))
  }

  private static func damaged(_ id: ObjectID, _ detail: String) -> GitFailure {
    GitFailure(
      kind: .object, operation: "read commit \(id.short)", detail: detail,
      remedy: "run \"git fsck\" in the repository")
  }
}
