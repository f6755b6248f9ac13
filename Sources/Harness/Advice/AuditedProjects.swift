internal import Audit
internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import Dockerignore
internal import Fingerprints
internal import Model

/// What the compose files of a tree say about Dockerfiles and their builds.
struct AuditedProjects<Repository: ComposeRepository> {
  /// A Dockerfile that is written in a compose file.
  struct Inline {
    let bytes: [UInt8]
    let name: String
    let lines: InlineDockerfile
    let build: AuditedBuild
  }

  private let repository: Repository
  /// Of Dockerfiles by their paths from the directory that is audited.
  private(set) var builds: [BytePath: [AuditedBuild]] = [:]
  private(set) var inline: [Inline] = []
  /// About compose files, by place; suppressions are not applied.
  private(set) var findings: [AuditFinding] = []
  /// Lines of compose files that belong to Dockerfiles, by file.
  private(set) var foreignLines: [String: Set<Int>] = [:]
  private(set) var warnings: [String] = []
  /// The compose files that others include or extend, by their paths from the directory that is audited.
  private(set) var files: Set<BytePath> = []
  private var known: [Key: ContextAnswers?] = [:]
  private var seen: Set<Build> = []

  /// Different builds of one Dockerfile that are looked at; each takes as long as the Dockerfile by itself.
  private static var maximumBuilds: Int { 32 }

  private struct Key: Hashable {
    let directory: BytePath
    let ignoreFile: BytePath?
  }

  /// Builds that are the same to the rules.
  private struct Build: Hashable {
    let dockerfile: BytePath?
    let inlinePlace: ComposePlace?
    let context: Key?
    let arguments: [String: String]
  }

  /// - Parameter composeFiles: by their paths from the directory that is audited.
  init(_ repository: Repository, composeFiles: [BytePath]) {
    self.repository = repository
    for names in ComposeFileGroups.groups(composeFiles) { read(names) }
  }

  private mutating func read(_ names: [String]) {
    let options = ComposeOptions(profiles: ["*"], isLenient: true)
    let project: ComposeProject
    do throws(ComposeError) {
      project = try ComposeProject.read(named: names, options: options, access: repository.files.content)
    } catch {
      warnings.append("\(Breakdown(error)); the builds it describes are not known")
      return
    }
    let files = repository.files
    findings += Audit.project(project) { path in
      guard let inside = files.inside(path) else { return false }
      return (try? files.resolve(inside)) != nil
    }
    for service in project.services {
      self.files.insert(BytePath(service.place.file))
      guard let build = service.build, let path = build.context.directory else { continue }
      add(build, in: path)
    }
  }

  private mutating func add(_ build: ComposeBuild, in path: String) {
    let finder = ServiceInputFinder(files: repository.files, subtree: repository.subtree)
    // A context that is not there is found when the services are listed; its Dockerfile is audited all the same.
    let inputs = try? finder.inputs(of: build, in: path)
    let key = inputs.map { Key(directory: $0.directory, ignoreFile: $0.ignorePath) }
    let place = build.dockerfilePath.flatMap(repository.files.inside)
    guard
      seen.insert(
        Build(dockerfile: place, inlinePlace: build.inlinePlace, context: key, arguments: build.arguments)
      ).inserted
    else { return }
    let audited = AuditedBuild(context: inputs.flatMap { answers($0) }, arguments: build.arguments)
    if let lines = InlineDockerfile(of: build, in: repository.files) {
      guard let bytes = try? finder.dockerfileBytes(of: build) else { return }
      let name = PathText.escaped(BytePath(lines.place(ofLine: 0).file))
      inline.append(Inline(bytes: bytes, name: name, lines: lines, build: audited))
      let count = bytes.count { $0 == UInt8(ascii: "\n") } + 1
      foreignLines[name, default: []].formUnion((1...count).map { lines.place(ofLine: $0).line })
    } else if let place {
      let prefix = repository.files.prefix
      guard let relative = place.relative(to: prefix) else {
        warnings.append("\(repository.files.shown(place)) is built from here and lies above: audit it from there")
        return
      }
      guard builds[relative, default: []].count < Self.maximumBuilds else { return }
      builds[relative, default: []].append(audited)
    }
  }

  private mutating func answers(_ inputs: ServiceInputs) -> ContextAnswers? {
    let key = Key(directory: inputs.directory, ignoreFile: inputs.ignorePath)
    if let known = known[key] { return known }
    let answers = read(inputs)
    known[key] = .some(answers)
    return answers
  }

  private func read(_ inputs: ServiceInputs) -> ContextAnswers? {
    guard let tree = try? repository.subtree(inputs.directory),
      let entries = try? AdvisedContext(tree: tree, dockerfile: "Dockerfile", commit: nil, size: { _ in 0 }).entries()
    else { return nil }
    return ContextAnswers(entries, ignoring: inputs.ignoreText.bytes)
  }
}

extension ContextAnswers {
  /// What rules may ask about a context; nil when the ignore file cannot be used.
  init?(_ entries: AdviceTree, ignoring bytes: [UInt8]) {
    guard let file = try? IgnoreFile(bytes), let listing = try? entries.listing(by: ContextFilter(ignoring: file))
    else { return nil }
    let matcher = IgnoreMatcher(file)
    self.init(
      keeps: { path in
        var matcher = matcher
        return (try? matcher.explain(path))?.ignored == false
      },
      contains: { path in entries.index(of: path).map { listing.isListed[$0] } ?? false })
  }
}
