internal import BuildContext
internal import Captures
internal import Fingerprints
internal import Git
internal import Glibc
internal import Model

/// Captures a tree, inside a worker: the repository and the files may be hostile.
enum CaptureAnswering {
  struct Answer: Codable, Hashable, Sendable {
    var capture: Capture
    /// A clean checkout of HEAD; nil when it was not asked for, or where there is no repository.
    var head: Capture?
  }

  static func answer(_ plan: CapturePlan) throws -> Answer {
    switch plan.subject {
    case .commit(let repository, let revision, let directory):
      return Answer(capture: try commit(plan, repository: repository, revision: revision, directory: directory))
    case .directory(let path):
      // Without a commit there is nothing to hold it against.
      guard let layout = try RepositoryLayout.findIfAny(around: path) else {
        return Answer(capture: try plain(plan, path))
      }
      guard layout.workTree != nil else {
        throw Breakdown(
          .usage, "the repository \(PathText.visible(path)) is bare: it has no working tree",
          remedy: "clone it, or name a revision: DIR#REV")
      }
      guard layout.hasCommit else { return Answer(capture: try plain(plan, path)) }
      return try workTree(plan, path, layout)
    }
  }

  // MARK: A commit

  private static func commit(
    _ plan: CapturePlan, repository: String, revision: String, directory: String?
  ) throws -> Capture {
    let layout = try RepositoryLayout.find(around: repository)
    let resolved = try RevisionResolver(layout).resolveTree(revision)
    let place = directory ?? layout.prefix
    let checkout = try CheckoutEntries(layout, root: resolved.tree, directory: place, plan: plan)
    return try clean(
      checkout, resolved, layout, plan,
      locks: .commit(repository: repository, revision: revision, path: place, name: nil), directory: place)
  }

  private static func clean(
    _ checkout: CheckoutEntries, _ resolved: ResolvedTree, _ layout: RepositoryLayout, _ plan: CapturePlan,
    locks source: LocksSource, directory place: String
  ) throws -> Capture {
    var capture = Capture(
      version: ToolVersion.current, context: Capture.Context(directory: place, dockerfile: plan.dockerfile),
      entries: plan.wantsEntries ? list(checkout.tree.entries) : [])
    capture.repo = CapturedRepository(commit: resolved.commit?.hex ?? resolved.tree.hex, tree: resolved.tree.hex)
    capture.repo?.tags = TagList.read(layout).map(ids)
    capture.submodules = checkout.submodules.sorted { $0.key < $1.key }.map {
      Capture.Submodule(path: PathText.escaped($0.key), pin: $0.value.hex, head: nil, changed: 0)
    }
    try describe(checkout.tree, in: &capture, plan)
    capture.ignoreFiles = [try dockerignore(checkout.source, plan)]
    capture.assumeCleanCheckout()
    capture.lockfiles = lockfiles(
      LocksPlan(source: source, includesForeign: false, targets: [], wantsPackages: false, checksConsistency: false))
    return capture
  }

  // MARK: A directory

  /// A directory without a repository.
  private static func plain(_ plan: CapturePlan, _ path: String) throws -> Capture {
    let tree = try DirectoryTree(path)
    let live = try read(tree, plan, isTracked: { _ in false })
    var capture = Capture(
      version: ToolVersion.current, context: Capture.Context(directory: ".", dockerfile: plan.dockerfile))
    capture.entries = try list(live.entries).map { entry in
      var entry = entry
      entry.status = .unknown
      guard let bytes = PathText.unescaped(Array(entry.path.utf8)) else { return entry }
      if entry.inContext { entry.xattrs = try tree.attributeDigest(of: BytePath(bytes)) }
      return try entry.withText(at: BytePath(bytes), in: tree)
    }
    try describe(live, in: &capture, plan)
    capture.ignoreFiles = [try dockerignore(tree, plan)]
    finish(&capture, path, plan, live)
    return capture
  }

  private static func workTree(_ plan: CapturePlan, _ path: String, _ layout: RepositoryLayout) throws -> Answer {
    let tree = try DirectoryTree(path)
    let resolved = try RevisionResolver(layout).resolveTree("HEAD")
    let head = try CheckoutEntries(layout, root: resolved.tree, directory: layout.prefix, plan: plan)
    let live = try read(tree, plan, isTracked: head.has)
    let index = try IndexEntries.read(layout)
    let prefix = layout.prefix == "." ? BytePath.root : BytePath(layout.prefix)
    let user = try UserRepository(
      layout, files: plan.configuration, home: plan.home, folder: plan.userFolder)
    let delta = try WorkTreeDelta(
      live, tree, against: head, indexed: Set(index.compactMap { $0.path.relative(to: prefix) }),
      isIgnored: { try user.isIgnored(prefix.appending($0)) })
    let submodules = try SubmoduleStates(
      head.submodules, in: path, tree, context: live.context, dropped: live, plan: plan)
    var capture = Capture(
      version: ToolVersion.current, context: Capture.Context(directory: layout.prefix, dockerfile: plan.dockerfile))
    capture.entries = (delta.entries + submodules.entries).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    capture.submodules = submodules.states
    capture.repo = try repository(layout, resolved, index, delta, user, plan)
    capture.gitConfig = GitSettings.read(user)
    capture.attributesFiles = [
      try RuleFiles.rule("info/attributes", path: layout.commonDirectory + "/info/attributes"),
      try RuleFiles.rule(
        "core.attributesFile", path: user.path("core.attributesfile") ?? plan.userFolder.map { $0 + "/attributes" }),
    ]
    capture.ignoreFiles = [
      try dockerignore(tree, plan),
      try RuleFiles.rule("info/exclude", path: layout.commonDirectory + "/info/exclude"),
      try RuleFiles.rule(
        "core.excludesFile", path: user.path("core.excludesfile") ?? plan.userFolder.map { $0 + "/ignore" }),
    ]
    capture.system["checkoutUmask"] = Capture.modeText(delta.umask)
    try describe(live, in: &capture, plan)
    finish(&capture, path, plan, live)
    guard plan.wantsHead else { return Answer(capture: capture) }
    let clean = try clean(
      head, resolved, layout, plan,
      locks: .commit(repository: path, revision: "HEAD", path: layout.prefix, name: nil), directory: layout.prefix)
    return Answer(capture: capture, head: clean)
  }

  private static func repository(
    _ layout: RepositoryLayout, _ head: ResolvedTree, _ index: [IndexEntry], _ delta: WorkTreeDelta,
    _ user: borrowing UserRepository, _ plan: CapturePlan
  ) throws -> CapturedRepository {
    var repo = CapturedRepository(commit: head.commit?.hex ?? head.tree.hex, tree: head.tree.hex)
    repo.ref = HeadBranch.name(layout)
    if let words = plan.pair.map(PairWords.init), let remote = RemoteAddress.of("origin", in: layout) {
      repo.remoteHash = words.code(Array(remote.utf8))
    }
    func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
    repo.shallow = exists(layout.commonDirectory + "/shallow")
    repo.partial = user.setting("extensions.partialclone") != nil || user.setting("remote.origin.promisor") == "true"
    repo.sparse = user.setting("core.sparsecheckout") == "true"
    repo.worktree = layout.gitDirectory != layout.commonDirectory
    var info = stat()
    if let root = layout.workTree, stat(root, &info) == 0 {
      repo.owner = info.st_uid == getuid() ? .me : info.st_uid == 0 ? .root : .other
    }
    repo.dirtyCount = delta.changed
    repo.skipWorktree = index.count { $0.skipsWorkTree }
    repo.assumeUnchanged = index.count { $0.isAssumedUnchanged }
    repo.conflicted = Set(index.filter(\.isConflicted).map(\.path)).count
    repo.tags = TagList.read(layout).map(ids)
    return repo
  }

  private static func ids(_ tags: [String: ObjectID]) -> [String: String] { tags.mapValues(\.hex) }

  // MARK: What all have

  private static func read(
    _ tree: DirectoryTree, _ plan: CapturePlan, isTracked: (BytePath) -> Bool
  ) throws -> CapturedTree {
    let found = try rules(tree, plan)
    let contents = try DirectoryContext.read(tree, ignoring: found, threads: plan.threads)
    // A machine is the same before and after it was captured.
    let entries = contents.entries.filter { isTracked($0.path) || !isCapture($0, in: tree) }
    return try CapturedTree(tree, entries, ignoring: found)
  }

  /// Whether it is a file that `capture` wrote.
  private static func isCapture(_ entry: ContextEntry, in tree: DirectoryTree) -> Bool {
    guard entry.kind.isFile, entry.path.bytes.suffix(5).elementsEqual(".json".utf8), entry.size < 8 << 20,
      case .file(let bytes)? = try? tree.look(at: entry.path)
    else { return false }
    return String(decoding: bytes, as: UTF8.self).contains("\"schema\" : \"\(Capture.schema)\"")
  }

  private static func rules(_ files: some ContextFiles, _ plan: CapturePlan) throws -> FoundIgnoreFile {
    if let override = plan.ignoreOverride { return try FoundIgnoreFile(FoundIgnoreText(override)) }
    return try IgnoreFileFinder.find(in: files, dockerfile: plan.dockerfile)
  }

  private static func dockerignore(_ files: some ContextFiles, _ plan: CapturePlan) throws -> Capture.RuleFile {
    try RuleFiles.rule("dockerignore", bytes: rules(files, plan).bytes)
  }

  private static func list(_ entries: [BytePath: CapturedEntry]) -> [CapturedEntry] {
    entries.sorted { $0.key < $1.key }.map(\.value)
  }

  /// What is said of the context as a whole.
  private static func describe(_ tree: CapturedTree, in capture: inout Capture, _ plan: CapturePlan) throws {
    capture.context.ignoreFile = tree.ignoreFile
    capture.context.entries = tree.context.count
    capture.context.bytes = tree.context.reduce(0) { $1.kind == .directory ? $0 : $0 + $1.size }
    capture.context.gitEntries = tree.gitEntries
    capture.context.nonASCIINames = UnicodeForm.of(tree.context.map(\.path)).rawValue
    var guarding = Guarding(pair: plan.pair.map(PairWords.init))
    let isGuarded = plan.guards && guarding.apply(to: &capture)
    let entries = isGuarded ? tree.context.map { guarding.neutral($0) } : tree.context
    capture.contextHash = try Manifest(entries: entries).digest().text
    let modes = tree.context.sorted { $0.path < $1.path }.flatMap { entry in
      entry.kind.isLink
        ? [] : Array(Capture.modeText(entry.permissions & 0o7777).utf8) + [0x20] + entry.path.bytes + [0]
    }
    capture.context.modes = try SHA256Digest.of(modes).hex
  }

  /// What is said of a tree that lies on disk.
  private static func finish(_ capture: inout Capture, _ path: String, _ plan: CapturePlan, _ live: CapturedTree) {
    capture.context.times = FileTimes.digest(of: live.context.filter { $0.kind.isFile }.map(\.path), in: path)
    for (name, value) in VolumeFacts.read(path) { capture.system[name] = value }
    capture.lockfiles = lockfiles(
      LocksPlan(
        source: .directory(path), includesForeign: false, targets: [], wantsPackages: false, checksConsistency: false))
  }

  /// Those that can be read; one that cannot is the matter of `lockstep locks`.
  private static func lockfiles(_ plan: LocksPlan) -> [Capture.Lockfile] {
    guard let report = try? LocksAnswer.answer(plan) else { return [] }
    return report.locks.map {
      Capture.Lockfile(
        path: $0.facts.path, format: $0.facts.format, semantic: $0.semanticDigest, grade: $0.facts.grade,
        packages: $0.facts.packageCount)
    }
  }
}

extension ContextEntry.Kind {
  var isLink: Bool { if case .symlink = self { true } else { false } }
  var isFile: Bool { if case .file = self { true } else { false } }
}
