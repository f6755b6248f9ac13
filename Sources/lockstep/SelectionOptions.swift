internal import ArgumentParser
internal import Harness
internal import Model

/// Which scenarios a command is about.
struct SelectionOptions: ParsableArguments {
  @Argument(help: "Scenario files, or directories that hold them.", completion: .file(extensions: ["yml", "yaml"]))
  var paths: [String] = ["Scenarios"]

  @Option(
    name: .customLong("filter"), help: "Only scenarios whose name contains TEXT; repeatable: any of them.",
    completion: .custom { words, _, _ in SelectionCompletion.names(words) })
  var filters: [String] = []

  @Option(
    name: .customLong("tag"), help: "Only scenarios that carry TAG; repeatable: any of them.",
    completion: .custom { words, _, _ in SelectionCompletion.tags(words) })
  var tags: [String] = []

  /// - Throws: `ScenarioMistakes` with every mistake, or ``Breakdown`` when nothing is selected.
  func load() throws -> [ScenarioDocument] {
    try Self.load(ScenarioSelection(paths: paths, filters: filters, tags: tags))
  }

  /// - Throws: as ``load()``.
  static func load(_ selection: ScenarioSelection) throws -> [ScenarioDocument] {
    do throws(ScenarioSelection.Failure) {
      return try selection.load()
    } catch {
      switch error {
      case .mistakes(let mistakes): throw mistakes
      case .breakdown(let breakdown): throw breakdown
      }
    }
  }
}
