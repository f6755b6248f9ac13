public import Fingerprints

/// What a tag object says.
///
/// Source: git, Documentation/gitformat-signature.txt, and `mktag`'s rules.
public struct TagRecord: Hashable, Sendable {
  /// What a signature is made with, as its first line tells.
  public enum SignatureKind: String, Hashable, Sendable, Codable {
    case openPGP
    case ssh
    case x509
  }

  public let id: ObjectID
  /// What it is a tag of.
  public let target: ObjectID
  /// The name it gives itself; nil where there is none.
  public let name: [UInt8]?
  /// Seconds since 1970, by whoever made it; nil when it does not say.
  public let time: Int64?
  /// The bytes that are signed: all before the signature.
  public let payload: [UInt8]
  /// Armoured, as it stands in the object; nil when the tag is not signed.
  public let signature: [UInt8]?
  public let kind: SignatureKind?

  init(_ id: ObjectID, _ content: [UInt8], target: ObjectID) {
    self.id = id
    self.target = target
    var start: (index: Int, kind: SignatureKind)?
    var index = 0
    // The last line that begins one counts, as in git's parse_signature.
    for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if let kind = Self.kind(of: line) { start = (index, kind) }
      index += line.count + 1
    }
    payload = start.map { Array(content[..<$0.index]) } ?? content
    signature = start.map { Array(content[$0.index...]) }
    kind = start?.kind
    let header = payload.split(separator: 0x0A, omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    func field(_ name: String) -> ArraySlice<UInt8>? {
      header.first { $0.starts(with: (name + " ").utf8) }?.dropFirst(name.utf8.count + 1)
    }
    name = field("tag").map { Array($0) }
    time = field("tagger").flatMap { line in
      let words = line.split(separator: 0x20)
      return words.count >= 2 ? Int64(String(decoding: words[words.count - 2], as: UTF8.self)) : nil
    }
  }

  private static func kind(of line: ArraySlice<UInt8>) -> SignatureKind? {
    if line.elementsEqual("-----BEGIN PGP SIGNATURE-----".utf8)
      || line.elementsEqual("-----BEGIN PGP MESSAGE-----".utf8)
    {
      return .openPGP
    }
    if line.elementsEqual("-----BEGIN SSH SIGNATURE-----".utf8) { return .ssh }
    return line.elementsEqual("-----BEGIN SIGNED MESSAGE-----".utf8) ? .x509 : nil
  }
}

/// A ref below `refs/tags/` and all it leads to.
public struct TagReading: Hashable, Sendable {
  /// Tags upon tags, the outermost first; empty for a lightweight tag.
  public let tags: [TagRecord]
  /// What the last of them, or the ref itself, is for.
  public let target: ObjectID
  /// `commit`, `tree` or `blob`.
  public let targetType: String
  /// Whether a branch has the name, too.
  public let isAlsoBranch: Bool
}

extension RevisionResolver {
  /// The tag whose ref has the full name `ref`; nothing else of that name is looked at. Nil when there is none.
  ///
  /// - Throws: ``GitFailure`` when an object on the way is missing or damaged.
  public func readTag(_ ref: String) throws(GitFailure) -> TagReading? {
    let name = try RevisionName(tag: ref)
    let walk = try RevisionWalk(layout)
    var id: ObjectID
    do throws(GitFailure) {
      id = try base(of: name, walk).object
    } catch {
      if error.kind == .unknownRevision { return nil }
      throw error
    }
    let branch = "refs/heads/" + name.name.dropFirst("refs/tags/".count)
    let isAlsoBranch = (try? base(of: RevisionName(branch), walk)) != nil
    var tags: [TagRecord] = []
    let last = try walk.untagged(id, name.shown) { record in tags.append(record) }
    id = last.id
    return TagReading(tags: tags, target: id, targetType: "\(last.type)", isAlsoBranch: isAlsoBranch)
  }
}
