internal import BuildContext
internal import CopyDigests
internal import DigestSchemes
internal import Fingerprints
internal import Git
internal import Model

/// Computes the digests of a context in several schemes in one pass over its bytes.
enum SchemeAnswering {
  /// Digests by scheme, and for each scheme without one the reason.
  struct Answer {
    var digests: [String: String] = [:]
    var reasons: [String: String] = [:]
  }

  /// One pass gives the entries of the manifest as well.
  ///
  /// - Parameter isUnpacked: whether BuildKit unpacks the context itself, instead of being sent it by a client.
  static func answer<Feed: ContentFeed & ~Copyable>(
    _ feed: inout Feed, schemes names: [String], isUnpacked: Bool = false
  ) throws -> (entries: [ContextEntry], answer: Answer) {
    let wanted = Set(names.compactMap(DigestScheme.init(rawValue:)))
    let computed = try ContextDigests.compute(
      &feed, schemes: wanted.subtracting([.buildkit]), records: wanted.contains(.buildkit))
    var answer = Answer()
    for (scheme, result) in computed.schemes {
      switch result {
      case .digest(let text): answer.digests[scheme.rawValue] = text
      case .unavailable(let reason): answer.reasons[scheme.rawValue] = reason
      }
    }
    if wanted.contains(.buildkit) { try addBuildKit(computed.records, isUnpacked, to: &answer) }
    return (computed.entries, answer)
  }

  /// The digest by which `COPY . /` is cached.
  private static func addBuildKit(
    _ records: [ContentRecord], _ isUnpacked: Bool, to answer: inout Answer
  ) throws {
    let name = DigestScheme.buildkit.rawValue
    let tree = try ContentTree(records, root: isUnpacked ? .onDisk : .transferred)
    guard !tree.isHistoryDependent else {
      answer.reasons[name] = "the context is empty: the digest then depends on what the builder was sent before"
      return
    }
    answer.digests[name] = try CopyDigest(of: [CopySelector(path: [UInt8(ascii: "/")])], in: tree).contentDigest.text
  }
}
