internal import BuildContext
internal import Fingerprints
internal import Git
internal import Model

/// A repository in which compose files are read: a directory as it is, or a commit.
protocol ComposeRepository {
  associatedtype Tree: ContextTree & ContextFiles

  var files: RepositoryFiles<Tree> { get }
  /// 40 digits; nil for a directory.
  var commit: String? { get }
  /// The directory at a path from the repository's root as a tree of its own.
  func subtree(_ path: BytePath) throws -> Tree
  /// The digest of the context in the directory at a path from the repository's root.
  func context(_ path: BytePath, _ ignore: IgnoreOverride) throws -> ContextAnswer
  /// How others ask for the same directory.
  func source(_ path: BytePath) -> ContextSource
}

/// A directory as it is. Where it lies in a work tree, its root is the work tree's.
struct DirectoryRepository: ComposeRepository {
  let files: RepositoryFiles<DirectoryTree>
  let commit: String? = nil
  private let root: String
  private let threads: Int

  init(_ path: String, threads: Int) throws {
    // Looking for .git opens nothing of the repository; where there is none, the directory is all there is.
    let layout = try? RepositoryLayout.find(around: path)
    root = layout?.workTree ?? path
    let prefix = layout?.workTree == nil ? "." : layout?.prefix ?? "."
    files = RepositoryFiles(
      tree: try DirectoryTree(root), prefix: BytePath(prefix).normalised() ?? .root,
      absoluteRoot: root.hasPrefix("/") ? root : nil)
    self.threads = threads
  }

  func subtree(_ path: BytePath) throws -> DirectoryTree {
    guard let tree = try files.tree.subtree(path) else {
      throw Breakdown(.usage, "there is no directory \(files.shown(path))")
    }
    return tree
  }

  func context(_ path: BytePath, _ ignore: IgnoreOverride) throws -> ContextAnswer {
    let tree = try subtree(path)
    let rules = try EngineRules.find(engine: "buildkit", in: tree, dockerfile: "Dockerfile", override: ignore)
    let contents = try DirectoryContext.read(
      tree, chosen: try rules.select(from: tree), ignoreFile: rules.name, threads: threads)
    return try ContextAnswer(commit: nil, contents: contents, ignoreFile: rules.name, wantsEntries: false)
  }

  func source(_ path: BytePath) -> ContextSource {
    .directory(path.isRoot ? root : root + "/" + String(decoding: path.bytes, as: UTF8.self))
  }
}

/// A commit, by its objects alone.
struct CommitRepository: ComposeRepository {
  let files: RepositoryFiles<GitTree>
  var commit: String? { commitID?.hex }
  /// Nil when the revision names a tree.
  private let commitID: ObjectID?
  private let repository: String
  private let revision: String
  private let objects: CheckoutObjects
  private let objectsDirectory: String
  private let root: ObjectID
  private let threads: Int
  private let cacheDirectory: String?

  init(repository: String, revision: String, directory: String?, threads: Int, cacheDirectory: String?) throws {
    let layout = try RepositoryLayout.find(around: repository)
    let resolved = try RevisionResolver(layout).resolveTree(revision)
    objectsDirectory = layout.objectsDirectory
    objects = try CheckoutObjects(objectsDirectory: objectsDirectory)
    root = resolved.tree
    let prefix = BytePath(directory ?? layout.prefix).normalised() ?? .root
    let tree = try GitTree(objects, root: root, directory: .root)
    guard try tree.isDirectory(at: prefix) else {
      throw Breakdown(.usage, "the commit has no directory \(PathText.visible(prefix))")
    }
    files = RepositoryFiles(tree: tree, prefix: prefix, absoluteRoot: nil)
    commitID = resolved.commit
    self.repository = repository
    self.revision = revision
    self.threads = threads
    self.cacheDirectory = cacheDirectory
  }

  func subtree(_ path: BytePath) throws -> GitTree { try GitTree(objects, root: root, directory: path) }

  func context(_ path: BytePath, _ ignore: IgnoreOverride) throws -> ContextAnswer {
    let directory = path.isRoot ? "." : String(decoding: path.bytes, as: UTF8.self)
    let plan = CommitContextPlan(
      repository: repository, revision: revision, directory: directory, dockerfile: "Dockerfile",
      ignoreOverride: ignore, engine: "buildkit", schemes: [], wanted: .digest, threads: threads,
      cacheDirectory: cacheDirectory)
    return try CommitDigest.answer(
      objectsDirectory: objectsDirectory, commit: commitID, tree: root,
      choice: ContextChoice(directory: directory, dockerfile: "Dockerfile"), plan: plan)
  }

  func source(_ path: BytePath) -> ContextSource {
    .commit(
      repository: repository, revision: revision,
      directory: path.isRoot ? "." : String(decoding: path.bytes, as: UTF8.self))
  }
}
