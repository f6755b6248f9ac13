internal import Files
internal import Glibc
internal import Model

/// What a worker must be able to do for its request: everything else is taken from it.
struct WorkerNeeds {
  /// Where it may change files; nil when that cannot be said.
  let writablePlaces: [String]?
  let startsPrograms: Bool

  init(_ request: WorkerRequest) {
    switch request {
    case .run(let plan):
      let usesGit = plan.variation.value(of: .checkout) == "git"
      let mounts = plan.variation.value(of: .directoryOrder) != Axis.directoryOrder.values.first
      startsPrograms = plan.scenario.build != nil || usesGit || mounts
      // Mounting, and an engine that builds images, reach far beyond the run's directory.
      writablePlaces =
        mounts || plan.scenario.build?.image != nil
        ? nil : [plan.directory] + Self.devices + (plan.scenario.build?.writable ?? [])
    case .context(let plan): (writablePlaces, startsPrograms) = (Self.cache(plan.cacheDirectory), false)
    case .history(let plan): (writablePlaces, startsPrograms) = (Self.cache(plan.cacheDirectory), false)
    case .compose(let plan): (writablePlaces, startsPrograms) = (Self.cache(plan.cacheDirectory), false)
    case .verifyCache(let directory, _): (writablePlaces, startsPrograms) = ([directory], false)
    case .synthesise(_, let directory), .makeState(_, _, let directory):
      (writablePlaces, startsPrograms) = ([directory], false)
    case .release(let plan):
      (writablePlaces, startsPrograms) = (plan.archive == nil ? [] : [Sandbox.temporaryRoot], false)
    case .archive, .advice, .layers:
      (writablePlaces, startsPrograms) = (request.readsArchive ? [Sandbox.temporaryRoot] : [], false)
    case .locks, .compare, .capture, .installed, .survey, .snapshot, .confinement, .releaseTag:
      (writablePlaces, startsPrograms) = ([], false)
    }
  }

  /// What commands write to without a thought; a user without rights must tell the kernel how ids are mapped.
  private static var devices: [String] {
    ["/dev/null", "/dev/zero", "/dev/full", "/dev/tty", "/dev/ptmx", "/dev/pts", "/dev/shm"]
      + (geteuid() == 0 ? [] : ["/proc"])
  }

  /// Made now, as a place that is not there cannot be named to the kernel.
  private static func cache(_ directory: String?) -> [String] {
    guard let directory else { return [] }
    PrivateDirectories.make(directory)
    return [directory]
  }
}
