internal import Files
internal import Foundation
internal import Git
internal import Glibc
internal import Limits
internal import Model

/// The worker's side: one request from standard input, one reply to standard output.
public struct WorkerMain: Sendable {
  /// The hidden subcommand that starts a worker.
  public static let command = "__worker"

  /// The exit status of a worker whose request could not be read.
  public static let noRequest = ExitStatus.environment.rawValue

  private let request: WorkerRequest

  /// Reads the request and gives up what serving it does not need; nil when there is none.
  ///
  /// To be called before the process has a second thread, which would keep all its rights. `timeLimit` is in seconds;
  /// `requestPath` names the file that holds the request when standard input is an archive.
  public init?(timeLimit: UInt32, requestPath: String? = nil) {
    Confinement.begin(timeLimit: timeLimit)
    let descriptor = requestPath.map { open($0, O_RDONLY | O_CLOEXEC) } ?? STDIN_FILENO
    guard descriptor >= 0, let input = FileWriting.readAll(descriptor) else {
      _ = Self.failed("read the request", errno)
      return nil
    }
    guard let message = try? JSONDecoder().decode(WorkerMessage.self, from: Data(input)) else { return nil }
    request = message.request
    Limits.current = message.limits
    PathPolicy.current = message.request.paths ?? message.paths
    Confinement.complete(for: request, timeLimit: timeLimit)
  }

  /// Serves the request and gives the exit status.
  public func serve() async -> Int32 {
    guard let output = try? JSONEncoder().encode(await Self.answer(request)) else {
      return ExitStatus.internalFault.rawValue
    }
    return FileWriting.writeAll(Array(output), to: STDOUT_FILENO) ? 0 : Self.failed("write the answer", errno)
  }

  /// Says what the machine refused, where there is no answer to say it in.
  static func failed(_ what: String, _ code: Int32) -> Int32 {
    _ = FileWriting.writeAll(Array("\(what): \(String(cString: strerror(code)))\n".utf8), to: STDERR_FILENO)
    return ExitStatus.environment.rawValue
  }

  private static func answer(_ request: WorkerRequest) async -> WorkerReply {
    var conditions: [AxisValue] = []
    do {
      switch request {
      case .run(let plan):
        conditions = plan.variation.values
        conditions = try RunConditions.apply(plan)
        let (observation, notApplied) = try await CheckoutRun(plan: plan).observe()
        for index in conditions.indices where conditions[index].notApplied == nil {
          conditions[index].notApplied = notApplied[conditions[index].axis]
        }
        return .run(observation, conditions: conditions)
      case .context(let plan): return .context(try CommitContextQuery.answer(plan))
      case .archive(let plan): return .context(try ArchiveContextQuery.answer(plan))
      case .advice(let plan): return .advice(try AdviceAnswering.answer(plan))
      case .layers(let plan): return .layers(try LayersAnswering.answer(plan))
      case .compose(let plan): return .compose(try ComposeAnswering.answer(plan))
      case .locks(let plan): return .locks(try LocksAnswer.answer(plan))
      case .compare(let plan): return .compared(try ComparisonAnswering.answer(plan))
      case .release(let plan): return .release(try ReleaseReading.facts(plan))
      case .capture(let plan): return .capture(try CaptureAnswering.answer(plan))
      case .installed(let plan): return .installed(try InstalledAnswering.answer(plan))
      case .history(let plan): return .history(try HistoryAnswering.answer(plan))
      case .verifyCache(let directory, let repository):
        return .cache(try CacheMaintenance.check(directory: directory, repository: repository))
      case .confinement: return .confinement(ConfinementReport.ofThisProcess())
      case .survey(let path): return .survey(try RepositorySurveyor.survey(path))
      case .snapshot(let path, let revision):
        return .snapshot(try RepositorySnapshot.read(path, revision: revision))
      case .releaseTag(let repository, let name): return .releaseTag(try ReleaseTag(name, repository: repository))
      case .makeState(let recipe, let revision, let directory):
        try StateMaking.answer(recipe, revision: revision, directory: directory)
        return .madeState
      case .synthesise(let recipe, let directory):
        return .synthesised(try SyntheticBuilder.build(recipe, in: directory + "/repository.git"))
      }
    } catch {
      return .broken(Breakdown(error, in: request), conditions: conditions)
    }
  }
}
