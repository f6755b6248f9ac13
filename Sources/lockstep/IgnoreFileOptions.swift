internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports
internal import ScenarioFiles

/// Options that choose the ignore file of a context.
struct IgnoreFileOptions: ParsableArguments {
  @Option(help: "The Dockerfile, from the context's root; decides which ignore file is read.", completion: .file())
  var dockerfile: String = "Dockerfile"

  @Option(help: "Use this ignore file instead of the one that would be found.", completion: .file())
  var ignoreFile: String?

  var isGiven: Bool { dockerfile != "Dockerfile" || ignoreFile != nil }

  func query(_ worker: WorkerOptions) throws(Breakdown) -> AdviceQuery {
    AdviceQuery(dockerfile: dockerfile, ignoreOverride: try override(), client: worker.client)
  }

  func override() throws(Breakdown) -> IgnoreOverride? {
    try ignoreFile.map { (path) throws(Breakdown) in try UserFile.ignoreFile(path) }
  }
}

/// Files that are named on the command line.
enum UserFile {
  /// Whether there is a file that can be read whole.
  static func isRegular(_ path: String) -> Bool {
    switch BoundedFile.read(path, limit: 0) {
    case .success, .failure(.tooLarge): true
    case .failure: false
    }
  }

  /// A report that `run --json` wrote.
  static func report(_ path: String) throws(Breakdown) -> ReportDocument {
    try ReportReading.read(try reportBytes(path), name: path)
  }

  /// The bytes of a report, whatever its kind.
  static func reportBytes(_ path: String) throws(Breakdown) -> [UInt8] {
    switch BoundedFile.read(path, limit: ReportReading.largest) {
    case .success(let bytes): return bytes
    case .failure(let problem):
      throw Breakdown(.usage, "the report \(PathText.visible(path)): \(problem)")
    }
  }

  static func ignoreFile(_ path: String) throws(Breakdown) -> IgnoreOverride {
    // The usual spelling of "no rules".
    if path == "/dev/null" { return IgnoreOverride(name: path, bytes: []) }
    switch BoundedFile.read(path, limit: 64 << 20) {
    case .success(let bytes): return IgnoreOverride(name: path, bytes: bytes)
    case .failure(let problem):
      throw Breakdown(.usage, "read the ignore file \(PathText.visible(path)): \(problem)")
    }
  }
}

/// Whose rules are asked for.
struct EngineOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Whose rules, buildkit unless given: \(IgnoreEngineName.allCases.map(\.rawValue).joined(separator: ", ")).",
      discussion: IgnoreEngineName.allCases.map { "\($0.rawValue): \($0.summary)." }.joined(separator: "\n"),
      valueName: "engine"),
    completion: .list(IgnoreEngineName.allCases.map(\.rawValue)),
    transform: { text in
      guard let engine = IgnoreEngineName(rawValue: text) else {
        throw ValidationError("there is no engine \"\(PathText.visible(text))\"")
      }
      return engine
    })
  var engine = IgnoreEngineName.buildkit
}
