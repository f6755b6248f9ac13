internal import Audit
internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import IgnoreEngines
internal import Model

/// Finds the builds that the compose files and Dockerfiles of a tree describe, as far as they install dependencies.
///
/// What cannot be read is left out: `audit` and `context ls --compose` say what is wrong with it.
struct DescribedBuilds<Repository: ComposeRepository> {
  private(set) var found: [DescribedBuild] = []
  private let files: RepositoryFiles<Repository.Tree>
  private let finder: ServiceInputFinder<Repository.Tree>
  /// The Dockerfiles that compose files name.
  private var named: Set<BytePath> = []

  private static var maximumBuilds: Int { 200 }

  /// - Parameter paths: of the files to look at, from the repository's root.
  init(_ repository: Repository, among paths: [BytePath]) {
    // Paths are compared from the root here, wherever the question was asked.
    files = RepositoryFiles(
      tree: repository.files.tree, prefix: .root, absoluteRoot: repository.files.absoluteRoot)
    finder = ServiceInputFinder(files: files, subtree: repository.subtree)
    let kinds = paths.sorted().compactMap { path in
      path.lastComponent.utf8Text.flatMap(BuildFileKind.init(fileName:)).map { (path, $0) }
    }
    for names in ComposeFileGroups.groups(kinds.filter { $0.1 == .compose }.map(\.0)) { addServices(names) }
    for (path, kind) in kinds where kind == .dockerfile && !named.contains(path) { addDockerfile(path) }
  }

  private mutating func addServices(_ names: [String]) {
    let options = ComposeOptions(profiles: ["*"], isLenient: true)
    guard let project = try? ComposeProject.read(named: names, options: options, access: files.content) else { return }
    for service in project.services {
      guard let build = service.build, let path = build.context.directory,
        let inputs = try? finder.inputs(of: build, in: path), let bytes = try? finder.dockerfileBytes(of: build)
      else { continue }
      if let place = inputs.dockerfilePath { named.insert(place) }
      let inline = InlineDockerfile(of: build, in: files)
      let file = inline?.place(ofLine: 0).file ?? inputs.dockerfilePath?.utf8Text
      guard let file else { continue }
      add(
        DescribedBuild(
          file: file, bytes: bytes, inline: inline, directory: inputs.directory, ignoreText: inputs.ignoreText,
          ignorePath: inputs.ignorePath, target: build.target, arguments: build.arguments))
    }
  }

  /// A Dockerfile that no compose file names: its context is where its sources are.
  private mutating func addDockerfile(_ path: BytePath) {
    guard let text = path.utf8Text, case .file(let bytes)? = try? files.tree.look(at: path),
      let directory = try? directory(of: path, bytes), let relative = path.relative(to: directory)?.utf8Text,
      let tree = try? finder.subtree(directory),
      let ignore = try? IgnoreFileFinder.locate(
        in: tree, dockerfile: relative, names: IgnoreEngine.buildkit.ignoreFileNames(dockerfile: relative))
    else { return }
    add(
      DescribedBuild(
        file: text, bytes: bytes, inline: nil, directory: directory, ignoreText: ignore,
        ignorePath: ignore.name.map { directory.appending(Array($0.utf8)) }, target: nil, arguments: [:]))
  }

  /// The nearest directory, from that of the Dockerfile upwards, that has all sources without wildcards; that of the
  /// Dockerfile where none has.
  private func directory(of path: BytePath, _ bytes: [UInt8]) throws -> BytePath {
    let sources = try Dockerfile(bytes).contextReads(target: nil, buildArguments: [:]).flatMap(\.sources)
      .filter { $0.unresolved.isEmpty && !$0.path.bytes.contains { Array("*?[".utf8).contains($0) } }
      .compactMap { BytePath(Array($0.path.bytes.drop { $0 == UInt8(ascii: "/") })).normalised() }
    var directory = path.parent
    while true {
      let isAll = try sources.allSatisfy { source in
        if source.isRoot { return true }
        return try files.tree.look(at: directory.appending(source)) != .missing
      }
      if isAll { return directory }
      guard !directory.isRoot else { return path.parent }
      directory = directory.parent
    }
  }

  private mutating func add(_ build: DescribedBuild) {
    guard found.count < Self.maximumBuilds, let installs = try? DependencyInstallation.all(in: build.bytes),
      !installs.isEmpty
    else { return }
    found.append(build)
  }
}
