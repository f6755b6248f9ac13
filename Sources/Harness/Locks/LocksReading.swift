internal import BuildContext
internal import Fingerprints
internal import Lockfiles
internal import Model

/// Reads the lockfiles of a repository.
///
/// Its root is the root of what locks may refer to, so that `-r ../common.txt` is followed from a directory inside of it
/// and never leads out of it. What is answered is relative to the directory that was asked about.
struct LocksReading<Repository: ComposeRepository> {
  let repository: Repository
  let plan: LocksPlan
  let targets: [Target]

  /// The lockfiles in the directory at `path` from the root.
  func directory(_ path: BytePath) throws -> LocksReport {
    let contents = try TreeListing.contents(of: repository.subtree(path), includingForeign: plan.includesForeign)
    let listed = contents.files.map { path.appending($0) }
    let links = try LockLinks.warnings(
      among: contents.links.map { path.appending($0) }, includingForeign: plan.includesForeign
    ) { if case .link(let target) = try repository.files.tree.look(at: $0) { target } else { nil } }
    let source = source
    let shown = { (file: String) in Self.path(file, from: path) }
    var reading = try LockObservation.read(
      LockfileReader.lockfiles(among: listed.compactMap(\.utf8Text), includingForeign: plan.includesForeign),
      from: source)
    reading.warnings += links
    var consistency: [ConsistencyFinding] = []
    if plan.checksConsistency, !reading.locks.isEmpty {
      let builds = DescribedBuilds(repository, among: listed)
      let checked = LockBuilds(repository: repository, locks: reading.locks, shown: shown).check(builds.found)
      consistency =
        LockConsistency.findings(in: reading.locks, images: checked.images, source: source, shown: shown)
        + checked.findings
    }
    return try report(reading, consistency, from: path, isOfFile: false)
  }

  /// The lockfile at `path` from the root, whatever its name.
  func file(_ path: BytePath) throws -> LocksReport {
    guard let text = path.utf8Text, case .file(let bytes) = try repository.files.tree.look(at: path) else {
      throw Breakdown(.usage, "\(PathText.visible(path.lastComponent)) is no regular file")
    }
    let source = source
    let lock = try LockfileReader.read(text, bytes: bytes, from: source)
    if lock.format.isEmpty {
      throw Breakdown(
        .usage, "\(PathText.visible(path.lastComponent)) is no lockfile of a known format",
        remedy: "formats are known by names such as requirements.txt and poetry.lock, some by their content too")
    }
    let shown = { (file: String) in Self.path(file, from: path.parent) }
    let consistency =
      plan.checksConsistency ? LockConsistency.findings(in: [lock], source: source, shown: shown) : []
    return try report(
      LockObservation.Reading(locks: [lock], warnings: []), consistency, from: path.parent, isOfFile: true)
  }

  /// The whole repository, listed where somebody asks.
  private var source: TreeSource<Repository.Tree> {
    TreeSource(files: repository.files.tree) { folder in
      guard let folder = BytePath(folder).normalised(), let tree = try? repository.subtree(folder),
        let files = try? TreeListing.files(of: tree)
      else { return [] }
      return files.map { folder.appending($0) }.sorted().compactMap(\.utf8Text)
    }
  }

  private func report(
    _ reading: LockObservation.Reading, _ consistency: [ConsistencyFinding], from directory: BytePath, isOfFile: Bool
  ) throws(DigestUnavailable) -> LocksReport {
    let shown = { (path: String) in Self.path(path, from: directory) }
    var locks: [LockReport] = []
    for lock in reading.locks {
      var report = LockObservation.report(lock, wantsPackages: plan.wantsPackages, shown: shown)
      for target in targets { report.targets.append(TargetReport(try lock.resolution(for: target), shown: shown)) }
      locks.append(report)
    }
    return LocksReport(
      locks: locks, targets: targets.map(\.description), isOfFile: isOfFile,
      consistency: consistency.ordered().map {
        ConsistencyFacts(code: $0.code, path: shown($0.path), line: $0.line, message: $0.message)
      },
      warnings: reading.warnings)
  }

  /// A path from the root as seen from a directory.
  private static func path(_ path: String, from directory: BytePath) -> String {
    let (from, to) = (directory.components, BytePath(path).components)
    let shared = zip(from, to).prefix { $0 == $1 }.count
    let parts = Array(repeating: BytePath(".."), count: from.count - shared) + to[shared...]
    return parts.isEmpty ? "." : parts.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "/")
  }
}
