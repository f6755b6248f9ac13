internal import Dockerignore
internal import Fingerprints

/// Where the bytes of the context are, the largest directories first.
enum LargeDirectories {
  private static let smallest: UInt64 = 10_000_000
  private static let most = 5

  /// - Parameter except: for each entry, whether another finding speaks of it.
  static func findings(_ context: LintContext, except: [Bool]) -> [Finding] {
    let tree = context.tree
    var sizes = [UInt64](repeating: 0, count: tree.entries.count)
    var largestChild = sizes
    var total: UInt64 = 0
    for index in tree.entries.indices.reversed() where context.listing.isListed[index] {
      let entry = tree.entries[index]
      if entry.kind != .directory { sizes[index] = entry.size; total += entry.size }
      guard let parent = entry.parent else { continue }
      sizes[parent] += sizes[index]
      if entry.kind == .directory { largestChild[parent] = max(largestChild[parent], sizes[index]) }
    }
    let large = tree.entries.indices.filter { index in
      // Where one directory inside makes up nearly all, that one is named.
      tree.entries[index].kind == .directory && !except[index] && sizes[index] >= smallest
        && sizes[index] >= total / 10 && largestChild[index] < sizes[index] / 10 * 9
    }
    return large.sorted { sizes[$0] > sizes[$1] }.prefix(most).map { index in
      let inside = tree.entries.indices.filter { isBelow($0, index, tree) && context.listing.isListed[$0] }
      return context.finding(
        .largeDirectory, .note, line: nil,
        "\(PathText.visible(BytePath(tree.entries[index].path))) is \(sizes[index] * 100 / max(1, total)) % of the context",
        [index] + inside, shown: [index])
    }
  }

  private static func isBelow(_ index: Int, _ directory: Int, _ tree: AdviceTree) -> Bool {
    var parent = tree.entries[index].parent
    while let above = parent {
      if above == directory { return true }
      parent = tree.entries[above].parent
    }
    return false
  }
}
