internal import BuildContext
internal import Fingerprints
internal import IgnoreEngines
internal import Model

/// The ignore rules of a context as one builder reads them.
enum EngineRules {
  case buildkit(FoundIgnoreFile)
  case other(EngineFilter, FoundIgnoreText)

  /// Finds and compiles the rules; `engine` is a builder's name.
  ///
  /// - Throws: ``ContextFailure`` when the builder would refuse the file, ``Breakdown`` for an engine that is not
  ///   known; what `files` throws.
  static func find(
    engine name: String, in files: some ContextFiles, dockerfile: String, override: IgnoreOverride?
  ) throws -> EngineRules {
    guard let engine = IgnoreEngine(rawValue: name) else {
      throw Breakdown(.usage, "there is no engine \"\(PathText.visible(name))\"")
    }
    let found = try FoundIgnoreText(for: engine, in: files, dockerfile: dockerfile, override: override)
    if engine == .buildkit { return .buildkit(try FoundIgnoreFile(found)) }
    return .other(try EngineFilter(engine, found), found)
  }

  /// The ignore file's name; nil when there is none.
  var name: String? {
    switch self {
    case .buildkit(let found): found.name
    case .other(_, let found): found.name
    }
  }

  var warnings: [String] {
    switch self {
    case .buildkit(let found): found.warnings
    case .other(_, let found): found.warnings
    }
  }

  func select<Tree>(from tree: Tree) throws -> ContextWalk<Tree>.Result {
    switch self {
    case .buildkit(let found): try ContextWalk.select(from: tree, ignoring: found)
    case .other(let filter, let found): try ContextWalk.select(from: tree, by: filter, named: found.name ?? "")
    }
  }
}

extension FoundIgnoreText {
  init(_ override: IgnoreOverride) {
    self.init(name: override.name.isEmpty ? nil : override.name, bytes: override.bytes)
  }

  /// The file that `engine` reads, unless the user gave another one.
  ///
  /// - Throws: what `files` throws.
  init(
    for engine: IgnoreEngine, in files: some ContextFiles, dockerfile: String, override: IgnoreOverride?
  ) throws {
    if let override {
      self.init(override)
    } else if let archive = files as? ArchiveTree, !engine.appliesIgnoreFilesOfArchives {
      self.init(name: nil, bytes: [], warnings: try archive.unusedIgnoreFile(engine, dockerfile: dockerfile))
    } else {
      self = try IgnoreFileFinder.locate(
        in: files, dockerfile: dockerfile, names: engine.ignoreFileNames(dockerfile: dockerfile))
    }
  }
}

extension IgnoreEngine {
  /// Whether the builder reads the ignore file of a context that it is given as an archive.
  ///
  /// BuildKit leaves out the step that would, `MainContext` in frontend/dockerui/config.go; the builder before it was
  /// sent archives as they are, and takes only a Dockerfile and an ignore file out of them that rules name. The others
  /// unpack the archive first and then know of no difference.
  var appliesIgnoreFilesOfArchives: Bool {
    switch self {
    case .buildkit, .classic: false
    case .buildah, .kaniko, .gitignore: true
    }
  }
}

extension ArchiveTree {
  /// Says so when the archive holds an ignore file that has no effect.
  fileprivate func unusedIgnoreFile(_ engine: IgnoreEngine, dockerfile: String) throws -> [String] {
    let found = try IgnoreFileFinder.locate(
      in: self, dockerfile: dockerfile, names: engine.ignoreFileNames(dockerfile: dockerfile))
    guard let name = found.name else { return found.warnings }
    return found.warnings + [
      "\(PathText.visible(name)) in the archive is not applied: a builder takes an archive as it is; leave out what is "
        + "not wanted when the archive is made"
    ]
  }
}
