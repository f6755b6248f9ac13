public import Fingerprints

/// What an earlier scan of a directory left; what has the same stamp is the same.
public protocol RememberedFiles: Sendable {
  /// The SHA-256 of the bytes of the file, or of the text of the link, that has this stamp.
  func content(_ stamp: FileStamp) -> SHA256Digest?

  /// The names in the directory that has this stamp, each ended by a zero byte.
  func names(_ stamp: FileStamp) -> ArraySlice<UInt8>?
}

/// Nothing is remembered.
public struct NoRememberedFiles: RememberedFiles {
  public init() {}
  public func content(_ stamp: FileStamp) -> SHA256Digest? { nil }
  public func names(_ stamp: FileStamp) -> ArraySlice<UInt8>? { nil }
}
