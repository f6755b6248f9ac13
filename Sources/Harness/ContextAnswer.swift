/// A context as it travels between processes and to the reports.
public struct ContextAnswer: Codable, Hashable, Sendable {
  /// 40 digits; nil for a directory.
  public var commit: String?
  /// The `lockstep-v1` digest.
  public var digest: String
  /// In the other schemes that were asked for, by name.
  public var schemeDigests: [String: String] = [:]
  /// Why a scheme has no digest for this context, by name.
  public var schemeReasons: [String: String] = [:]
  public var ignoreFile: String?
  public var entryCount: Int
  /// Bytes of all files.
  public var byteCount: UInt64
  /// In manifest order; empty when not asked for.
  public var entries: [ListedEntry]
  /// The manifest's text; empty when entries were not asked for.
  public var manifest: String
  public var warnings: [String]
}

extension ContextAnswer {
  mutating func add(_ schemes: SchemeAnswering.Answer) {
    schemeDigests = schemes.digests
    schemeReasons = schemes.reasons
  }
}

/// One entry as listings show it.
public struct ListedEntry: Codable, Hashable, Sendable {
  /// As manifests print it, a directory without its slash.
  public var path: String
  public var type: String
  public var permissions: UInt16
  public var size: UInt64
  /// 64 digits; nil for a directory.
  public var sha256: String?
  /// The escaped text of a link.
  public var link: String?
}
