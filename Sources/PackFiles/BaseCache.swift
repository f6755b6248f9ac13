/// Keeps objects that deltas may need again, the last used longest, within a number of bytes.
struct BaseCache {
  /// A place in a pack.
  struct Key: Hashable {
    let pack: Int
    let offset: Int
  }

  private struct Kept {
    let object: StoredObject
    /// When it was last asked for.
    var use: Int
  }

  private let limit: Int
  private var kept: [Key: Kept] = [:]
  private var byteCount = 0
  private var uses = 0
  /// What an entry costs beside its content.
  private static let overhead = 128

  init(limit: Int) { self.limit = limit }

  mutating func find(_ key: Key) -> StoredObject? {
    guard !kept.isEmpty, let index = kept.index(forKey: key) else { return nil }
    uses += 1
    kept.values[index].use = uses
    return kept.values[index].object
  }

  /// Keeps `object`, unless it alone would be too much.
  mutating func keep(_ object: StoredObject, at key: Key) {
    let cost = object.content.count + Self.overhead
    guard cost <= limit, kept[key] == nil else { return }
    uses += 1
    kept[key] = Kept(object: object, use: uses)
    byteCount += cost
    if byteCount > limit { shrink() }
  }

  /// Drops what was used longest ago until half of the room is free, so that it is not sorted for each object.
  private mutating func shrink() {
    for (key, entry) in kept.sorted(by: { $0.value.use < $1.value.use }) {
      guard byteCount > limit / 2, entry.use != uses else { return }
      kept[key] = nil
      byteCount -= entry.object.content.count + Self.overhead
    }
  }
}
