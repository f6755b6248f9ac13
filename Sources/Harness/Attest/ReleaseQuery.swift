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
  public func subjects(of tag: ReleaseTag) async throws(Breakdown) -> [Subject] {
    let source = ContextSource.commit(repository: repository, revision: tag.commit, directory: ".")
    let answer = try await ContextQuery(client: client, threads: Processors.count).answer(source, wanted: .digest)
    var digests = ["gitCommit": tag.commit, "gitTree": tag.tree]
    digests["gitTag"] = tag.object
    return [
      Subject(tag.ref, digests: digests),
      Subject(
        ReleaseVerdict.context, digests: ["sha256": String(answer.digest.dropFirst("sha256:".count))],
        annotations: ["lockstep.scheme": Manifest.scheme]),
    ]
  }

  /// What is known of the release without checking more than its tag and its context.
  ///
  /// - Parameters:
  ///   - time: seconds since 1970.
  ///   - address: where the repository is published; without one the release is named by its commit's SWHID.
  public func verdict(_ name: String, time: Int64, address: String?) async throws(Breakdown) -> ReleaseVerdict {
    let tag = try await tag(name)
    let subjects = try await subjects(of: tag).filter { $0.name == ReleaseVerdict.context }
    var versions = ["lockstep": ToolVersion.current]
    versions["libgit2"] = DebianPackages.version(ofNameBeginning: "libgit2-1")
    return ReleaseVerdict(
      tag: tag.ref, tagObject: tag.object, commit: tag.commit, tree: tag.tree, subjects: subjects,
      checks: [
        ReleaseVerdict.Check("tag-found", .ok, detail: tag.object ?? tag.commit),
        ReleaseVerdict.Check("tag-signature", .notChecked, detail: "no keys are given to this command"),
        ReleaseVerdict.Check("context-digest", .ok, detail: subjects.map(\.digestText).joined()),
      ],
      levels: ["LOCKSTEP_CONTEXT_DIGEST"], time: time,
      // A SWHID of a revision is git's id of the commit. Source: SWHID 1.2, "Core identifiers".
      resource: address.map { "git+\($0)@\(tag.ref)" } ?? "swh:1:rev:\(tag.commit)",
      policy: ResourceDescriptor(uri: "lockstep:policy/tag-and-context"), versions: versions)
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
