internal import Causes
internal import Limits
internal import Model

/// What a worker is sent: the limits and the policy of who asks, and the request.
struct WorkerMessage: Codable, Sendable {
  var limits: Limits
  var paths: PathPolicy
  var request: WorkerRequest
}

/// What a worker process is asked to do; travels as JSON on its standard input, or beside it when that is an archive.
enum WorkerRequest: Codable, Sendable {
  case run(RunPlan)
  case context(CommitContextPlan)
  case archive(ArchiveContextPlan)
  case advice(AdvicePlan)
  case layers(LayersPlan)
  case compose(ComposePlan)
  case locks(LocksPlan)
  case compare(ComparisonPlan)
  case history(HistoryPlan)
  case capture(CapturePlan)
  case installed(InstalledPlan)
  case release(ReleasePlan)
  case survey(String)
  case snapshot(path: String, revision: String?)
  case verifyCache(directory: String, repository: String?)
  case synthesise(SyntheticRecipe, directory: String)
  case makeState(SyntheticRecipe, revision: String, directory: String)
  case releaseTag(repository: String, name: String)
  /// What holds the worker itself, found out by trying.
  case confinement

  /// Seconds that a build step may take besides everything else.
  var buildTime: UInt32 {
    if case .run(let plan) = self { UInt32(clamping: plan.scenario.build?.timeLimit ?? 0) } else { 0 }
  }

  /// The policy of the scenario that is run, which goes before that of the command line.
  var paths: PathPolicy? { if case .run(let plan) = self { plan.scenario.paths } else { nil } }

  /// Whether the worker reads an archive from the standard input of this process.
  var readsArchive: Bool {
    switch self {
    case .archive: true
    case .advice(let plan): plan.source == .archive
    case .layers(let plan): plan.source == .archive
    default: false
    }
  }
}

/// What a worker answers; travels as JSON on its standard output.
enum WorkerReply: Codable, Sendable {
  case run(Observation, conditions: [AxisValue])
  case context(ContextAnswer)
  case advice(AdviceAnswer)
  case layers(LayersReport)
  case compose(ComposeReply)
  case locks(LocksReport)
  case compared([DifferenceFinding])
  case history(HistoryReport)
  case capture(CaptureAnswering.Answer)
  case installed(InstalledAnswering.Answer)
  case release(ReleaseFacts)
  case survey(RepositorySurvey)
  case snapshot(SyntheticRecipe)
  case cache(CacheReport)
  case synthesised(SyntheticIDs)
  case madeState
  case releaseTag(ReleaseTag)
  case confinement(ConfinementReport)
  case broken(Breakdown, conditions: [AxisValue])
}

/// One run of one scenario.
struct RunPlan: Codable, Sendable {
  var scenario: Scenario
  var variation: Variation
  /// The run's own empty directory.
  var directory: String
  /// The repository or work tree, absolute or from the current directory; empty for a synthetic one.
  var repositoryPath: String
  var threads: Int
  /// Whether the directory lies on a tmpfs because the run is to.
  var isInMemory = false
  /// Further schemes to digest the context in, by name.
  var schemes: [String] = []
  /// Contexts of commits of the repository that earlier runs read.
  var knownContexts: [KnownContext] = []
}

/// The ids that a recipe gives, for showing.
public struct SyntheticIDs: Codable, Hashable, Sendable {
  /// In the order of the recipe's commits.
  public var commits: [String]
  /// The tag objects of annotated tags by name, in the order of the recipe.
  public var tags: [NamedID]

  public struct NamedID: Codable, Hashable, Sendable {
    public var name: String
    public var id: String
  }
}
