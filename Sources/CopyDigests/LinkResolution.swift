internal import Fingerprints

/// Finds what a path leads to when the links on the way are followed inside the tree.
///
/// Nothing leads out: an absolute target begins at the root, and above the root is the root. As in the reference,
/// `..` is taken up by the text of the path, whether or not what comes before it is there.
/// Source: moby/buildkit, cache/contenthash/checksum.go, `getFollowLinksCallback` (H9).
struct LinkResolution {
  enum Place: Hashable {
    case root
    /// The place of a record.
    case entry(Int)
  }

  /// Where the path leads, relative to the root; also when there is nothing.
  let path: [UInt8]
  let place: Place?
  /// The places of the links that were followed, in order.
  let links: [Int]

  /// - Parameters:
  ///   - path: relative to the root, clean.
  ///   - followingLast: whether a link at the end is followed, too.
  /// - Throws: ``CopyFailure/tooManyLinks(_:)``.
  init(_ path: [UInt8], in tree: ContentTree, followingLast: Bool) throws(CopyFailure) {
    var links: [Int] = []
    let resolved = Self.follow(path, followingLast: followingLast) { path in
      guard let index = tree.index(of: path), case .symlink(let target) = tree.records[index].entry.kind else {
        return nil
      }
      links.append(index)
      return target
    }
    guard let resolved else { throw .tooManyLinks([UInt8(ascii: "/")] + path) }
    self.path = resolved
    self.links = links
    place = resolved.isEmpty ? .root : tree.index(of: resolved).map { .entry($0) }
  }

  /// Where the clean `path` leads, relative to the root; nil when there are too many links on the way.
  ///
  /// - Parameter target: the text of the link at a path, nil where there is none.
  static func follow<Failure: Error>(
    _ path: [UInt8], followingLast: Bool, target: ([UInt8]) throws(Failure) -> [UInt8]?
  ) throws(Failure) -> [UInt8]? {
    var current: [UInt8] = []
    var rest = path[...]
    var links = 0
    while !rest.isEmpty {
      let part = rest.prefix { $0 != UInt8(ascii: "/") }
      rest = rest.dropFirst(part.count + 1)
      let next = Self.applying(part, to: current)
      guard !next.isEmpty, followingLast || !rest.isEmpty, let text = try target(next) else {
        current = next
        continue
      }
      links += 1
      guard links <= Self.maximumLinks else { return nil }
      rest = (text + [UInt8(ascii: "/")] + rest)[...]
      if text.first == UInt8(ascii: "/") { current = [] }
    }
    return current
  }

  private static let maximumLinks = 255

  private static func applying(_ part: ArraySlice<UInt8>, to path: [UInt8]) -> [UInt8] {
    if part.isEmpty || part.elementsEqual([0x2E]) { return path }
    if part.elementsEqual([0x2E, 0x2E]) { return BytePath(path).parent.bytes }
    return BytePath(path).appending(Array(part)).bytes
  }
}
