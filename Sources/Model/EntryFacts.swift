/// What a context's manifest does not say of its entries.
public struct EntryFacts: Hashable, Sendable, Codable {
  /// In bytes, one for each line of the manifest, in its order; 0 for a directory.
  public var sizes: [UInt64]
  /// What the links say, escaped as in a manifest, in the order of their lines.
  public var targets: [String]

  public init(sizes: [UInt64], targets: [String]) {
    self.sizes = sizes
    self.targets = targets
  }
}
