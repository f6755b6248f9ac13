internal import BuildContext
internal import Captures
internal import Fingerprints
internal import Lockfiles
internal import Model

/// What is installed for a project, as asked of a worker to be held against its lockfiles.
struct InstalledPlan: Codable, Hashable, Sendable {
  var directory: String
  /// Of the Python that is used; nil when there is none.
  var python: String?
  /// Nil when no environment is to be compared.
  var pythonPackages: [InstalledPackages.Package]?
  var environment: String
  /// `linux-x86_64`.
  var platform: String
}

/// Answers inside a worker: lockfiles may be hostile, and so may what lies in `node_modules`.
enum InstalledAnswering {
  struct Answer: Codable, Hashable, Sendable {
    var python: InstalledPackages?
    var node: InstalledPackages?
  }

  /// Those with most authority first.
  private static let pythonLocks = [
    "uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "requirements.txt", "requirements.lock",
  ]

  static func answer(_ plan: InstalledPlan) throws -> Answer {
    let repository = try DirectoryRepository(plan.directory, threads: 1)
    let prefix = repository.files.prefix
    let listed = try TreeListing.files(of: repository.subtree(prefix)).map { prefix.appending($0) }
    let source = TreeSource(files: repository.files.tree, listed: listed.compactMap(\.utf8Text))
    let paths = LockfileReader.lockfiles(among: listed.compactMap(\.utf8Text), includingForeign: false)
    let locks = try LockObservation.read(paths, from: source).locks
    var answer = Answer()
    if let version = plan.python {
      var python = InstalledPackages(
        version: version, environment: plan.environment, installed: plan.pythonPackages?.count ?? 0)
      let builds = DescribedBuilds(repository, among: listed)
      let images = LockBuilds(repository: repository, locks: locks, shown: { $0 }).check(builds.found).images
      python.wanted = LockConsistency.pythons(
        fitting: version, in: locks, images: images.map(\.statement), source: source
      ).map {
        InstalledPackages.Wanted(
          source: $0.path + ($0.line.map { ":\($0)" } ?? ""), version: $0.words, holds: $0.holds)
      }
      if let packages = plan.pythonPackages, let lock = pythonLock(locks, in: prefix) {
        try compare(&python, lock, packages, target: "py\(version)-\(plan.platform)", ecosystem: "pypi")
      }
      answer.python = python
    }
    answer.node = try node(repository, locks, source, plan)
    return answer
  }

  private static func pythonLock(_ locks: [Lockfile], in folder: BytePath) -> Lockfile? {
    pythonLocks.lazy.compactMap { name in
      locks.first { BytePath($0.path) == folder.appending(BytePath(name)) && $0.grade != .unreadable }
    }.first { lock in lock.packages.contains { $0.ecosystem == "pypi" && $0.isExact } }
  }

  private static func compare(
    _ packages: inout InstalledPackages, _ lock: Lockfile, _ installed: [InstalledPackages.Package], target: String,
    ecosystem: String
  ) throws {
    let comparison = try InstalledComparison(
      lock, target: try? Target(target),
      installed: installed.map { InstalledComparison.Package(name: $0.name, version: $0.version) },
      ecosystem: ecosystem)
    packages.lock = BytePath(lock.path).lastComponent.utf8Text
    packages.missing = comparison.missing.map { InstalledPackages.Package(name: $0.name, version: $0.version) }
    packages.extra = comparison.extra.map { InstalledPackages.Package(name: $0.name, version: $0.version) }
    packages.other = comparison.other.map {
      InstalledPackages.Package(name: $0.name, version: $0.installed, locked: $0.locked)
    }
  }

  /// What npm noted of its last installation, held against the lockfile. Source: npm, "hidden lockfiles",
  /// docs.npmjs.com/cli/configuring-npm/package-lock-json.
  private static func node(
    _ repository: DirectoryRepository, _ locks: [Lockfile], _ source: some LockfileSource, _ plan: InstalledPlan
  ) throws -> InstalledPackages? {
    let folder = repository.files.prefix
    let hidden = folder.appending(BytePath("node_modules/.package-lock.json"))
    guard
      let lock = locks.first(where: {
        ["package-lock.json", "npm-shrinkwrap.json"].map { folder.appending(BytePath($0)) }.contains(BytePath($0.path))
      }), case .file(let bytes) = try repository.files.tree.look(at: hidden)
    else { return nil }
    let name = folder.appending(BytePath("package-lock.json")).utf8Text ?? "package-lock.json"
    let found = try LockfileReader.read(name, bytes: bytes, from: source)
    guard found.grade != .unreadable, lock.grade != .unreadable else { return nil }
    let installed = found.packages.map { InstalledPackages.Package(name: $0.name, version: $0.version) }
    var node = InstalledPackages(version: nil, environment: "node_modules", installed: installed.count)
    try compare(&node, lock, installed, target: plan.platform, ecosystem: "npm")
    return node
  }
}
