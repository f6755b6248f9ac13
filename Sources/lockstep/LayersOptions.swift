internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Harness
internal import Model
internal import ScenarioFiles

/// Options that choose a Dockerfile and how it is built.
struct LayersOptions: ParsableArguments {
  @Option(
    help: "The Dockerfile, from the context's root; or from here, when it lies outside the context.",
    completion: .file())
  var dockerfile: String = "Dockerfile"

  @Option(help: "Use this ignore file instead of the one that would be found.", completion: .file())
  var ignoreFile: String?

  @Option(help: "The stage to build; the last unless given.")
  var target: String?

  @Option(help: ArgumentHelp("A value for an ARG; may be repeated.", valueName: "name=value"))
  var buildArg: [String] = []

  func validate() throws {
    for argument in buildArg where !argument.contains("=") {
      throw ValidationError("--build-arg needs NAME=VALUE, not \"\(PathText.visible(argument))\"")
    }
  }

  var isGiven: Bool { dockerfile != "Dockerfile" || ignoreFile != nil || target != nil || !buildArg.isEmpty }

  /// For the build of a service.
  func query(_ build: ServiceBuild, _ worker: WorkerOptions) -> LayersQuery {
    LayersQuery(
      dockerfile: build.dockerfile, dockerfileBytes: build.dockerfileBytes, ignoreOverride: build.ignoreOverride,
      target: build.target, buildArguments: build.arguments, client: worker.client)
  }

  func query(for source: ContextSource, _ worker: WorkerOptions) throws(Breakdown) -> LayersQuery {
    var override = try ignoreFile.map { (path) throws(Breakdown) in try UserFile.ignoreFile(path) }
    let outside = try outsideDockerfile(of: source)
    // Beside a Dockerfile outside the context lies its ignore file, as for one inside.
    if override == nil, outside != nil,
      case .success(let bytes) = BoundedFile.read(dockerfile + ".dockerignore", limit: 64 << 20)
    {
      override = IgnoreOverride(name: dockerfile + ".dockerignore", bytes: bytes)
    }
    let arguments = buildArg.map { argument in
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (parts[0], parts[1])
    }
    return LayersQuery(
      dockerfile: dockerfile, dockerfileBytes: outside, ignoreOverride: override, target: target,
      buildArguments: Dictionary(arguments, uniquingKeysWith: { $1 }), client: worker.client)
  }

  /// The bytes of the Dockerfile when it is not in the context but is a file as seen from here.
  private func outsideDockerfile(of source: ContextSource) throws(Breakdown) -> [UInt8]? {
    if !dockerfile.hasPrefix("/"), BytePath(dockerfile).normalised() != nil {
      // A commit is looked into by the worker.
      guard case .directory(let path) = source else { return nil }
      if case .success = BoundedFile.read(path + "/" + dockerfile, limit: Self.largest) { return nil }
    }
    guard case .success(let bytes) = BoundedFile.read(dockerfile, limit: Self.largest) else { return nil }
    return bytes
  }

  /// Of a Dockerfile, in bytes.
  private static let largest = 16 << 20
}
