internal import Fingerprints
internal import Model
internal import Synchronization

/// A commit's context that a run of this suite has read from git's objects, for the next runs to hold their checkouts
/// against without reading all objects again.
struct KnownContext: Hashable, Codable, Sendable {
  /// The tree it is of, in hexadecimal.
  var tree: String
  var digest: String
  /// What the reading warned of.
  var warnings: [String]
}

/// The contexts that runs of one suite have read from git's objects.
///
/// What is known is only ever held against a checkout made anew: where the two agree, the commit's objects have been read
/// and hashed once for all of these runs; where they do not, the run reads them itself. Nothing is learnt from runs that
/// started a program of the repository's, and nothing is kept beyond the suite.
final class KnownContexts: Sendable {
  private struct Key: Hashable {
    let repository: String
    let choice: ContextChoice
    /// Decides what is warned of and what is refused.
    let paths: PathPolicy?

    init(_ repository: String, _ scenario: Scenario) {
      self.repository = repository
      choice = scenario.context
      paths = scenario.paths
    }
  }

  private let known = Mutex<[Key: [KnownContext]]>([:])

  /// Of one repository and choice; a suite that looks at more trees of it reads the others each time.
  private static let most = 64

  /// - Parameter repository: its path; empty for one that is made for each run, of which nothing is known.
  func of(_ repository: String, _ scenario: Scenario) -> [KnownContext] {
    repository.isEmpty ? [] : known.withLock { $0[Key(repository, scenario)] ?? [] }
  }

  func learn(_ repository: String, _ scenario: Scenario, from observation: Observation) {
    guard !repository.isEmpty, scenario.build == nil, let read = observation.objectContext,
      observation.disagreeingRoute == nil,
      let digest = (observation.commitContext ?? observation.fingerprints.first { $0.subject == "context" })?.digest
    else { return }
    let context = KnownContext(tree: read.tree, digest: digest, warnings: read.warnings)
    known.withLock { known in
      let key = Key(repository, scenario)
      guard known[key]?.contains(context) != true, known[key]?.count ?? 0 < Self.most else { return }
      known[key, default: []].append(context)
    }
  }
}
