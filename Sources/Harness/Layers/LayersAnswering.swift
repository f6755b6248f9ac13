internal import Audit
internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import CopyDigests
internal import Dockerignore
internal import Fingerprints
internal import Git
internal import IgnoreEngines
internal import Model

/// Computes what each instruction takes of a context, inside a worker.
enum LayersAnswering {
  static func answer(_ plan: LayersPlan) throws -> LayersReport {
    switch plan.source {
    case .directory(let path):
      let tree = try DirectoryTree(path)
      return try answer(plan, tree, commit: nil) { walk in
        var feed = try DirectoryFeed(tree, walk, attributes: true)
        return try ContextDigests.compute(&feed, schemes: [], records: true)
      }
    case .archive:
      let tree = try ArchiveTree.onStandardInput()
      var report = try answer(plan, tree, commit: nil, root: .onDisk) { walk in
        var feed = ArchiveFeed(tree, walk)
        return try ContextDigests.compute(&feed, schemes: [], records: true)
      }
      report.warnings = tree.warnings + report.warnings
      return report
    case .commit(let repository, let revision, let directory):
      let layout = try RepositoryLayout.find(around: repository)
      let resolved = try RevisionResolver(layout).resolveTree(revision)
      let below = BytePath(directory ?? layout.prefix).normalised() ?? .root
      let tree = try GitTree(
        CheckoutObjects(objectsDirectory: layout.objectsDirectory), root: resolved.tree, directory: below)
      return try answer(plan, tree, commit: resolved.commit?.hex) { walk in
        var feed = try CommitFeed(
          objectsDirectory: layout.objectsDirectory, attributes: tree.attributeFiles, below: below, walk)
        return try ContextDigests.compute(&feed, schemes: [], records: true)
      }
    }
  }

  private static func answer<Tree: ContextTree & ContextFiles>(
    _ plan: LayersPlan, _ tree: Tree, commit: String?, root: ContentTree.Root = .transferred,
    digest: (ContextWalk<Tree>.Result) throws -> ContextDigests
  ) throws -> LayersReport {
    try survey(plan, tree, commit: commit, root: root, digest: digest).report
  }

  /// What the instructions take of `tree`, whose entries `digest` reads.
  ///
  /// - Throws: ``Breakdown`` when the Dockerfile is not there or wrong; what reading the tree throws.
  static func survey<Tree: ContextTree & ContextFiles>(
    _ plan: LayersPlan, _ tree: Tree, commit: String?, root: ContentTree.Root = .transferred,
    wantsInstalls: Bool = true, digest: (ContextWalk<Tree>.Result) throws -> ContextDigests
  ) throws -> LayersSurvey {
    let build = try buildPlan(plan, in: tree)
    let found = try FoundIgnoreFile(
      FoundIgnoreText(for: .buildkit, in: tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride))
    var report = LayersReport(
      commit: commit, dockerfile: plan.dockerfile, ignoreFile: found.name, steps: [], installs: [],
      entries: [],
      warnings: found.warnings)
    let installations = wantsInstalls ? try installations(build) : []
    guard build.plan.transfer != .nothing else {
      report.installs = try InstallAnswering(
        plan: build.plan, content: ContentTree([]), files: tree, stageNames: build.stageNames
      ).installs(installations)
      return LayersSurvey(report: report, content: nil, reads: [])
    }
    var included: IgnoreFile?
    // An archive is unpacked as a whole, whatever is needed of it.
    if root == .transferred, case .paths(let paths) = build.plan.transfer {
      included = try FollowPaths.patterns(paths.map { BytePath($0.bytes) }, in: tree)
    }
    let walk = try ContextWalk.select(from: tree, ignoring: found, including: included)
    report.warnings += walk.warnings(ignoreFile: found.name)
    let digests = try digest(walk)
    let content = try ContentTree(digests.records, root: root)
    let contents = digests.contents
    report.entries = content.records.map { LayersReport.Entry($0.entry, content: contents[$0.entry.path]) }
    report.steps = build.plan.contextReads.map { read in step(read, in: content, stages: build.stageNames) }
    report.installs = try InstallAnswering(
      plan: build.plan, content: content, files: tree, stageNames: build.stageNames
    ).installs(installations)
    return LayersSurvey(report: report, content: content, reads: build.plan.contextReads)
  }

  private struct Build {
    let bytes: [UInt8]
    let plan: Dockerfile.BuildPlan
    let stageNames: [Int: String]
  }

  /// - Throws: nothing that reading the same file did not throw before.
  private static func installations(_ build: Build) throws -> [DependencyInstallation] {
    try DependencyInstallation.all(in: build.bytes)
  }

  private static func buildPlan(_ plan: LayersPlan, in files: some ContextFiles) throws -> Build {
    let name = PathText.visible(plan.dockerfile)
    let bytes: [UInt8]
    if let given = plan.dockerfileBytes {
      bytes = given
    } else if let path = BytePath(plan.dockerfile).normalised(), case .file(let found) = try files.look(at: path) {
      bytes = found
    } else {
      throw Breakdown(
        .usage, "there is no Dockerfile \(name) in the context",
        remedy: "name it with --dockerfile, from the context's root or from here")
    }
    do throws(DockerfileError) {
      let dockerfile = try Dockerfile(bytes)
      let build = try dockerfile.plan(target: plan.target, buildArguments: plan.buildArguments)
      return Build(
        bytes: bytes, plan: build,
        stageNames: Dictionary(
          dockerfile.stages.map { ($0.index, $0.name ?? String($0.index)) }, uniquingKeysWith: { first, _ in first }))
    } catch {
      throw Breakdown(.usage, error.text(in: plan.dockerfile))
    }
  }

  private static func step(
    _ read: Dockerfile.ContextRead, in content: ContentTree, stages: [Int: String]
  ) -> LayersReport.Step {
    let selectors = read.selectors
    // Where one source fails, the others still say what they would take.
    let taken = content.takenAsFarAsKnown(by: selectors)
    let sizes = taken.compactMap { content.fileSize(at: $0) }
    var step = LayersReport.Step(
      line: read.line, instruction: String(decoding: read.text.bytes, as: UTF8.self),
      stage: stages[read.stage] ?? String(read.stage),
      sources: read.sources.map { PathText.escaped(BytePath($0.text.bytes)) }, files: sizes.count,
      bytes: sizes.reduce(0, +), contentDigest: nil, error: nil,
      unresolved: read.unresolved.map { String(decoding: $0.bytes, as: UTF8.self) }, entries: taken)
    switch digest(of: read, in: content) {
    case .success(let digest): step.contentDigest = digest
    case .failure(let failure): step.error = describe(failure)
    }
    return step
  }

  /// What an instruction contributes to its cache key.
  static func digest(of read: Dockerfile.ContextRead, in content: ContentTree) -> Result<String, CopyFailure> {
    do throws(CopyFailure) {
      return .success(try CopyDigest(of: read.selectors, in: content).contentDigest.text)
    } catch {
      return .failure(error)
    }
  }

  private static func describe(_ failure: CopyFailure) -> String {
    func shown(_ path: [UInt8]) -> String { "\"\(PathText.visible(BytePath(path)))\"" }
    switch failure {
    case .notFound(let path): return "\(shown(path)): not found"
    case .tooManyLinks(let path): return "\(shown(path)): too many links"
    case .wildcardSyntax(let path): return "\(shown(path)): syntax error in pattern"
    case .include(let error), .exclude(let error): return IgnoreFileErrorText.describe(error)
    case .digest(let error): return error.description
    }
  }
}

extension ContentTree {
  /// The size of the file at a place of the records, by whatever name; nil for all else.
  fileprivate func fileSize(at place: Int) -> UInt64? {
    switch records[place].entry.kind {
    case .file(let size): return size
    case .hardLink(let source):
      guard let first = subtree(of: source.bytes).first, case .file(let size) = records[first].entry.kind else {
        return nil
      }
      return size
    default: return nil
    }
  }
}

extension ContextDigests {
  /// The SHA-256 of each file by its path.
  fileprivate var contents: [BytePath: SHA256Digest] {
    var contents: [BytePath: SHA256Digest] = [:]
    for entry in entries {
      if case .file(_, let content) = entry.kind { contents[entry.path] = content }
    }
    return contents
  }
}

extension LayersReport.Entry {
  init(_ entry: ContentEntry, content: SHA256Digest?) {
    path = PathText.escaped(entry.path)
    permissions = entry.mode
    size = 0
    sha256 = content?.hex
    owner = "\(entry.userID):\(entry.groupID)"
    attributes = Self.attributes(of: entry)
    switch entry.kind {
    case .file(let size):
      type = "file"
      self.size = size
    case .hardLink(let source):
      type = "hardlink"
      link = PathText.escaped(source)
    case .symlink(let target):
      type = "symlink"
      link = PathText.escaped(BytePath(target))
    case .directory: type = "dir"
    case .fifo: type = "fifo"
    case .characterDevice, .blockDevice: type = "device"
    }
  }

  /// What of the record is shown in no other field, so that it can at least be compared.
  private static func attributes(of entry: ContentEntry) -> String? {
    var plain = entry
    plain.extendedAttributes = [:]
    let isDevice: Bool
    switch entry.kind {
    case .characterDevice, .blockDevice: isDevice = true
    default: isDevice = false
    }
    guard isDevice || plain.recordHeader != entry.recordHeader else { return nil }
    return (try? SHA256Digest.of(entry.recordHeader.dropFirst(isDevice ? 0 : plain.recordHeader.count).map { $0 }))?.hex
  }
}
