internal import Fingerprints
internal import Model

/// What release notes tell beside the verdict.
extension ReleaseVerification {
  /// Those that have a digest of this context.
  func schemes(_ commit: ReleaseFacts.Commit, _ client: WorkerClient) async throws(Breakdown) -> [Fingerprint] {
    var query = ContextQuery(contextChoice, client: client)
    query.schemes = DigestSchemeNames.all.filter { $0 != Manifest.scheme }
    let answer = try await query.answer(
      .commit(repository: repository, revision: commit.id, directory: contextChoice.directory), wanted: .digest)
    return DigestSchemeNames.all.compactMap { scheme in
      let digest = scheme == Manifest.scheme ? answer.digest : answer.schemeDigests[scheme]
      return digest.map { Fingerprint(subject: "context", scheme: scheme, digest: $0, text: "") }
    }
  }

  func changes(
    of commit: ReleaseFacts.Commit, since earlier: ReleaseTag, _ client: WorkerClient
  ) async throws(Breakdown) -> ReleaseChanges {
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
}
