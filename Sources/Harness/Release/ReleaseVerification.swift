internal import Attestation
internal import BuildContext
internal import Files
internal import Fingerprints
internal import Glibc
internal import Lockfiles
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
    report.changes = try await changes(commit, suite.client)
    return report
  }

  private var contextChoice: ContextChoice { scenario?.scenario.context ?? ContextChoice() }

  // MARK: Release notes

  /// Those that have a digest of this context.
  private func schemes(_ commit: ReleaseFacts.Commit, _ client: WorkerClient) async throws(Breakdown) -> [Fingerprint] {
    var query = ContextQuery(contextChoice, client: client)
    query.schemes = DigestSchemeNames.all.filter { $0 != Manifest.scheme }
    let answer = try await query.answer(
      .commit(repository: repository, revision: commit.id, directory: contextChoice.directory), wanted: .digest)
    return DigestSchemeNames.all.compactMap { scheme in
      let digest = scheme == Manifest.scheme ? answer.digest : answer.schemeDigests[scheme]
      return digest.map { Fingerprint(subject: "context", scheme: scheme, digest: $0, text: "") }
    }
  }

  private func changes(
    _ commit: ReleaseFacts.Commit, _ client: WorkerClient
  ) async throws(Breakdown) -> ReleaseChanges? {
    guard let since else { return nil }
    let earlier = try await ReleaseQuery(repository: repository, client: client).tag(since)
    var query = HistoryQuery(repository: repository, client: client)
    query.range = commit.id
    query.since = earlier.commit
    query.directory = contextChoice.directory
    query.dockerfile = contextChoice.dockerfile
    query.ignoreFile = contextChoice.ignoreFile
    query.wantsCopies = true
    query.wantsLocks = true
    query.threads = Processors.count
    return ReleaseChanges(since: earlier, try await query.answer().commits.flatMap(\.changes))
  }

  // MARK: The tag

  private func found(_ facts: ReleaseFacts) -> ReleaseCheck {
    guard let commit = facts.commit else {
      return ReleaseCheck(
        .tagFound, .failed, "\(shownRef) is a tag of the \(facts.targetType) \(facts.target), not of a commit",
        remedy: "a release is a commit: tag one")
    }
    let branch = facts.isAlsoBranch ? "; a branch has the name, too: write the full name where git is given it" : ""
    return ReleaseCheck(.tagFound, .ok, "\(shownRef) is commit \(commit.id)\(branch)")
  }

  private var shownRef: String { PathText.visible(ref) }

  private func kind(_ facts: ReleaseFacts) -> ReleaseCheck {
    let wanted = policy.requiredKind
    guard let outermost = facts.tags.first else {
      return wanted == .any
        ? ReleaseCheck(.tagKind, .ok, "lightweight: a name for a commit, that nobody signed")
        : ReleaseCheck(
          .tagKind, .failed, "lightweight, and the policy requires a tag that is \(wanted.rawValue)",
          remedy: "make one with \"git tag -a\" or \"git tag -s\", or allow it with --require any")
    }
    let upon = facts.tags.count > 1 ? ", upon \(facts.tags.count - 1) other" : ""
    return ReleaseCheck(.tagKind, .ok, "annotated, tag object \(outermost.id)\(upon)")
  }

  private func name(_ facts: ReleaseFacts) -> ReleaseCheck {
    guard let outermost = facts.tags.first else {
      return ReleaseCheck(.tagName, .notChecked, isRequired: false, "a lightweight tag has no name of its own")
    }
    guard outermost.hasNameOfRef else {
      let own = outermost.name.map { "calls itself \"\($0)\"" } ?? "has no name"
      return ReleaseCheck(
        .tagName, .failed, "\(shownRef) holds a tag that \(own)",
        remedy: "somebody renamed it: its signature is for the other name")
    }
    return ReleaseCheck(.tagName, .ok, "the tag calls itself as its ref does")
  }

  private func signature(_ facts: ReleaseFacts, home: String, seconds: Int) async throws(Breakdown) -> ReleaseCheck {
    let isRequired = policy.requiredKind == .signed
    guard let outermost = facts.tags.first, outermost.signature != nil else {
      return ReleaseCheck(
        .tagSignature, isRequired ? .failed : .notChecked, isRequired: isRequired, "the tag is not signed",
        remedy: isRequired ? "sign it with \"git tag -s\", or allow it with --require annotated" : nil)
    }
    switch try await TagSignature(policy: policy, home: home, seconds: seconds).check(outermost) {
    case .good(let by): return ReleaseCheck(.tagSignature, .ok, "signed by \(by)")
    case .bad(let why, let remedy):
      return ReleaseCheck(
        .tagSignature, .failed, why, remedy: remedy ?? "do not use the tag until whoever made it has explained this")
    case .notChecked(let why): return ReleaseCheck(.tagSignature, .notChecked, isRequired: isRequired, why)
    }
  }

  // MARK: Other places

  private func unmoved(
    _ facts: ReleaseFacts, _ commit: ReleaseFacts.Commit, home: String, _ report: inout ReleaseReport
  ) async throws(Breakdown) -> ReleaseCheck {
    var details: [String] = []
    let own = facts.tags.first?.id
    if let remote {
      let found = try await RemoteTag.ask(remote, ref: ref, home: home)
      guard let object = found.object else {
        return ReleaseCheck(
          .tagUnmoved, .failed, "\(PathText.visible(remote)) has no \(shownRef)",
          remedy: "push the tag, or find out who removed it there")
      }
      guard object == own ?? commit.id, found.peeled == (own == nil ? nil : commit.id) else {
        let expected = own.map { "tag object \($0) of commit \(commit.id)" } ?? "commit \(commit.id)"
        let actual = found.peeled.map { "tag object \(object) of commit \($0)" } ?? "commit \(object)"
        return ReleaseCheck(
          .tagUnmoved, .failed, "here it is \(expected), at \(PathText.visible(remote)) \(actual)",
          remedy: "the tag was moved: ask which is meant; \"git fetch --tags --force\" takes over the remote's")
      }
      details.append("the same at \(PathText.visible(remote))")
    }
    if let tagsLock {
      var lock = try TagsLock(tagsLock)
      let entry = TagsLock.Entry(
        object: own ?? "-", commit: commit.id, tree: commit.tree, seen: Today.current.description)
      if let known = lock[ref] {
        guard (known.object, known.commit, known.tree) == (entry.object, entry.commit, entry.tree) else {
          return ReleaseCheck(
            .tagUnmoved, .failed,
            "on \(PathText.visible(known.seen)) it was tag object \(known.object) of commit \(known.commit), now it is "
              + "\(entry.object) of \(entry.commit)",
            remedy: "the tag was moved; if that is meant, remove its line from \(PathText.visible(tagsLock))")
        }
        details.append("as first seen on \(PathText.visible(known.seen))")
      } else if writesLock {
        lock[ref] = entry
        try lock.write(tagsLock)
        report.hasNewLock = true
        details.append("seen for the first time, and noted in \(PathText.visible(tagsLock))")
      } else {
        details.append("not in \(PathText.visible(tagsLock)) yet")
      }
    }
    guard !details.isEmpty else {
      let hint = facts.origin.map { " (such as \(PathText.visible($0)))" } ?? ""
      return ReleaseCheck(
        .tagUnmoved, .notChecked, isRequired: false,
        "--remote ADDRESS\(hint) asks another repository, --tags-lock FILE remembers")
    }
    return ReleaseCheck(.tagUnmoved, .ok, details.joined(separator: ", "))
  }

  // MARK: Runs

  /// What came of the runs.
  private struct Runs {
    var count: Int
    var fingerprints: [Fingerprint]
    var warnings: [String]
    var locks: [LockFacts] = []
    var checks: [ReleaseCheck] = []
    var levels: [String] = []
  }

  private func run(_ commit: ReleaseFacts.Commit, _ suite: SuiteRunner) async throws(Breakdown) -> Runs {
    let state = RepositoryState.repository(path: try Self.absolute(repository), revision: commit.id)
    var scenario = self.scenario?.scenario ?? Scenario(name: "release", repository: state, usesRecord: false)
    scenario.repository = state
    scenario.waiver = nil
    if let runs { scenario.vary.runs = runs }
    let document = ScenarioDocument(
      scenario: scenario, file: self.scenario?.file ?? "release", directory: self.scenario?.directory ?? ".")
    var suite = suite
    suite.mode = .check
    let results = try await suite.run([document]) { _ in }
    guard let result = results.results.first else { return Runs(count: 0, fingerprints: [], warnings: []) }
    if let breakdown = result.breakdown ?? Self.breakdown(of: result.runs) { throw breakdown }
    let first = result.runs.lazy.compactMap(\.observation).first
    var runs = Runs(
      count: result.runs.count, fingerprints: first?.fingerprints ?? [], warnings: first?.warnings ?? [])
    runs.locks = first?.locks ?? []
    runs.checks = [context(result, runs), locks(first?.locks ?? []), build(result, scenario, runs)]
    if result.isAsExpected {
      runs.levels.append("LOCKSTEP_CONTEXT_REPRODUCED")
      if scenario.build != nil { runs.levels.append("LOCKSTEP_OUTPUT_REPRODUCED_N\(runs.count)") }
    }
    return runs
  }

  private static func breakdown(of runs: [RunReport]) -> Breakdown? {
    for case .broken(let breakdown) in runs.map(\.outcome) { return breakdown }
    return nil
  }

  private func context(_ result: ScenarioResult, _ runs: Runs) -> ReleaseCheck {
    let digest = runs.fingerprints.first { $0.subject == "context" }.map { "\($0.scheme) \($0.digest)" } ?? "no context"
    guard result.isAsExpected else {
      let causes = result.causes.prefix(3).map { PathText.visible($0.message) }.joined(separator: "; ")
      return ReleaseCheck(
        .context, .failed, causes.isEmpty ? "the runs did not come out as expected" : causes,
        remedy: result.causes.first?.remedy.map { PathText.visible($0) })
    }
    let record = result.record == .matches ? ", as recorded" : ""
    return ReleaseCheck(.context, .ok, "\(digest) in \(runs.count) runs, from objects and from checkouts\(record)")
  }

  private func locks(_ locks: [LockFacts]) -> ReleaseCheck {
    guard !locks.isEmpty else {
      return ReleaseCheck(.locks, policy.minGrade == nil ? .notChecked : .failed, isRequired: false, "there are none")
    }
    var wrong: [String] = []
    for lock in locks {
      let path = PathText.visible(lock.path)
      if lock.freshness == "stale" { wrong.append("\(path) is stale: \(PathText.visible(lock.freshnessRule))") }
      if let least = policy.minGrade.flatMap({ Grade(rawValue: $0) }), let grade = Grade(rawValue: lock.grade),
        grade > least
      {
        wrong.append("\(path) has grade \(lock.grade), and \(least.rawValue) is required")
      }
    }
    guard wrong.isEmpty else {
      return ReleaseCheck(
        .locks, .failed, wrong.joined(separator: "; "),
        remedy: "\"lockstep locks --rev TAG -v\" says what is the matter")
    }
    let list = locks.prefix(6).map {
      "\(PathText.visible($0.path)) \($0.grade) \($0.freshness), \($0.packageCount) packages"
    }
    return ReleaseCheck(
      .locks, .ok, list.joined(separator: "; ") + (locks.count > 6 ? "; and \(locks.count - 6) more" : ""))
  }

  private func build(_ result: ScenarioResult, _ scenario: Scenario, _ runs: Runs) -> ReleaseCheck {
    guard scenario.build != nil else {
      return ReleaseCheck(
        .build, .notChecked, isRequired: false, "nothing is built; a scenario with \"build\" does, see --scenario")
    }
    let outputs = runs.fingerprints.filter { $0.subject.hasPrefix("output ") || $0.subject.hasPrefix("image ") }
    guard result.isAsExpected else { return ReleaseCheck(.build, .failed, "see the check of the context") }
    let digests = outputs.prefix(4).map { "\(PathText.visible($0.subject)) \($0.digest)" }
    return ReleaseCheck(
      .build, .ok,
      "the same in \(runs.count) runs: " + digests.joined(separator: ", ")
        + (outputs.count > 4 ? " and \(outputs.count - 4) more" : ""))
  }

  // MARK: Attestations

  private func attested(
    _ facts: ReleaseFacts, _ commit: ReleaseFacts.Commit, _ client: WorkerClient
  ) async throws(Breakdown) -> ReleaseCheck {
    guard let attestation else {
      return ReleaseCheck(
        .attestation, .notChecked, isRequired: false,
        "--attestation FILE with --attestation-key KEY holds one against this")
    }
    let outcome = try await AttestationVerifier(attestation.trust, seconds: Int(client.timeLimit)).verify(
      file: attestation.file)
    var refusals = outcome.refusals
    if refusals.isEmpty {
      var wanted = AttestationPolicy(now: AttestationClock.now)
      wanted.maximumAge = attestation.maximumAge
      wanted.levels = policy.levels
      wanted.subjects = try await ReleaseQuery(repository: repository, client: client).subjects(
        of: ReleaseTag(ref: ref, object: facts.tags.first?.id, commit: commit.id, tree: commit.tree),
        context: contextChoice)
      refusals = wanted.refusals(of: outcome.statements)
    }
    guard refusals.isEmpty else {
      return ReleaseCheck(
        .attestation, .failed,
        refusals.prefix(3).map(\.description).joined(separator: "; ")
          + (refusals.count > 3 ? "; and \(refusals.count - 3) more" : ""),
        remedy: "it is for another release, too old, or was changed: ask who made it")
    }
    let signers = Set(outcome.statements.flatMap(\.signers)).sorted().map(\.text).joined(separator: ", ")
    return ReleaseCheck(.attestation, .ok, "\(outcome.statements.count) statements, signed by \(signers)")
  }

  private func requiredLevels(_ reached: [String]) -> ReleaseCheck? {
    guard !policy.levels.isEmpty else { return nil }
    let missing = policy.levels.filter { !reached.contains($0) }
    return missing.isEmpty
      ? ReleaseCheck(.levels, .ok, policy.levels.map { PathText.visible($0) }.joined(separator: ", "))
      : ReleaseCheck(
        .levels, .failed, "not reached: " + missing.map { PathText.visible($0) }.joined(separator: ", "))
  }

  private static func absolute(_ path: String) throws(Breakdown) -> String {
    guard let resolved = ResolvedPath.of(path) else {
      throw Breakdown(.usage, "open \(PathText.visible(path)): \(String(cString: strerror(errno)).lowercased())")
    }
    return resolved
  }
}
