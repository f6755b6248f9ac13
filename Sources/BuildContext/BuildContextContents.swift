public import Fingerprints

/// A build context: its entries, its canonical listing and what was noticed on the way.
public struct BuildContextContents: Sendable {
  /// Directories before their entries, names in byte order.
  public let entries: [ContextEntry]
  public let manifest: Manifest
  /// How many entries the ignore rules dropped; what lies below a pruned directory is not counted.
  public let ignoredCount: Int
  /// What a user should know: one sentence each, names escaped.
  public let warnings: [String]

  public init(entries: [ContextEntry], ignoredCount: Int, warnings: [String]) {
    self.entries = entries
    manifest = Manifest(entries: entries)
    self.ignoredCount = ignoredCount
    self.warnings = warnings
  }
}
