public import Attestation
internal import BuildContext
internal import Fingerprints
internal import Glibc
public import Model

/// Finds out what is to be attested of a release, or what an attestation must say of it.
public struct ReleaseQuery: Sendable {
  /// A directory in the repository.
  private let repository: String
  private let client: WorkerClient

  public init(repository: String, client: WorkerClient) {
    self.repository = repository
    self.client = client
  }

  /// The tag, found in a worker.
  ///
  /// - Parameter name: `v1.2.0` or `refs/tags/v1.2.0`.
  public func tag(_ name: String) async throws(Breakdown) -> ReleaseTag {
    try await client.answer(to: .releaseTag(repository: repository, name: name)) {
      if case .releaseTag(let tag) = $0 { tag } else { nil }
    }
  }

  /// The tag and the context of its commit, as an attestation names them. Everything is read: nothing remembered counts.
  ///
  /// - Parameter context: which part of the commit is the context, as the policy says.
  public func subjects(
    of tag: ReleaseTag, context: ContextChoice = ContextChoice()
  ) async throws(Breakdown) -> [Subject] {
    let source = ContextSource.commit(repository: repository, revision: tag.commit, directory: context.directory)
    let answer = try await ContextQuery(context, client: client).answer(source, wanted: .digest)
    var digests = ["gitCommit": tag.commit, "gitTree": tag.tree]
    digests["gitTag"] = tag.object
    return [
      Subject(tag.ref, digests: digests),
      Subject(
        ReleaseVerdict.context, digests: ["sha256": String(answer.digest.dropFirst("sha256:".count))],
        annotations: ["lockstep.scheme": Manifest.scheme]),
    ]
  }

  /// What is attested of a release that was verified.
  ///
  /// - Parameters:
  ///   - policy: the scenario file that had the policy, and its SHA-256; nil where there was none.
  ///   - time: seconds since 1970.
  ///   - address: where the repository is published; without one the release is named by its commit's SWHID.
  /// - Throws: ``Breakdown`` for a tag of no commit: there is nothing to attest.
  public func verdict(
    _ report: ReleaseReport, policy: (uri: String, sha256: String)?, time: Int64, address: String?
  ) async throws(Breakdown) -> ReleaseVerdict {
    guard let commit = report.commit, let tree = report.tree else {
      throw Breakdown(
        .repository, report.checks.first?.detail ?? "there is no commit", remedy: "a release is a commit: tag one")
    }
    let tag = ReleaseTag(ref: report.ref, object: report.object, commit: commit, tree: tree)
    var subjects = try await subjects(of: tag, context: report.context).filter { $0.name == ReleaseVerdict.context }
    subjects += report.fingerprints.filter { $0.subject.hasPrefix("output ") && $0.digest.hasPrefix("sha256:") }.map {
      Subject($0.subject, digests: ["sha256": String($0.digest.dropFirst("sha256:".count))])
    }
    var versions = ["lockstep": ToolVersion.current]
    versions["libgit2"] = DebianPackages.version(ofNameBeginning: "libgit2-1")
    let rules = policy.map { ResourceDescriptor(name: $0.uri, uri: $0.uri, digests: ["sha256": $0.sha256]) }
    return ReleaseVerdict(
      tag: tag.ref, tagObject: tag.object, commit: commit, tree: tree, subjects: subjects,
      checks: report.checks.map(Self.check), levels: report.levels, time: time,
      // A SWHID of a revision is git's id of the commit. Source: SWHID 1.2, "Core identifiers".
      resource: address.map { "git+\($0)@\(tag.ref)" } ?? "swh:1:rev:\(commit)",
      policy: rules ?? ResourceDescriptor(uri: "lockstep:policy/default"), versions: versions,
      conditions: .object([JSONValue.Member("runs", .number("\(report.runCount)"))]))
  }

  /// What was required and could not be checked has failed: nobody may take its absence for a pass.
  private static func check(_ check: ReleaseCheck) -> ReleaseVerdict.Check {
    switch check.outcome {
    case .ok: ReleaseVerdict.Check(check.name.rawValue, .ok, detail: check.detail)
    case .failed: ReleaseVerdict.Check(check.name.rawValue, .failed, detail: check.detail)
    case .notChecked:
      ReleaseVerdict.Check(
        check.name.rawValue, check.isRequired ? .failed : .notChecked,
        detail: (check.isRequired ? "required, and not checked: " : "") + check.detail)
    }
  }
}

/// The time that is written down, and that attestations are held against.
public enum AttestationClock {
  /// `SOURCE_DATE_EPOCH` where it is set, so that equal inputs give equal files; else the present.
  ///
  /// - Throws: ``Breakdown`` of usage for a value that is no number of seconds until the year 9999.
  public static func timeToWrite() throws(Breakdown) -> Int64 {
    guard let value = getenv("SOURCE_DATE_EPOCH").map({ String(cString: $0) }), !value.isEmpty else { return now }
    guard let seconds = Int64(value), (0...253_402_300_799).contains(seconds) else {
      throw Breakdown(
        .usage, "read SOURCE_DATE_EPOCH: \"\(PathText.visible(value))\" is no time in seconds since 1970",
        remedy: "set it to a number, as \"git log -1 --format=%ct TAG\" prints it, or unset it")
    }
    return seconds
  }

  /// Seconds since 1970.
  public static var now: Int64 { Int64(time(nil)) }
}
