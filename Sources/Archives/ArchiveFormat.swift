/// Formats of archives.
public struct ArchiveFormats: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// ustar, pax, GNU's and the one before all of them.
  public static let tar = ArchiveFormats(rawValue: 1)
  public static let zip = ArchiveFormats(rawValue: 2)
  /// One file that is compressed; takes anything for itself, so only to be asked for alone.
  public static let single = ArchiveFormats(rawValue: 4)
}

/// What an archive as a whole is compressed with.
public enum ArchiveCompression: String, Hashable, Sendable {
  case none, gzip, bzip2, xz, zstd
}
