internal import BuildContext
internal import DigestSchemes
internal import Fingerprints
internal import Model
internal import Verdicts

/// The schemes a scenario's context is digested in besides the one that every record has.
enum ContextSchemes {
  /// Those of the record and `new` ones, in the order of ``DigestScheme/allCases``.
  ///
  /// - Throws: ``Breakdown`` of usage when the record of `file` has a scheme that this version does not know.
  static func wanted(_ record: KnownRecord, _ new: Set<String>, file: String) throws(Breakdown) -> [String] {
    var wanted = new
    if case .read(let record) = record {
      for scheme in record.contextSchemes {
        guard DigestScheme(rawValue: scheme) != nil else {
          throw Breakdown(
            .usage, code: CauseCode.recordNewer,
            "\(PathText.visible(RecordStore.path(for: file))): there is no digest scheme \(PathText.visible(scheme))",
            remedy: "use the version of Lockstep that wrote the record, or a later one")
        }
        wanted.insert(scheme)
      }
    }
    return DigestScheme.allCases.map(\.rawValue).filter { wanted.contains($0) && $0 != Record.contextScheme }
  }

  /// The digests of the context at `root`, in the order of `schemes`; nothing is read when there are none.
  ///
  /// - Throws: ``Breakdown`` of usage for a scheme that has no digest of this context.
  static func fingerprints(
    of root: DirectoryTree, ignoring ignoreFile: FoundIgnoreFile, schemes: [String]
  ) throws -> [Fingerprint] {
    guard !schemes.isEmpty else { return [] }
    let walk = try ContextWalk<DirectoryTree>.select(from: root, ignoring: ignoreFile)
    var feed = try DirectoryFeed(root, walk, attributes: schemes.contains(DigestScheme.buildkit.rawValue))
    let answer = try SchemeAnswering.answer(&feed, schemes: schemes).answer
    return try schemes.map { scheme in
      guard let digest = answer.digests[scheme] else {
        throw Breakdown(
          .usage, "digest the context by \(scheme): \(answer.reasons[scheme] ?? "it has no digest")",
          remedy: "take the scheme away with \"lockstep migrate --drop \(scheme)\"")
      }
      return Fingerprint(subject: "context", scheme: scheme, digest: digest, text: "")
    }
  }
}
