/// Finds objects in the indexes of several packs and keeps the parts of them that were read.
struct IndexCache {
  private let indexes: [PackIndex]
  private let limit: Int
  /// By the pack's number and the first byte of the ids.
  private var buckets: [Int: PackIndex.Bucket] = [:]
  private var byteCount = 0
  /// The pack that had the last object: the likeliest to have the next.
  private var lastPack = 0

  init(_ indexes: [PackIndex], limit: Int) {
    self.indexes = indexes
    self.limit = limit
  }

  /// The place of the object `id` in the first pack found to have it; nil when none has.
  mutating func find(_ id: [UInt8]) throws(ObjectFault) -> BaseCache.Key? {
    for turn in indexes.indices {
      let pack = turn == 0 ? lastPack : turn <= lastPack ? turn - 1 : turn
      if let offset = try find(id, inPack: pack) {
        lastPack = pack
        return BaseCache.Key(pack: pack, offset: offset)
      }
    }
    return nil
  }

  mutating func find(_ id: [UInt8], inPack pack: Int) throws(ObjectFault) -> Int? {
    guard let first = id.first else { return nil }
    let index = indexes[pack]
    let key = pack << 8 | Int(first)
    if let bucket = buckets[key] { return try index.offset(of: id, in: bucket) }
    guard limit > 0, let bucket = try index.bucket(first) else { return try index.offset(of: id) }
    byteCount += bucket.byteCount
    if byteCount > limit {
      buckets.removeAll()
      byteCount = bucket.byteCount
    }
    buckets[key] = bucket
    return try index.offset(of: id, in: bucket)
  }
}
