internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import Fingerprints
internal import Model

/// Finds out what the builds of services read; contexts that are shared are walked once.
struct ServiceReadsFinder<Repository: ComposeRepository> {
  let repository: Repository
  private(set) var warnings: [String] = []
  private var known: [Key: ServiceReads.Context] = [:]

  private struct Key: Hashable {
    let directory: BytePath
    let ignoreFile: BytePath?
  }

  init(_ repository: Repository) { self.repository = repository }

  private var finder: ServiceInputFinder<Repository.Tree> {
    ServiceInputFinder(files: repository.files, subtree: repository.subtree)
  }

  /// Whatever cannot be found out becomes a warning.
  mutating func reads(of service: ComposeService) -> ServiceReads {
    guard let build = service.build else {
      return ServiceReads(
        service: service, dockerfile: nil, ignoreFile: nil, context: nil, reads: [], inline: nil, additional: [],
        services: [])
    }
    let finder = finder
    var inputs: ServiceInputs?
    var reads: [BuildRead] = []
    if let path = build.context.directory {
      inputs = trying(service) { try finder.inputs(of: build, in: path) }
      // Where there is no context, there is no more to be said.
      if let inputs {
        reads = trying(service) { try Self.reads(of: build, in: finder.subtree(inputs.directory), finder) } ?? []
      }
    }
    var additional: [(name: String, context: ServiceReads.Context)] = []
    var services: [String] = []
    for named in build.additionalContexts {
      if case .service(let other) = named.context { services.append(other) }
      guard let path = named.context.directory, let inputs = trying(service, { try finder.additional(path) }),
        let context = context(inputs, of: service)
      else { continue }
      additional.append((named.name, context))
    }
    return ServiceReads(
      service: service, dockerfile: inputs?.dockerfilePath, ignoreFile: inputs?.ignorePath,
      context: inputs.flatMap { context($0, of: service) }, reads: reads,
      inline: InlineDockerfile(of: build, in: repository.files),
      additional: additional, services: services)
  }

  private static func reads(
    of build: ComposeBuild, in context: Repository.Tree, _ finder: ServiceInputFinder<Repository.Tree>
  ) throws -> [BuildRead] {
    let name = build.dockerfilePath ?? build.place.file
    let bytes = try finder.dockerfileBytes(of: build)
    let plan: Dockerfile.BuildPlan
    do throws(DockerfileError) {
      plan = try Dockerfile(bytes).plan(target: build.target, buildArguments: build.arguments)
    } catch {
      throw Breakdown(.usage, "\(error.text(in: name)); its COPY lines are unknown")
    }
    return try plan.contextReads.map { try BuildRead($0, of: name, in: context) }
  }

  private mutating func context(_ inputs: ServiceInputs, of service: ComposeService) -> ServiceReads.Context? {
    let key = Key(directory: inputs.directory, ignoreFile: inputs.ignorePath)
    if let context = known[key] { return context }
    let repository = repository
    known[key] = trying(service) {
      let walk = try ContextWalk.select(
        from: try repository.subtree(inputs.directory), ignoring: try FoundIgnoreFile(inputs.ignoreText))
      return ServiceReads.Context(
        directory: inputs.directory, listed: Set(walk.selected.map(\.path)),
        files: walk.selected.filter { $0.kind != .directory }.map(\.path))
    }
    return known[key]
  }

  private mutating func trying<Value>(_ service: ComposeService, _ body: () throws -> Value) -> Value? {
    do {
      return try body()
    } catch {
      let warning = "service \(PathText.visible(service.name)): \(Breakdown(error))"
      if !warnings.contains(warning) { warnings.append(warning) }
      return nil
    }
  }
}
