public import Fingerprints

/// What a `COPY` or `ADD` takes of the context, as it enters BuildKit's cache key.
///
/// The key has a third part, the digest of the instruction itself with its destination, owner and mode, which depends
/// on what is known of the stage's base image only when it is built; it is not computed here.
public struct CopyDigest: Hashable, Sendable {
  /// One thing that is selected.
  public struct Part: Hashable, Sendable {
    public let selector: CopySelector
    public let digest: SHA256Digest
  }

  /// What is really looked at, in the order in which it is hashed. See ``selectors(of:)``.
  public let parts: [Part]
  /// What the copied content contributes to the cache key (H8): the SHA-256 of the digests of all parts, as text with
  /// zero bytes in between, also when there is one alone.
  public let contentDigest: SHA256Digest
  /// The digest of the list of sources. See ``selectorDigest(of:)``.
  public let selectorDigest: SHA256Digest

  /// - Parameter sources: all sources of one instruction that are in the context, in any order.
  /// - Throws: ``CopyFailure`` for the first source on which BuildKit fails. Of several it reports any one.
  public init(of sources: [CopySelector], in tree: ContentTree) throws(CopyFailure) {
    var parts: [Part] = []
    var text: [UInt8] = []
    for selector in Self.selectors(of: sources) {
      let digest = try tree.digest(of: selector)
      if !parts.isEmpty { text.append(0) }
      DigestText.append(digest, to: &text)
      parts.append(Part(selector: selector, digest: digest))
    }
    self.parts = parts
    do throws(DigestUnavailable) {
      contentDigest = try SHA256Digest.of(text)
      selectorDigest = try Self.selectorDigest(of: sources)
    } catch {
      throw .digest(error)
    }
  }

  /// The digest of the paths of `sources` as they are written, with wildcards and duplicates: joined by zero bytes in
  /// descending order (H8). It depends on no content and is known also where the content cannot be.
  ///
  /// Source: moby/buildkit, solver/llbsolver/ops/file.go, `CacheMap`.
  public static func selectorDigest(of sources: [CopySelector]) throws(DigestUnavailable) -> SHA256Digest {
    let paths = sources.map(\.path).sorted { $1.precedes($0) }
    return try SHA256Digest.of(Array(paths.joined(separator: [0])))
  }

  /// What is looked at for `sources`, ascending by path (H7): of sources that select all that lies at one path, none
  /// twice and none below another one; all others as they are.
  ///
  /// Those of equal paths stay in their order. The reference does not promise that for more than twelve; it matters
  /// only to `COPY --parents` with several `/./`.
  /// Source: moby/buildkit, solver/llbsolver/ops/file.go, `dedupeSelectors`.
  public static func selectors(of sources: [CopySelector]) -> [CopySelector] {
    var whole: [CopySelector] = []
    for source in sources.filter({ !$0.selectsList }).sorted(by: { KeyOrder.precedes($0.path, $1.path) }) {
      // In the order of keys all that lies below a path follows it at once.
      if let last = whole.last, source.path == last.path || KeyOrder.isBelow(source.path, last.directoryPath) {
        continue
      }
      whole.append(CopySelector(path: source.path))
    }
    return (whole + sources.filter(\.selectsList)).sorted { $0.path.precedes($1.path) }
  }
}

extension CopySelector {
  /// The path with nothing for the root, whose slash is already that of what lies below it.
  fileprivate var directoryPath: [UInt8] { path.count == 1 ? [] : path }
}
