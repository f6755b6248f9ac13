extension Dockerfile {
  /// What a build of one target with one set of arguments reads.
  public struct BuildPlan: Hashable, Sendable {
    /// The numbers of the stages that the target needs, ascending.
    public let stages: [Int]
    /// In the order in which BuildKit goes through them: by stage, triggers of its base first.
    public let contextReads: [ContextRead]
    /// The images that those stages are built upon or copy from, by stage.
    public let baseImages: [BaseImage]
    public let transfer: Transfer
    /// The `COPY --from` of stages, in the order of ``contextReads``.
    public let stageCopies: [StageCopy]
    /// The `RUN`s, in the same order.
    public let runs: [Run]
    /// For each needed stage that is built upon another one the number of that.
    public let bases: [Int: Int]
  }

  /// A `COPY --from` of another stage.
  public struct StageCopy: Hashable, Sendable {
    /// The stage in which it runs.
    public let stage: Int
    public let line: Int
    public let isTrigger: Bool
    /// The stage that files are taken from.
    public let from: Int
    /// Expanded.
    public let sources: [Word]
    public let destination: Word
    /// See ``ContextRead/workingDirectory``.
    public let workingDirectory: Word
  }

  /// A `RUN`.
  public struct Run: Hashable, Sendable {
    public let stage: Int
    public let line: Int
    public let isTrigger: Bool
    /// See ``ContextRead/workingDirectory``.
    public let workingDirectory: Word
  }

  /// What BuildKit asks the client for of the build context.
  public enum Transfer: Hashable, Sendable {
    /// No instruction reads the context.
    case nothing
    /// Everything, since some instruction reads all of it.
    case everything
    /// These paths, relative to the context, as sources are written, wildcards included; ascending by bytes.
    case paths([Word])
  }

  /// What reads the context.
  public enum Reader: String, Hashable, Sendable {
    case copy = "COPY"
    case add = "ADD"
    case runMount = "RUN --mount"
  }

  /// An instruction that reads the build context.
  public struct ContextRead: Hashable, Sendable {
    public let reader: Reader
    /// The stage in which it runs.
    public let stage: Int
    /// Of the instruction; of the `ONBUILD` for a trigger.
    public let line: Int
    public let endLine: Int
    /// As written, continued lines joined.
    public let text: Word
    /// Whether an `ONBUILD` of the stage's base brought it.
    public let isTrigger: Bool
    /// Those in the context: no heredocs, nothing that `ADD` downloads; at least one.
    public let sources: [Source]
    /// Expanded.
    public let destination: Word
    /// Where the stage is by then: absolute and clean. What an image has set is not known and counts as `/`.
    public let workingDirectory: Word
    /// `--exclude`, in order, as BuildKit takes them: without variables.
    public let excludes: [Word]
    public let parents: Bool

    /// The variables in the sources that depend on the platform or on an image's environment, in order.
    ///
    /// Where there are some, the sources have them as `${NAME}` and BuildKit reads other paths.
    public var unresolved: [Word] {
      var seen: Set<Word> = []
      return sources.flatMap(\.unresolved).filter { seen.insert($0).inserted }
    }
  }

  /// A source in the build context.
  public struct Source: Hashable, Sendable {
    /// Variables expanded.
    public let text: Word
    /// What is selected, absolute in the context and clean; with `--parents` the part before `/./`, else `/`.
    public let path: Word
    /// With `--parents`, the pattern below ``path``; nil without.
    public let include: Word?
    /// With `--parents` and no wildcard, what must exist.
    public let required: Word?
    public let unresolved: [Word]
  }

  /// An image that a build needs.
  public struct BaseImage: Hashable, Sendable {
    public enum Use: String, Hashable, Sendable {
      case from = "FROM"
      case copy = "COPY --from"
      case mount = "RUN --mount from"
    }

    public let use: Use
    /// The stage that uses it.
    public let stage: Int
    public let line: Int
    /// Variables expanded.
    public let text: Word
    /// Nil when the name depends on variables that are not known.
    public let reference: ImageReference?
    public let unresolved: [Word]
  }

  /// What a build reads.
  ///
  /// Follows `dockerfile2llb`: `FROM` and `--from` are looked at in all stages, other instructions only in those that
  /// are needed. Not looked at are the values of `EXPOSE` and `STOPSIGNAL`, drive letters in paths of Windows
  /// images, and named contexts, which can take the place of stages and images.
  ///
  /// - Parameters:
  ///   - target: the name of a stage; nil for the last one.
  ///   - buildArguments: as of `--build-arg`. The platform's arguments, such as `TARGETARCH`, stay unresolved unless
  ///     they are given here. What images hold, their variables and triggers, is not known either.
  /// - Throws: ``DockerfileError`` for what the reference refuses with this target and these arguments.
  public func plan(target: String? = nil, buildArguments: [String: String] = [:]) throws(DockerfileError) -> BuildPlan {
    var planner = BuildPlanner(self, target: target, arguments: buildArguments)
    return try planner.plan()
  }

  /// What a build of one stage reads, whether it has a name or not. See ``plan(target:buildArguments:)``.
  public func plan(of stage: Stage, buildArguments: [String: String] = [:]) throws(DockerfileError) -> BuildPlan {
    var planner = BuildPlanner(self, target: stage.name, number: stage.index, arguments: buildArguments)
    return try planner.plan()
  }

  /// The instructions of the needed stages that read the build context. See ``plan(target:buildArguments:)``.
  public func contextReads(
    target: String? = nil, buildArguments: [String: String] = [:]
  ) throws(DockerfileError) -> [ContextRead] {
    try plan(target: target, buildArguments: buildArguments).contextReads
  }

  /// The images that any of the stages names, whatever the target, in the order of the file.
  ///
  /// Variables that neither the file nor `buildArguments` give a value stay unresolved, other than in
  /// ``plan(target:buildArguments:)``, which refuses a `FROM` that is left empty for it.
  ///
  /// - Throws: ``DockerfileError`` for what the reference refuses in `FROM` and `--from` of any stage.
  public func namedImages(buildArguments: [String: String] = [:]) throws(DockerfileError) -> [BaseImage] {
    var planner = BuildPlanner(self, target: nil, arguments: buildArguments)
    return try planner.images()
  }

  /// The images of the needed stages. See ``plan(target:buildArguments:)``.
  public func baseImages(
    target: String? = nil, buildArguments: [String: String] = [:]
  ) throws(DockerfileError) -> [BaseImage] {
    try plan(target: target, buildArguments: buildArguments).baseImages
  }
}
