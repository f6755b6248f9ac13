internal import Causes
internal import Fingerprints
internal import Foundation
internal import Harness
internal import Model

/// The JSON of `context ls` and `context hash`, schema `lockstep-context/v1`.
struct ContextJSON: Encodable {
  struct Entry: Encodable {
    var path: String?
    /// Base64 of the path's bytes, when they are not UTF-8.
    var path_b64: String?
    var type: String
    /// Octal permission bits, four digits.
    var mode: String
    var size: UInt64
    var sha256: String?
    var link: String?
    /// Base64 of the link's text, when it is not UTF-8.
    var link_b64: String?
  }

  let schema = "lockstep-context/v1"
  let commit: String?
  let entries: [Entry]?
  let entryCount: Int
  /// Of all files.
  let byteCount: UInt64
  let digests: [String: String]
  /// Null when there is no ignore file.
  let ignoreFile: String?
  let warnings: [String]
  /// Only with `--as`.
  let platform: PlatformJSON?

  init(_ answer: ContextAnswer, withEntries: Bool = true) {
    commit = answer.commit
    entries = withEntries ? answer.entries.map(Self.entry) : nil
    entryCount = answer.entryCount
    byteCount = answer.byteCount
    digests = answer.schemeDigests.merging([Manifest.scheme: answer.digest]) { $1 }
    ignoreFile = answer.ignoreFile
    warnings = answer.warnings
    platform = answer.platform.map(PlatformJSON.init)
  }

  static func mode(_ permissions: UInt16) -> String {
    let octal = String(permissions, radix: 8)
    return String(repeating: "0", count: max(0, 4 - octal.count)) + octal
  }

  private static func entry(_ listed: ListedEntry) -> Entry {
    let (path, pathBytes) = text(listed.path)
    let (link, linkBytes) = listed.link.map(text) ?? (nil, nil)
    return Entry(
      path: path, path_b64: pathBytes, type: listed.type, mode: mode(listed.permissions), size: listed.size,
      sha256: listed.sha256, link: link, link_b64: linkBytes)
  }

  /// The bytes a manifest's spelling stands for: as text, or as base64 when they are not UTF-8.
  private static func text(_ escaped: String) -> (String?, String?) {
    guard let bytes = PathText.unescaped(Array(escaped.utf8)) else { return (escaped, nil) }
    if let text = String(validating: bytes, as: UTF8.self) { return (text, nil) }
    return (nil, Data(bytes).base64EncodedString())
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encodeIfPresent(commit, forKey: .commit)
    try container.encodeIfPresent(entries, forKey: .entries)
    try container.encode(entryCount, forKey: .entryCount)
    try container.encode(byteCount, forKey: .byteCount)
    try container.encode(digests, forKey: .digests)
    // Explicitly null, so that a reader can tell "none" from "not said".
    try container.encode(ignoreFile, forKey: .ignoreFile)
    try container.encode(warnings, forKey: .warnings)
    try container.encodeIfPresent(platform, forKey: .platform)
  }

  private enum CodingKeys: String, CodingKey {
    case schema, commit, entries, entryCount, byteCount, digests, ignoreFile, warnings, platform
  }
}

/// The JSON of `context diff`, schema `lockstep-context-diff/v1`.
struct DifferenceJSON: Encodable {
  let schema = "lockstep-context-diff/v1"
  let same: Bool
  let digests: [[String: String]]
  let differences: [FingerprintDifference]
  /// The smallest set of attributes that explains the differences.
  let causes: [CauseEntry]

  /// One attribute; see ``DifferenceFinding``.
  struct CauseEntry: Encodable {
    let code: String
    let count: Int
    let paths: [String]
    let values: [DifferenceFinding.Pair]
    let moreValues: Int
    let inside: [CauseEntry]
    /// Whether `lockstep-v1` hashes it.
    let inDigest: Bool
    let remedy: String?

    init(_ finding: DifferenceFinding) {
      code = finding.code.rawValue
      count = finding.count
      paths = finding.paths
      values = finding.pairs
      moreValues = finding.morePairs
      inside = finding.inside.map(CauseEntry.init)
      inDigest = finding.code.isHashed
      remedy = finding.code.remedy
    }
  }

  /// Only when a commit is compared with itself on another platform.
  let platform: PlatformJSON?

  init(
    _ old: ContextAnswer, _ new: ContextAnswer, _ differences: [FingerprintDifference], _ causes: [DifferenceFinding],
    across answer: PlatformAnswer?
  ) {
    self.causes = causes.map(CauseEntry.init)
    same = answer?.facts.isSame ?? differences.isEmpty
    platform = answer.map(PlatformJSON.init)
    digests = [[Manifest.scheme: old.digest], [Manifest.scheme: new.digest]]
    self.differences = differences
  }
}
