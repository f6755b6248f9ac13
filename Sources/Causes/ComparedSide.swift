public import Fingerprints

/// One of the two trees of a comparison.
public protocol ComparedSide {
  /// Each path once, in any order. Entries that are the same on both sides may be left out of both.
  var entries: [ComparedEntry] { get }

  /// The content of a file; nil when it is not to be had, or when it is of more than `limit` bytes.
  func bytes(of entry: ComparedEntry, limit: Int) -> [UInt8]?

  /// Whether there is something at `path` that the side's ignore rules drop.
  func isDropped(_ path: BytePath) -> Bool
}

/// A side of which nothing is known but its entries, such as a record.
public struct ListedSide: ComparedSide {
  public let entries: [ComparedEntry]

  public init(_ entries: [ComparedEntry]) { self.entries = entries }

  public func bytes(of entry: ComparedEntry, limit: Int) -> [UInt8]? { nil }
  public func isDropped(_ path: BytePath) -> Bool { false }
}
