public import Model

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
  /// What is known of the platform that was asked for.
  public var platform: PlatformAnswer?
}

/// A context on another platform, held against Linux.
public struct PlatformAnswer: Codable, Hashable, Sendable {
  public var facts: PlatformFacts
  /// The digest on Linux.
  public var linuxDigest: String
  /// The manifest on Linux; empty when entries were not asked for.
  public var linuxManifest: String
  /// In the order of ``CauseCode/platforms``, then of the paths.
  public var findings: [Finding]

  public struct Finding: Codable, Hashable, Sendable {
    public var code: String
    /// From the repository's root, as manifests print it.
    public var path: String
    /// For people.
    public var note: String
  }
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
