internal import Attestation
internal import Fingerprints
internal import Model

/// Checks of signed statements about the tag.
extension ReleaseVerification {
  func attested(
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

  func requiredLevels(_ reached: [String]) -> ReleaseCheck? {
    guard !policy.levels.isEmpty else { return nil }
    let missing = policy.levels.filter { !reached.contains($0) }
    return missing.isEmpty
      ? ReleaseCheck(.levels, .ok, policy.levels.map { PathText.visible($0) }.joined(separator: ", "))
      : ReleaseCheck(
        .levels, .failed, "not reached: " + missing.map { PathText.visible($0) }.joined(separator: ", "))
  }
}
