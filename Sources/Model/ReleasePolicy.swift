/// What a release must fulfil: the `release` section of a scenario, and the options of `verify`.
public struct ReleasePolicy: Hashable, Sendable, Codable {
  /// What a tag must be at least.
  public enum TagKind: String, Hashable, Sendable, Codable, CaseIterable {
    case signed
    case annotated
    case any
  }

  /// Nil: signed where keys are given, annotated otherwise.
  public var require: TagKind?
  /// A file of SSH keys in ssh-keygen's form, "ALLOWED SIGNERS" in ssh-keygen(1).
  public var allowedSigners: String?
  /// A file of SSH keys, or of their hashes, that count no more.
  public var revokedKeys: String?
  /// A file of OpenPGP keys, as `gpg --export` writes it.
  public var keyring: String?
  /// Fingerprints of primary OpenPGP keys that count; when empty, every key of the keyring does.
  public var fingerprints: [String]
  /// What stands before the version in a tag's name, such as `v` or `widget-v`; nil: whatever stands before the first
  /// digit of its last part.
  public var tagPrefix: String?
  /// Files that give the version, from the repository's root; nil: those that are there.
  public var versionFiles: [String]?
  /// The least grade that a lockfile may have, a letter; nil for any.
  public var minGrade: String?
  /// Levels that must be reached.
  public var levels: [String]

  public init(
    require: TagKind? = nil, allowedSigners: String? = nil, revokedKeys: String? = nil, keyring: String? = nil,
    fingerprints: [String] = [], tagPrefix: String? = nil, versionFiles: [String]? = nil, minGrade: String? = nil,
    levels: [String] = []
  ) {
    self.require = require
    self.allowedSigners = allowedSigners
    self.revokedKeys = revokedKeys
    self.keyring = keyring
    self.fingerprints = fingerprints
    self.tagPrefix = tagPrefix
    self.versionFiles = versionFiles
    self.minGrade = minGrade
    self.levels = levels
  }

  /// What a tag must be at least, as it works out.
  public var requiredKind: TagKind { require ?? (allowedSigners != nil || keyring != nil ? .signed : .annotated) }
}
