internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import ScenarioFiles

/// Options that choose the ignore file of a context.
struct IgnoreFileOptions: ParsableArguments {
  @Option(help: "The Dockerfile, from the context's root; decides which ignore file is read.", completion: .file())
  var dockerfile: String = "Dockerfile"

  @Option(help: "Use this ignore file instead of the one that would be found.", completion: .file())
  var ignoreFile: String?

  @OptionGroup var worker: WorkerOptions

  func query() throws(Breakdown) -> AdviceQuery {
    AdviceQuery(dockerfile: dockerfile, ignoreOverride: try override(), client: worker.client)
  }

  func override() throws(Breakdown) -> IgnoreOverride? {
    guard let ignoreFile else { return nil }
    // The usual spelling of "no rules".
    if ignoreFile == "/dev/null" { return IgnoreOverride(name: ignoreFile, bytes: []) }
    switch BoundedFile.read(ignoreFile, limit: 64 << 20) {
    case .success(let bytes): return IgnoreOverride(name: ignoreFile, bytes: bytes)
    case .failure(let problem):
      throw Breakdown(.usage, "read the ignore file \(PathText.visible(ignoreFile)): \(problem)")
    }
  }
}

/// Whose rules are asked for.
struct EngineOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Whose rules: \(IgnoreEngineName.allCases.map(\.rawValue).joined(separator: ", ")).",
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
