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

  /// - Parameters:
  ///   - path: relative to the root, clean.
  ///   - followingLast: whether a link at the end is followed, too.
  /// - Throws: ``CopyFailure/tooManyLinks(_:)``.
  init(_ path: [UInt8], in tree: ContentTree, followingLast: Bool) throws(CopyFailure) {
    var current: [UInt8] = []
    var place: Place? = .root
    var rest = path[...]
    var links = 0
    while !rest.isEmpty {
      let part = rest.prefix { $0 != UInt8(ascii: "/") }
      rest = rest.dropFirst(part.count + 1)
      let next = Self.applying(part, to: current)
      place = next.isEmpty ? .root : tree.index(of: next).map { .entry($0) }
      guard case .entry(let index)? = place, case .symlink(let target) = tree.records[index].entry.kind,
        followingLast || !rest.isEmpty
      else {
        current = next
        continue
      }
      links += 1
      guard links <= Self.maximumLinks else { throw .tooManyLinks([UInt8(ascii: "/")] + path) }
      rest = (target + [UInt8(ascii: "/")] + rest)[...]
      if target.first == UInt8(ascii: "/") { current = [] }
    }
    self.path = current
    self.place = place
  }

  private static let maximumLinks = 255

  private static func applying(_ part: ArraySlice<UInt8>, to path: [UInt8]) -> [UInt8] {
    if part.isEmpty || part.elementsEqual([0x2E]) { return path }
    if part.elementsEqual([0x2E, 0x2E]) { return BytePath(path).parent.bytes }
    return BytePath(path).appending(Array(part)).bytes
  }
}
