public import Model

/// What a lockfile installs on one target.
public struct TargetReport: Codable, Hashable, Sendable {
  /// A package about which the lock does not say enough.
  public struct Note: Codable, Hashable, Sendable {
    public var name: String
    public var reason: String
  }

  /// In its shortest spelling.
  public var target: String
  /// Of what is installed; nil when the lock does not tell.
  @ExplicitNull public var digest: String?
  /// Why there is no digest.
  @ExplicitNull public var reason: String?
  /// How many packages are installed, those that are undecided included.
  public var packageCount: Int
  /// In the order of the lock.
  public var undecided: [Note]
  /// What cannot be installed, or has to be built; in the order of the lock.
  public var findings: [LockFindingFacts]
}
