public import Limits

/// How much an object directory may ask of a reader before it gives up.
public struct ReadLimits: Hashable, Sendable {
  /// Bytes of one object, and of each object that its deltas need.
  public var objectSize: Int
  /// Deltas one upon the other; git writes at most 4,095.
  public var deltaDepth: Int
  /// Bytes of objects that a reader keeps because deltas may need them again.
  public var baseCacheSize: Int
  /// Bytes of pack indexes that a reader keeps; with 0, each object is looked up in the file.
  public var indexCacheSize: Int
  /// Packs that are opened, the largest first; each takes two file descriptors.
  public var packs: Int

  public init(
    objectSize: Int = Limits.current.count(.blob), deltaDepth: Int = 4_096, baseCacheSize: Int = 8 << 20,
    indexCacheSize: Int = 4 << 20, packs: Int = 1_000
  ) {
    self.objectSize = objectSize
    self.deltaDepth = deltaDepth
    self.baseCacheSize = baseCacheSize
    self.indexCacheSize = indexCacheSize
    self.packs = packs
  }
}
