internal import BuildContext
internal import ContainerFiles
internal import Fingerprints
internal import IgnoreEngines
internal import Model

/// Where in a repository the files are that a service is built from.
struct ServiceInputs {
  enum Dockerfile {
    /// Its path from the context's root.
    case inContext(String)
    /// Its path from the repository's root.
    case elsewhere(BytePath)
    case inline(String)
    /// Not in the repository.
    case outside
  }

  /// The context, from the repository's root, links followed.
  let directory: BytePath
  let dockerfile: Dockerfile
  /// From the repository's root; nil for one that is written in the compose file.
  let dockerfilePath: BytePath?
  let ignoreText: FoundIgnoreText
  /// From the repository's root; nil when there is none.
  let ignorePath: BytePath?

  /// The rules for those who read the context; named relative to the context where they lie in it.
  var ignoreOverride: IgnoreOverride { IgnoreOverride(name: ignoreText.name ?? "", bytes: ignoreText.bytes) }
}

/// Finds what a service is built from.
struct ServiceInputFinder<Tree: ContextFiles> {
  let files: RepositoryFiles<Tree>
  /// The directory at a path from the repository's root as a tree of its own.
  let subtree: (BytePath) throws -> Tree

  /// The directory that `path` names, from the repository's root.
  ///
  /// - Throws: ``Breakdown`` when there is none in the repository; what the tree throws.
  func directory(_ path: String) throws -> BytePath {
    let name = PathText.visible(path)
    guard let inside = files.inside(path) else {
      throw Breakdown(
        .usage, "the context \(name) lies outside of the repository",
        remedy: "move it into the repository; nobody who clones it has the same")
    }
    guard let (directory, found) = try files.resolve(inside) else {
      throw Breakdown(
        .usage, "the context \(name) is a link that leads out of the repository or nowhere",
        remedy: "move what it leads to into the repository")
    }
    switch found {
    case .directory: return directory
    case .missing:
      throw Breakdown(.usage, "the context \(name) is not there", remedy: "correct the path of the context")
    default:
      throw Breakdown(.usage, "the context \(name) is no directory", remedy: "correct the path of the context")
    }
  }

  /// - Parameter build: one whose context is a directory.
  /// - Throws: as ``directory(_:)``.
  func inputs(of build: ComposeBuild, in path: String) throws -> ServiceInputs {
    let directory = try directory(path)
    let tree = try subtree(directory)
    func inputs(_ dockerfile: ServiceInputs.Dockerfile, _ place: BytePath?, names: [String]) throws -> ServiceInputs {
      let found = try IgnoreFileFinder.locate(in: tree, dockerfile: "Dockerfile", names: names)
      return ServiceInputs(
        directory: directory, dockerfile: dockerfile, dockerfilePath: place, ignoreText: found,
        ignorePath: found.name.map { directory.appending(Array($0.utf8)) })
    }
    if case .inline(let text) = build.dockerfile { return try inputs(.inline(text), nil, names: [".dockerignore"]) }
    guard let place = build.dockerfilePath.flatMap(files.inside) else {
      return try inputs(.outside, nil, names: [".dockerignore"])
    }
    // By the text of the paths, as the builder joins them.
    if let relative = place.relative(to: files.inside(path) ?? directory), let text = relative.utf8Text {
      return try inputs(.inContext(text), place, names: IgnoreEngine.buildkit.ignoreFileNames(dockerfile: text))
    }
    // Beside a Dockerfile outside of the context lies its ignore file, as for one inside.
    let own = BytePath(place.bytes + Array(".dockerignore".utf8))
    if case .file(let bytes)? = try files.resolve(own)?.found {
      return ServiceInputs(
        directory: directory, dockerfile: .elsewhere(place), dockerfilePath: place,
        ignoreText: FoundIgnoreText(name: files.shown(own), bytes: bytes), ignorePath: own)
    }
    return try inputs(.elsewhere(place), place, names: [".dockerignore"])
  }

  /// A context beside the main one, which has only the ignore file in its root.
  ///
  /// - Throws: as ``directory(_:)``.
  func additional(_ path: String) throws -> ServiceInputs {
    let directory = try directory(path)
    let found = try IgnoreFileFinder.locate(
      in: subtree(directory), dockerfile: "Dockerfile", names: [".dockerignore"])
    return ServiceInputs(
      directory: directory, dockerfile: .outside, dockerfilePath: nil, ignoreText: found,
      ignorePath: found.name.map { directory.appending(Array($0.utf8)) })
  }

  /// The text of the Dockerfile.
  ///
  /// - Throws: ``Breakdown`` when there is none in the repository.
  func dockerfileBytes(of build: ComposeBuild) throws -> [UInt8] {
    if case .inline(let text) = build.dockerfile { return Array(text.utf8) }
    let name = PathText.visible(build.dockerfilePath ?? "Dockerfile")
    guard let path = build.dockerfilePath.flatMap(files.inside) else {
      throw Breakdown(
        .usage, "the Dockerfile \(name) lies outside of the repository", remedy: "move it into the repository")
    }
    guard case .file(let bytes)? = try files.resolve(path)?.found else {
      throw Breakdown(.usage, "there is no Dockerfile \(name)", remedy: "correct \"dockerfile\", or add the file")
    }
    return bytes
  }
}
