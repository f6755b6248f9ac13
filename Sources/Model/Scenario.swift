/// One scenario file: a repository state, what to observe of it, what to expect and how to vary the runs.
public struct Scenario: Hashable, Sendable, Codable {
  public var name: String
  public var description: String?
  public var tags: [String]
  public var repository: RepositoryState
  public var context: ContextChoice
  public var observe: [Observable]
  /// Where else the commit's context is worked out, in the order of ``Platform/allCases``.
  public var platforms: [Platform]
  /// What is done about troublesome names in the commit; nil for what the command line says.
  public var paths: PathPolicy?
  /// Run after everything else was observed; nil when nothing is built.
  public var build: BuildStep?
  /// What a tag must fulfil that `verify` holds against this scenario; nil for what is usual.
  public var release: ReleasePolicy?
  public var vary: VariationPlan
  public var expect: Expectations
  /// Whether the results are compared with the record beside the file.
  public var usesRecord: Bool
  /// Why it does not run, or why its failure does not fail the run; usually nil.
  public var waiver: Waiver?

  public init(
    name: String, description: String? = nil, tags: [String] = [], repository: RepositoryState,
    context: ContextChoice = ContextChoice(), observe: [Observable] = Observable.allCases,
    platforms: [Platform] = [], paths: PathPolicy? = nil, build: BuildStep? = nil, release: ReleasePolicy? = nil,
    vary: VariationPlan? = nil,
    expect: Expectations = Expectations(), usesRecord: Bool = true, waiver: Waiver? = nil
  ) {
    self.name = name
    self.description = description
    self.tags = tags
    self.repository = repository
    self.context = context
    self.observe = observe
    self.platforms = Platform.allCases.filter(platforms.contains)
    self.paths = paths
    self.build = build
    self.release = release
    self.vary = vary ?? VariationPlan(axes: Axis.usual(building: build != nil))
    self.expect = expect
    self.usesRecord = usesRecord
    self.waiver = waiver
  }
}

/// What a run fingerprints.
public enum Observable: String, Hashable, Sendable, Codable, CaseIterable {
  case context
  case locks
}

/// Which part of the tree is the context, and which files steer it.
public struct ContextChoice: Hashable, Sendable, Codable {
  /// The context's root, relative to the repository's; `.` for the repository itself.
  public var directory: String
  /// The Dockerfile's path relative to the context's root; decides which ignore file counts.
  public var dockerfile: String
  /// An ignore file to use instead of the one that would be found, relative to the repository's root.
  public var ignoreFile: String?

  public init(directory: String = ".", dockerfile: String = "Dockerfile", ignoreFile: String? = nil) {
    self.directory = directory
    self.dockerfile = dockerfile
    self.ignoreFile = ignoreFile
  }
}

/// A scenario, the file it stands in and the text of its record.
public struct ScenarioDocument: Hashable, Sendable {
  public let scenario: Scenario
  /// The path as given or found, for messages and reports.
  public let file: String
  /// The directory that relative paths in the scenario start from.
  public let directory: String

  public init(scenario: Scenario, file: String, directory: String) {
    self.scenario = scenario
    self.file = file
    self.directory = directory
  }
}

extension ScenarioDocument {
  /// A path that the scenario names: it starts from the scenario's file.
  public func resolving(_ path: String) -> String {
    path.hasPrefix("/") || directory == "." ? path : directory + "/" + path
  }
}
