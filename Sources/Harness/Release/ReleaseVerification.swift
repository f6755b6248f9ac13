internal import Attestation
internal import Fingerprints
public import Model

/// Verifies a release tag: the ordered checks, and nothing that is not said.
public struct ReleaseVerification: Sendable {
  /// A directory in the repository.
  public var repository: String
  /// `v1.2.0` or `refs/tags/v1.2.0`.
  public var tag: String
  public var policy: ReleasePolicy
  /// The address of another repository to ask about the tag; nil asks nobody.
  public var remote: String?
  /// A file of tags as they were first seen; nil for none.
  public var tagsLock: String?
  /// Whether a tag that is not in the file of tags yet is added to it.
  public var writesLock = true
  /// A release archive: tar, however compressed, zip, sdist or wheel.
  public var archive: String?
  /// What is run; nil for the context and the lockfiles of the repository's root.
  public var scenario: ScenarioDocument?
  /// How often; nil for what the scenario says.
  public var runs: Int?
  /// Signed statements about the tag that must hold; nil for none.
  public var attestation: TrustedAttestation?

  /// A file of statements, and whom it is believed.
  public struct TrustedAttestation: Sendable {
    public var file: String
    public var trust: AttestationTrust
    /// Seconds; nil for any age.
    public var maximumAge: Int64?

    public init(file: String, trust: AttestationTrust, maximumAge: Int64?) {
      self.file = file
      self.trust = trust
      self.maximumAge = maximumAge
    }
  }

  /// An earlier tag to say the changes since; nil for none.
  public var since: String?
  /// Whether the context's digests are worked out in every scheme.
  public var wantsSchemes = false

  public init(repository: String, tag: String, policy: ReleasePolicy = ReleasePolicy()) {
    self.repository = repository
    self.tag = tag
    self.policy = policy
  }

  /// The full name of the tag's ref.
  public var ref: String { ReleaseTag.ref(tag) }

  /// - Parameters:
  ///   - suite: runs the scenario; its client reads the repository.
  ///   - noting: gets each check when it is made.
  /// - Throws: ``Breakdown`` when the repository or what is named cannot be read, or a program is missing.
  public func verify(
    with suite: SuiteRunner, noting: @Sendable (ReleaseCheck) -> Void
  ) async throws(Breakdown) -> ReleaseReport {
    let plan = ReleasePlan(
      repository: repository, ref: ref, versionFiles: policy.versionFiles, archive: archive)
    let facts = try await suite.client.answer(to: .release(plan)) {
      if case .release(let facts) = $0 { facts } else { nil }
    }
    var report = ReleaseReport(
      ref: ref, object: facts.tags.first?.id, commit: facts.commit?.id, tree: facts.commit?.tree,
      epoch: facts.commit?.time, checks: [])
    func note(_ check: ReleaseCheck) {
      report.checks.append(check)
      noting(check)
    }
    // What is not there is told before anything runs.
    var earlier: ReleaseTag?
    if let since { earlier = try await ReleaseQuery(repository: repository, client: suite.client).tag(since) }
    note(found(facts))
    guard let commit = facts.commit else { return report }
    note(kind(facts))
    note(name(facts))
    Sandbox.reapAbandoned()
    let sandbox = try Sandbox.make()
    defer { sandbox.remove() }
    let signature = try await signature(facts, home: sandbox.path, seconds: Int(suite.client.timeLimit))
    note(signature)
    if signature.outcome == .ok { report.levels.append("LOCKSTEP_TAG_SIGNED") }
    note(try await unmoved(facts, commit, home: sandbox.path, &report))
    note(
      ReleaseVersion.check(
        tag: String(ref.dropFirst("refs/tags/".count)), prefix: policy.tagPrefix, facts.versions,
        isRequired: policy.versionFiles != nil))
    note(SubmodulePin.check(facts.submodules))
    note(LargeFile.check(facts.largeFiles))
    if let differences = facts.archive {
      let check = differences.check
      note(check)
      if check.outcome == .ok { report.levels.append("LOCKSTEP_ARCHIVE_MATCHES") }
    } else {
      note(ReleaseCheck(.archive, .notChecked, isRequired: false, "--archive FILE compares one with the tree"))
    }
    let runs = try await run(commit, suite)
    report.runCount = runs.count
    report.fingerprints = runs.fingerprints
    report.warnings = runs.warnings
    report.locks = runs.locks
    report.levels += runs.levels
    for check in runs.checks { note(check) }
    report.context = contextChoice
    note(try await attested(facts, commit, suite.client))
    if let levels = requiredLevels(report.levels) { note(levels) }
    if wantsSchemes { report.schemes = try await schemes(commit, suite.client) }
    if let earlier { report.changes = try await changes(of: commit, since: earlier, suite.client) }
    return report
  }

  var contextChoice: ContextChoice { scenario?.scenario.context ?? ContextChoice() }
}
