internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import Model

/// Answers questions about the services of compose files, inside a worker for a commit.
enum ComposeAnswering {
  static func answer(_ plan: ComposePlan) throws -> ComposeReply {
    switch plan.source {
    case .directory(let path):
      return try answer(plan, try DirectoryRepository(path, threads: plan.threads))
    case .archive: return try answer(plan, ArchiveRepository(try ArchiveTree.onStandardInput()))
    case .commit(let repository, let revision, let directory):
      return try answer(
        plan,
        try CommitRepository(
          repository: repository, revision: revision, directory: directory, threads: plan.threads,
          cacheDirectory: plan.cacheDirectory))
    }
  }

  private static func answer(_ plan: ComposePlan, _ repository: some ComposeRepository) throws -> ComposeReply {
    let reading: ComposeReading?
    do throws(ComposeError) {
      reading = try ComposeReading.read(plan.choice, in: repository.files)
    } catch {
      throw Breakdown(error)
    }
    guard let reading else { throw ComposeReading.none }
    guard let name = plan.service else {
      var listing = ComposeListing(repository)
      return .list(listing.list(reading))
    }
    return .service(try service(name, reading, repository))
  }

  private static func service(
    _ name: String, _ reading: ComposeReading, _ repository: some ComposeRepository
  ) throws -> ServiceBuild {
    guard let service = reading.project.services.first(where: { $0.name == name }) else {
      let names = reading.project.services.map { PathText.visible($0.name) }
      throw Breakdown(
        .usage, "there is no service \"\(PathText.visible(name))\"",
        remedy: names.isEmpty ? "the compose files have none" : "there are: \(names.joined(separator: ", "))")
    }
    guard let build = service.build else {
      throw Breakdown(
        .usage, "the service \(service.name) is not built: its image is pulled", remedy: "name one with a \"build\"")
    }
    guard let path = build.context.directory else {
      throw Breakdown(
        .usage, "the context of the service \(service.name) is not read: it is no directory of the repository",
        remedy: "fetch it and name the directory")
    }
    let finder = ServiceInputFinder(files: repository.files, subtree: repository.subtree)
    let inputs = try finder.inputs(of: build, in: path)
    var result = ServiceBuild(
      source: repository.source(inputs.directory), dockerfile: "Dockerfile", dockerfileBytes: nil,
      ignoreOverride: inputs.ignoreOverride, target: build.target, arguments: build.arguments,
      warnings: reading.warnings + inputs.ignoreText.warnings)
    switch inputs.dockerfile {
    case .inContext(let path): result.dockerfile = path
    case .elsewhere, .inline, .outside:
      result.dockerfile =
        build.dockerfilePath ?? "\(build.place.file): the Dockerfile of the service \(service.name)"
      result.dockerfileBytes = try finder.dockerfileBytes(of: build)
    }
    return result
  }
}
