/// A system whose checkout of a commit Lockstep can work out here.
public enum Platform: String, Hashable, Sendable, Codable, CaseIterable {
  case linux
  case macos
  case windows
}

/// What became of a commit's context on one platform, held against Linux.
public struct PlatformFacts: Hashable, Sendable, Codable {
  public var platform: Platform
  /// The `lockstep-v1` digest of the context there.
  public var digest: String
  /// Whether git could write the whole commit there and the context has the digest that it has on Linux.
  public var isSame: Bool
  /// Whether git fails there to write the whole commit.
  public var failsCheckout: Bool
  /// In the order of ``CauseCode/platforms``.
  public var differences: [PlatformDifference]

  public init(
    platform: Platform, digest: String, isSame: Bool, failsCheckout: Bool, differences: [PlatformDifference]
  ) {
    self.platform = platform
    self.digest = digest
    self.isSame = isSame
    self.failsCheckout = failsCheckout
    self.differences = differences
  }
}

/// All that differs for one reason between a context on some platform and on Linux.
public struct PlatformDifference: Hashable, Sendable, Codable {
  /// One of ``CauseCode/platforms``.
  public var code: String
  /// One line for people that says what happens to how many.
  public var message: String
  public var remedy: String
  public var count: Int
  /// The first of them in byte order, one line each, names made visible.
  public var examples: [String]

  public init(code: String, message: String, remedy: String, count: Int, examples: [String]) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.count = count
    self.examples = examples
  }
}

/// What a scenario asserts of one platform.
public struct PlatformExpectation: Hashable, Sendable, Codable {
  public enum Outcome: Hashable, Sendable, Codable {
    /// git can write the commit, and the context's digest is the one on Linux.
    case same
    case different
    /// What differs does so for these reasons and no others; codes of ``CauseCode/platforms``.
    case differing([String])
  }

  public var platform: Platform
  public var outcome: Outcome

  public init(platform: Platform, outcome: Outcome) {
    self.platform = platform
    self.outcome = outcome
  }
}
