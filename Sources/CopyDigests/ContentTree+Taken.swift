extension ContentTree {
  /// The places in ``records`` of all that `sources` take, ascending: the entries whose digests are part of what
  /// ``CopyDigest`` computes of the same sources, and the links that lead to them.
  ///
  /// - Throws: ``CopyFailure`` for the first source on which BuildKit fails.
  public func taken(by sources: [CopySelector]) throws(CopyFailure) -> [Int] {
    var taken: Set<Int> = []
    for source in sources {
      guard source.selectsList else {
        try take(following: source.relativePath, &taken)
        continue
      }
      let list = try ListSelection(source, in: self)
      taken.formUnion(list.links)
      for item in list.items {
        taken.insert(item.index)
        if item.isTop, case .symlink = records[item.index].entry.kind {
          try take(following: Array(item.path.dropFirst()), &taken)
        }
      }
    }
    return taken.sorted()
  }

  /// The same, where a source on which BuildKit fails takes nothing.
  public func takenAsFarAsKnown(by sources: [CopySelector]) -> [Int] {
    Set(sources.flatMap { (try? taken(by: [$0])) ?? [] }).sorted()
  }

  private func take(following path: [UInt8], _ taken: inout Set<Int>) throws(CopyFailure) {
    let resolution = try LinkResolution(path, in: self, followingLast: true)
    taken.formUnion(resolution.links)
    switch resolution.place {
    case .root: taken.formUnion(records.indices)
    case .entry(let index): taken.formUnion(index..<ends[index])
    case nil: throw .notFound([UInt8(ascii: "/")] + path)
    }
  }

  /// The places of the entry at `path` and of all that lies below it; empty where there is nothing.
  public func subtree(of path: [UInt8]) -> Range<Int> {
    if path.isEmpty { return records.indices }
    return index(of: path).map { $0..<ends[$0] } ?? 0..<0
  }
}
