internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import Model

/// Lists the services of a project with the contexts they are built from.
struct ComposeListing<Repository: ComposeRepository> {
  let repository: Repository
  private var known: [Key: ComposedContext] = [:]
  private var warnings: [String] = []

  /// Contexts that are the same for every service that has them.
  private struct Key: Hashable {
    let directory: BytePath
    let ignorePath: BytePath?
  }

  init(_ repository: Repository) { self.repository = repository }

  private var files: RepositoryFiles<Repository.Tree> { repository.files }

  private var finder: ServiceInputFinder<Repository.Tree> {
    ServiceInputFinder(files: files, subtree: repository.subtree)
  }

  mutating func list(_ reading: ComposeReading) -> ComposeAnswer {
    let project = reading.project
    let services = project.services.map { service in
      ComposedService(
        name: service.name, file: PathText.escaped(BytePath(service.place.file)), line: service.place.line,
        image: service.image, profiles: service.profiles, isEnabled: service.isEnabled,
        build: service.build.map { build($0, isRead: service.isEnabled) })
    }
    var seen: Set<String> = []
    return ComposeAnswer(
      commit: repository.commit, project: project.name.isEmpty ? nil : project.name,
      files: project.files.map { PathText.escaped(BytePath($0)) }, services: services,
      warnings: (reading.warnings + warnings).filter { seen.insert($0).inserted })
  }

  private mutating func build(_ build: ComposeBuild, isRead: Bool) -> ComposedBuild {
    var isInline = false
    if case .inline = build.dockerfile { isInline = true }
    var result = ComposedBuild(
      context: elsewhere(build.context), dockerfile: build.dockerfilePath.map { PathText.escaped(BytePath($0)) },
      isInline: isInline, target: build.target, arguments: build.arguments, additionalContexts: [],
      dockerfileProblem: nil)
    if let path = build.context.directory {
      result.context = isRead ? context(path) { finder throws in try finder.inputs(of: build, in: path) } : named(path)
      // Where there is no context, nothing can be said of what is in it.
      if isRead, result.context.problem == nil { result.dockerfileProblem = problem(of: build) }
    }
    for named in build.additionalContexts {
      var context = elsewhere(named.context)
      if let path = named.context.directory {
        context = isRead ? self.context(path) { finder throws in try finder.additional(path) } : self.named(path)
      }
      result.additionalContexts.append(ComposedBuild.NamedContext(name: named.name, context: context))
    }
    return result
  }

  private func problem(of build: ComposeBuild) -> Breakdown? {
    do {
      let dockerfile = try Dockerfile(finder.dockerfileBytes(of: build))
      _ = try dockerfile.plan(target: build.target, buildArguments: build.arguments)
      return nil
    } catch let error as DockerfileError {
      var place = PathText.visible(build.dockerfilePath ?? "")
      if case .inline = build.dockerfile { place = "\(PathText.visible(build.place.description)): its Dockerfile" }
      return Breakdown(
        .usage,
        error.line > 0
          ? "\(place):\(error.line): \(PathText.visible(error.message))"
          : "\(place): \(PathText.visible(error.message))",
        remedy: "correct the Dockerfile; the builder refuses it as well")
    } catch {
      return Breakdown(error)
    }
  }

  private mutating func context(
    _ path: String, _ find: (ServiceInputFinder<Repository.Tree>) throws -> ServiceInputs
  ) -> ComposedContext {
    var result = named(path)
    do {
      let inputs = try find(finder)
      let key = Key(directory: inputs.directory, ignorePath: inputs.ignorePath)
      warnings += inputs.ignoreText.warnings.map { "\(result.source): \($0)" }
      if var known = known[key] {
        known.source = result.source
        return known
      }
      result.ignoreFile = inputs.ignorePath.map(files.shown)
      defer { known[key] = result }
      do {
        let answer = try repository.context(
          inputs.directory, IgnoreOverride(name: result.ignoreFile ?? "", bytes: inputs.ignoreText.bytes))
        result.entryCount = answer.entryCount
        result.byteCount = answer.byteCount
        result.digest = answer.digest
        warnings += answer.warnings.map { "\(result.source): \($0)" }
      } catch {
        result.problem = Breakdown(error)
      }
    } catch {
      result.problem = Breakdown(error)
    }
    return result
  }

  private func named(_ path: String) -> ComposedContext {
    ComposedContext(kind: .directory, source: PathText.escaped(BytePath(path)))
  }

  private func elsewhere(_ context: ComposeContext) -> ComposedContext {
    switch context {
    case .directory(let path): named(path)
    case .git(let text): ComposedContext(kind: .git, source: text)
    case .http(let text): ComposedContext(kind: .http, source: text)
    case .service(let name): ComposedContext(kind: .service, source: name)
    case .other(let text): ComposedContext(kind: .other, source: text)
    }
  }
}
