internal import Audit
internal import BuildContext
internal import ContainerFiles
internal import CopyDigests
internal import Dockerignore
internal import Fingerprints

/// What a build is sent, and what its installations find in the image.
struct BuildInputs<Tree: ContextTree & ContextFiles> {
  /// From the context's root; sizes and digests in it mean nothing.
  let content: ContentTree
  let plan: Dockerfile.BuildPlan
  private let build: DescribedBuild
  private let tree: Tree

  /// - Parameters:
  ///   - tree: of the context.
  ///   - content: of another build with the same context and the same rules.
  /// - Throws: for what no builder could build.
  init(_ build: DescribedBuild, in tree: Tree, content: ContentTree?) throws {
    self.build = build
    self.tree = tree
    plan = try Dockerfile(build.bytes).plan(target: build.target, buildArguments: build.arguments)
    self.content = try content ?? Self.content(of: tree, ignoring: FoundIgnoreFile(build.ignoreText))
  }

  /// Calls `body` with each installation, what it reads and what is in the image by then.
  func forEachInstallation(
    _ body: (DependencyInstallation, Dockerfile.Run, InstallInputs<Tree>) throws -> Void
  ) throws {
    let answering = InstallAnswering(plan: plan, content: content, files: tree, stageNames: [:])
    try answering.forEach(of: DependencyInstallation.all(in: build.bytes)) { install, run, image in
      try body(install, run, try answering.inputs(of: install, in: run, image))
    }
  }

  /// The image that a stage is built upon in the end.
  func baseImage(ofStage stage: Int) -> Dockerfile.BaseImage? {
    var stage = stage
    while let base = plan.bases[stage] { stage = base }
    return plan.baseImages.first { $0.use == .from && $0.stage == stage }
  }

  /// The tree without what its files hold, which costs no reading.
  private static func content(of tree: Tree, ignoring ignoreFile: FoundIgnoreFile) throws -> ContentTree {
    let walk = try ContextWalk.select(from: tree, ignoring: ignoreFile)
    let nothing = SHA256Digest([UInt8](repeating: 0, count: 32))
    return try ContentTree(
      walk.selected.map { selected in
        let kind: ContentEntry.Kind =
          switch selected.kind {
          case .file: .file(size: 0)
          case .symlink: .symlink(target: try tree.link(at: selected.path) ?? [])
          case .directory: .directory
          case .special: .fifo
          }
        return ContentRecord(ContentEntry(path: selected.path, kind: kind, mode: 0), digest: nothing)
      })
  }
}
