internal import BuildContext
internal import ContainerFiles
internal import Dockerignore
internal import Fingerprints
internal import Git
internal import Lockfiles
internal import Model

/// Looks around in a repository, inside a worker: it reads other people's files.
enum RepositorySurveyor {
  /// Surveys the repository around `path` by its working tree.
  static func survey(_ path: String) throws -> RepositorySurvey {
    let layout = try RepositoryLayout.find(around: path)
    guard let root = layout.workTree else {
      throw Breakdown(.usage, "\(PathText.visible(path)) is a bare repository; stand in a work tree")
    }
    let tree = try DirectoryTree(root)
    let files = try TreeListing.files(of: tree)
    let locks = try LockObservation.read(paths: files, from: tree)
    var survey = RepositorySurvey(
      root: root, hasCommit: layout.hasCommit, contexts: [], composeFiles: [],
      locks: locks.locks.map { LockObservation.facts($0) }, warnings: locks.warnings)
    addComposeContexts(tree, to: &survey)
    addDockerfileContexts(files, to: &survey)
    if survey.contexts.isEmpty {
      survey.contexts = [
        SurveyedContext(
          directory: ".", dockerfile: "Dockerfile", origin: "the whole repository; no Dockerfile was found")
      ]
    }
    for index in survey.contexts.indices where survey.contexts[index].directory == "." {
      // One that a builder refuses is the matter of the run.
      survey.contexts[index].ignoreFileWithoutScenarios = try? ignoreFileWithoutScenarios(
        tree, dockerfile: survey.contexts[index].dockerfile)
    }
    return survey
  }

  /// The ignore file of the context in the root, if it lets records in `Scenarios` into the context.
  private static func ignoreFileWithoutScenarios(_ tree: DirectoryTree, dockerfile: String) throws -> String? {
    let found = try IgnoreFileFinder.find(in: tree, dockerfile: dockerfile)
    var filter = ContextFilter(ignoring: found.file)
    let directory = try filter.decide(Array("Scenarios".utf8), isDirectory: true, under: filter.root)
    if directory.isPruned { return nil }
    let record = try filter.decide(Array("Scenarios/a.lock".utf8), isDirectory: false, under: directory)
    return record.isKept ? found.name ?? ".dockerignore" : nil
  }

  private static func addComposeContexts(_ tree: DirectoryTree, to survey: inout RepositorySurvey) {
    let names = ComposeProject.defaultNames.filter { exists($0, in: tree) }
    survey.composeFiles = names
    for name in names {
      // Compose puts the second file over the first one it finds, and takes no other.
      let override = name == names.first ? ComposeProject.defaultOverrideNames.first { exists($0, in: tree) } : nil
      if let override { survey.composeFiles.append(override) }
      addContexts(of: [name] + (override.map { [$0] } ?? []), in: tree, to: &survey)
    }
  }

  private static func addContexts(of names: [String], in tree: DirectoryTree, to survey: inout RepositorySurvey) {
    let files = names.compactMap { name -> ComposeInput? in
      guard case .file(let bytes) = contents(of: name, in: tree) else { return nil }
      return ComposeInput(name: name, bytes: bytes)
    }
    do throws(ComposeError) {
      // What is set on this machine says nothing about the repository.
      let options = ComposeOptions(profiles: ["*"], isLenient: true)
      let project = try ComposeProject.read(files, options: options) { contents(of: $0, in: tree) }
      for service in project.services {
        guard let build = service.build else { continue }
        guard let directory = build.context.directory.flatMap(relative) else {
          survey.warnings.append(
            "\(service.place.file): the context of \(PathText.visible(service.name)) lies outside the repository "
              + "or is not a path")
          continue
        }
        // A Dockerfile that is written in the compose file reads the ignore file of its context.
        let dockerfile = if case .file(let path) = build.dockerfile { path } else { "Dockerfile" }
        add(
          SurveyedContext(
            directory: directory, dockerfile: dockerfile,
            origin: "service \(service.name) in \(service.place.file)"), to: &survey)
      }
      addWarnings(of: project, to: &survey)
    } catch {
      survey.warnings.append(error.description)
    }
  }

  /// One sentence for all variables, of which a file can use many.
  private static func addWarnings(of project: ComposeProject, to survey: inout RepositorySurvey) {
    let variables = Set(project.warnings.compactMap(\.unsetVariable)).sorted()
    survey.warnings += project.warnings.filter { $0.unsetVariable == nil }.map(\.description)
    if let file = project.files.first, !variables.isEmpty {
      let names = variables.map { PathText.visible($0) }.joined(separator: ", ")
      survey.warnings.append("\(file): read as if these variables were empty, which are set nowhere: \(names)")
    }
  }

  private static func exists(_ name: String, in tree: DirectoryTree) -> Bool {
    if case .file = contents(of: name, in: tree) { true } else { false }
  }

  /// Files of the working tree only.
  private static func contents(of path: String, in tree: DirectoryTree) -> ComposeFileContent {
    guard !path.hasPrefix("/"), !path.hasPrefix("../"), path != "..", let path = BytePath(path).normalised() else {
      return .unreadable("it lies outside the repository")
    }
    guard case .file(let bytes)? = try? tree.look(at: path) else { return .missing }
    return .file(bytes)
  }

  /// A Dockerfile that no compose file mentions is taken to be built from the directory it lies in.
  private static func addDockerfileContexts(_ files: [BytePath], to survey: inout RepositorySurvey) {
    for file in files.sorted() {
      guard let path = file.utf8Text, let name = file.lastComponent.utf8Text, isDockerfile(name) else { continue }
      let directory = file.parent.isRoot ? "." : file.parent.utf8Text ?? "."
      let isKnown = survey.contexts.contains { context in
        let full = context.directory == "." ? context.dockerfile : context.directory + "/" + context.dockerfile
        return full == path
      }
      guard !isKnown else { continue }
      add(SurveyedContext(directory: directory, dockerfile: name, origin: path), to: &survey)
    }
  }

  private static func isDockerfile(_ name: String) -> Bool {
    guard !name.hasSuffix(".dockerignore") else { return false }
    return ["Dockerfile", "dockerfile", "Containerfile"].contains(name) || name.hasPrefix("Dockerfile.")
      || name.hasSuffix(".Dockerfile")
  }

  private static func add(_ context: SurveyedContext, to survey: inout RepositorySurvey) {
    let isKnown = survey.contexts.contains {
      $0.directory == context.directory && $0.dockerfile == context.dockerfile
    }
    if !isKnown { survey.contexts.append(context) }
  }

  /// Nil for what leads out of the repository.
  private static func relative(_ path: String) -> String? {
    guard !path.hasPrefix("/"), !path.hasPrefix("~") else { return nil }
    guard let inside = BytePath(path).normalised() else { return nil }
    return inside.isRoot ? "." : inside.utf8Text
  }
}
