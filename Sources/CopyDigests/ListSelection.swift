internal import Fingerprints
internal import Glob

/// The entries that a source with wildcards, includes or excludes selects, in the order of their keys.
///
/// Source: moby/buildkit, cache/contenthash/checksum.go, `includedPaths` (H10).
struct ListSelection {
  struct Item {
    /// Absolute, with the beginning as written in the source and not as links resolve it.
    let path: [UInt8]
    /// The place of the record.
    let index: Int
    /// Whether it is not below a directory that is copied: then a link counts as what it leads to.
    let isTop: Bool
  }

  /// A directory around the current entry.
  private struct Header {
    let item: Item
    let state: SelectorFilter.State
    var isSelected: Bool
  }

  private(set) var items: [Item] = []
  /// The beginning of the paths of all items that is not hashed.
  let prefix: [UInt8]
  /// The places of the links on the way to it.
  let links: [Int]

  private let tree: ContentTree
  private let selector: CopySelector
  private let hasWildcard: Bool
  private var filter: SelectorFilter
  private var open: [Header] = []
  /// What matched the wildcard last.
  private var matched: [UInt8] = []

  /// - Throws: ``CopyFailure``.
  init(_ selector: CopySelector, in tree: ContentTree) throws(CopyFailure) {
    self.tree = tree
    self.selector = selector
    hasWildcard = selector.hasWildcard
    filter = try SelectorFilter(selector)
    let start = hasWildcard ? selector.fixedPrefix : selector.relativePath
    prefix = start.isEmpty ? [] : [UInt8(ascii: "/")] + start
    let resolution = try LinkResolution(start, in: tree, followingLast: hasWildcard)
    links = resolution.links
    if let place = resolution.place { try read(place, resolvedCount: resolution.path.count) }
    try checkRequired()
  }

  /// - Parameter resolvedCount: the length of the path that ``prefix`` leads to.
  private mutating func read(_ place: LinkResolution.Place, resolvedCount: Int) throws(CopyFailure) {
    if hasWildcard {
      guard (try? NameMatch.checkAll(selector.path)) != nil else { throw .wildcardSyntax(selector.path) }
    }
    let range: Range<Int>
    switch place {
    case .root:
      range = tree.records.indices
      // The root is never selected itself, but its comparison can fail.
      var state = SelectorFilter.State()
      if !hasWildcard { _ = try filter.selects([], under: nil, &state) }
    case .entry(let index): range = index..<tree.ends[index]
    }
    for index in range {
      let path = tree.records[index].entry.path.bytes
      // What is left behind the root lacks the slash.
      let slash: [UInt8] = resolvedCount == 0 ? [UInt8(ascii: "/")] : []
      try visit(index, at: prefix + slash + path[resolvedCount...])
    }
  }

  private mutating func visit(_ index: Int, at path: [UInt8]) throws(CopyFailure) {
    while let last = open.last, tree.ends[last.item.index] <= index { open.removeLast() }
    let base: [UInt8]
    if hasWildcard {
      if matched.isEmpty || !KeyOrder.isBelow(path, matched) {
        guard (try? NameMatch.matches(selector.path, path)) == true else { return }
        matched = path
      }
      base = matched
    } else {
      base = prefix
    }
    let item = Item(path: path, index: index, isTop: open.isEmpty)
    var state = SelectorFilter.State()
    let isSelected = try filter.selects(Array(path.dropFirst(base.count + 1)), under: open.last?.state, &state)
    if isSelected {
      // A directory that is not selected is part of the list once something below it is.
      for level in open.indices where !open[level].isSelected {
        items.append(open[level].item)
        open[level].isSelected = true
      }
      items.append(item)
    }
    if tree.records[index].entry.kind == .directory {
      open.append(Header(item: item, state: state, isSelected: isSelected))
    }
  }

  private func checkRequired() throws(CopyFailure) {
    for path in selector.required where !items.contains(where: { $0.path.starts(with: path) }) {
      throw .notFound(path)
    }
  }
}
