/// One package as a lockfile names it, pinned or not.
///
/// The same package occurs several times when a lockfile has it for several platforms or at several versions.
public struct PinnedPackage: Hashable, Sendable {
  /// Whose names and versions these are: `pypi`, `conda`, `python`.
  public let ecosystem: String
  /// Normalised by the ecosystem's rules; the address when a requirement names nothing else.
  public let name: String
  /// The bare version when ``isExact``, else the canonical specifier; empty when there is none.
  public let version: String
  /// Whether ``version`` is only a name for what the hashes decide, such as the tag of an image with a digest.
  public let hasNominalVersion: Bool
  /// Whether the lockfile leaves no choice: one version, or one commit, or one hashed file.
  public let isExact: Bool
  /// The conda build string.
  public let build: String?
  /// Where the package is taken from, without credentials; nil for the default registry.
  public let source: String?
  /// `algorithm:hex` each, sorted, without repeats.
  public let hashes: [String]
  /// The files it may be installed from, where the lockfile tells them apart; ``hashes`` holds their hashes, too.
  public let artifacts: [LockedArtifact]
  /// The canonical environment marker.
  public let marker: String?
  /// On which platforms it is installed; nil for all, or when the lockfile does not tell.
  let condition: TargetCondition?
  /// Sorted.
  public let extras: [String]
  /// The dependency groups or categories the package is locked for, sorted; empty when there are none.
  public let groups: [String]
  /// Whether it only limits what others may install, as in a constraints file.
  public let isConstraint: Bool
  /// The included file it comes from; nil for the lockfile itself.
  public let file: String?
  /// Counted from 1.
  public let line: Int?

  init(
    ecosystem: String, name: String, version: String, hasNominalVersion: Bool = false, isExact: Bool,
    build: String? = nil,
    source: String? = nil, hashes: [String] = [], artifacts: [LockedArtifact] = [], marker: String? = nil,
    condition: TargetCondition? = nil,
    extras: [String] = [], groups: [String] = [], isConstraint: Bool = false, file: String? = nil, line: Int? = nil
  ) {
    self.ecosystem = ecosystem
    self.name = name
    self.version = version
    self.hasNominalVersion = hasNominalVersion
    self.isExact = isExact
    self.build = build
    self.source = source
    self.hashes = (hashes + artifacts.flatMap(\.hashes)).sortedByBytes()
    self.artifacts = artifacts
    self.marker = marker
    self.condition = condition
    self.extras = extras.sortedByBytes()
    self.groups = groups.sortedByBytes()
    self.isConstraint = isConstraint
    self.file = file
    self.line = line
  }
}
