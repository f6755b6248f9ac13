internal import Fingerprints
internal import Git
internal import Model

/// Where a request looks, for messages: the repository and the revision, as the user gave them.
extension WorkerRequest {
  /// Nil where the request reads no repository, or several.
  var place: String? {
    switch self {
    case .run(let plan):
      switch plan.scenario.repository {
      case .repository(let path, let revision): Self.place(path, revision)
      case .workTree, .synthetic: nil
      }
    case .context(let plan): Self.place(plan.repository, plan.revision)
    case .locks(let plan): plan.source.whereabouts
    case .history(let plan): Self.place(plan.repository, nil)
    case .advice(let plan): plan.source.whereabouts
    case .layers(let plan): plan.source.whereabouts
    case .capture(let plan):
      if case .commit(let repository, let revision, _) = plan.subject { Self.place(repository, revision) } else { nil }
    case .releaseTag(let repository, let name): Self.place(repository, name)
    case .release(let plan): Self.place(plan.repository, plan.ref)
    case .survey(let path): Self.place(path, nil)
    case .snapshot(let path, let revision): Self.place(path, revision)
    case .verifyCache(_, let repository): repository.flatMap { Self.place($0, nil) }
    case .compose(let plan): plan.source.whereabouts
    case .archive, .compare, .installed, .synthesise, .makeState, .confinement: nil
    }
  }

  static func place(_ repository: String, _ revision: String?) -> String {
    "repository " + short(repository) + (revision.map { ", revision " + short($0) } ?? "")
  }

  private static func short(_ text: String) -> String {
    let shown = PathText.visible(text)
    return shown.count > 120 ? shown.prefix(120) + "…" : shown
  }
}

extension ContextSource {
  /// Nil for what is no commit.
  var whereabouts: String? {
    if case .commit(let repository, let revision, _) = self { WorkerRequest.place(repository, revision) } else { nil }
  }
}

extension Breakdown {
  /// The error with what the request was about before it, where it is about a repository and does not say which.
  init(_ error: any Error, in request: WorkerRequest) {
    let breakdown = Breakdown(error)
    let isPlaced = (error as? GitFailure).map { $0.kind == .notARepository } ?? false
    self = breakdown.domain == .repository && !isPlaced ? Breakdown(error, at: request.place) : breakdown
  }
}

extension LocksSource {
  /// Nil for what is no commit.
  var whereabouts: String? {
    if case .commit(let repository, let revision, _, _) = self {
      WorkerRequest.place(repository, revision)
    } else {
      nil
    }
  }
}
