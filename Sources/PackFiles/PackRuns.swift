internal import Fingerprints

/// Objects in the order in which packs hold them, cut into pieces that are read at once.
enum PackRuns {
  /// An object that is wanted.
  struct Wanted: Sendable {
    let place: BaseCache.Key
    /// Its position in the list of those wanted.
    let position: Int
  }

  /// A piece goes no further in a pack than this from its beginning.
  private static let span = 192 << 10

  /// The pieces; objects that no pack has are in none of them.
  ///
  /// - Throws: ``ObjectFault`` when an index cannot be read.
  static func plan(_ ids: [ObjectID], in files: ObjectFiles) throws(ObjectFault) -> [ArraySlice<Wanted>] {
    var indexes = IndexCache(files.packs.map(\.index), limit: files.limits.indexCacheSize)
    var wanted: [Wanted] = []
    wanted.reserveCapacity(ids.count)
    for (position, id) in ids.enumerated() {
      if let place = try indexes.find(id.bytes) { wanted.append(Wanted(place: place, position: position)) }
    }
    wanted.sort { left, right in
      if left.place.pack != right.place.pack { return left.place.pack < right.place.pack }
      return left.place.offset != right.place.offset
        ? left.place.offset < right.place.offset : left.position < right.position
    }
    var runs: [ArraySlice<Wanted>] = []
    var first = 0
    for index in wanted.indices where index > first {
      let start = wanted[first].place
      let place = wanted[index].place
      if place.pack != start.pack || place.offset - start.offset > span {
        runs.append(wanted[first..<index])
        first = index
      }
    }
    if first < wanted.count { runs.append(wanted[first...]) }
    return runs
  }
}
