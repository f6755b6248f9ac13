public import Fingerprints

/// The bytes of a context's files, added up as they are found, so that too many show before they are read.
public struct ContextSize: Hashable, Sendable {
  public private(set) var bytes: UInt64 = 0

  public init() {}

  /// Adds a file, or what was added up elsewhere.
  ///
  /// - Throws: ``ContextFailure/tooLarge(_:limit:)``.
  public mutating func add(_ size: UInt64, of path: BytePath?, limit: UInt64) throws(ContextFailure) {
    let (sum, overflow) = bytes.addingReportingOverflow(size)
    guard !overflow, sum <= limit else { throw .tooLarge(path, limit: limit) }
    bytes = sum
  }
}
