internal import BuildContext
internal import Fingerprints
internal import Lockfiles
internal import Model

/// Answers for lockfiles, inside a worker: their parsers read other people's files.
enum LocksAnswer {
  static func answer(_ plan: LocksPlan) throws -> LocksReport {
    let targets = try targets(plan.targets)
    switch plan.source {
    case .directory(let path):
      let repository = try DirectoryRepository(path, threads: 1)
      return try LocksReading(repository: repository, plan: plan, targets: targets).directory(
        repository.files.prefix)
    case .file(let directory, let name):
      let repository = try DirectoryRepository(directory, threads: 1)
      return try LocksReading(repository: repository, plan: plan, targets: targets).file(
        repository.files.prefix.appending(BytePath(name)))
    case .commit(let source, let revision, let path, let name):
      let repository = try CommitRepository(
        repository: source, revision: revision, directory: path == nil ? nil : ".", threads: 1, cacheDirectory: nil)
      let start = path.flatMap { BytePath($0).normalised() } ?? repository.files.prefix
      let place = name.map { start.appending(BytePath($0)) } ?? start
      let reading = LocksReading(repository: repository, plan: plan, targets: targets)
      switch try repository.files.tree.look(at: place) {
      case .directory: return try reading.directory(place)
      case .file, .link: return try reading.file(place)
      case .missing, .special:
        throw Breakdown(.usage, "the revision has no file or directory \(PathText.visible(place))")
      }
    }
  }
  /// Each once.
  private static func targets(_ texts: [String]) throws(Breakdown) -> [Target] {
    var targets: [Target] = []
    for text in texts {
      do throws(TargetError) {
        let target = try Target(text)
        if !targets.contains(target) { targets.append(target) }
      } catch {
        throw Breakdown(.usage, error.description)
      }
    }
    return targets
  }
}
