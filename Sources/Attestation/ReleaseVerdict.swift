/// What was found out about a release, ready to be attested.
public struct ReleaseVerdict: Hashable, Sendable {
  /// Who says so: verifiers compare this text.
  public static let verifier = "lockstep:verify-release"
  /// The name of the build context among ``subjects``.
  public static let context = "docker-context"

  public struct Check: Hashable, Sendable {
    public enum Outcome: String, Hashable, Sendable {
      case ok
      case failed
      /// Nothing is known: neither a pass nor a failure.
      case notChecked
    }

    /// Stable, as in `context-digest`.
    public var name: String
    public var outcome: Outcome
    /// What was found, or why it was not checked; empty when there is nothing to say.
    public var detail: String

    public init(_ name: String, _ outcome: Outcome, detail: String = "") {
      self.name = name
      self.outcome = outcome
      self.detail = detail
    }
  }

  /// The full name of the tag's ref.
  public var tag: String
  /// The tag object's id; nil for a lightweight tag.
  public var tagObject: String?
  public var commit: String
  public var tree: String
  /// What belongs to the release beside the tag: contexts and outputs, each with a `sha256`.
  public var subjects: [Subject]
  /// In the order in which they were made.
  public var checks: [Check]
  /// What the checks that passed establish, as in `LOCKSTEP_TAG_SIGNED`.
  public var levels: [String]
  /// Seconds since 1970.
  public var time: Int64
  /// The URI of what was verified.
  public var resource: String
  /// The URI and perhaps the digest of the rules that were applied.
  public var policy: ResourceDescriptor
  /// Of Lockstep and what it rests on, by name.
  public var versions: [String: String]
  /// Under what conditions the runs were made; an object.
  public var conditions: JSONValue

  public init(
    tag: String, tagObject: String?, commit: String, tree: String, subjects: [Subject], checks: [Check],
    levels: [String], time: Int64, resource: String, policy: ResourceDescriptor, versions: [String: String],
    conditions: JSONValue = .object([JSONValue.Member]())
  ) {
    self.tag = tag
    self.tagObject = tagObject
    self.commit = commit
    self.tree = tree
    self.subjects = subjects
    self.checks = checks
    self.levels = levels
    self.time = time
    self.resource = resource
    self.policy = policy
    self.versions = versions
    self.conditions = conditions
  }

  /// No check failed, and there was one: where nothing was checked, nothing has passed.
  public var isPassed: Bool {
    checks.contains { $0.outcome == .ok } && !checks.contains { $0.outcome == .failed }
  }

  /// The tag by the ids of its objects.
  public var tagSubject: Subject {
    var digests = ["gitCommit": commit, "gitTree": tree]
    digests["gitTag"] = tagObject
    return Subject(tag, digests: digests)
  }
}
