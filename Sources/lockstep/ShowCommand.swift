internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports
internal import ScenarioFiles

/// `lockstep show`: the effective scenario.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the effective scenario, defaults included, and the object ids it gives.")

  @Argument(help: "A scenario file.", completion: .file(extensions: ["yml", "yaml"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Make the state that the scenario describes at DIR, as a clone with its edits, instead of showing it.",
      valueName: "dir"), completion: .directory)
  var make: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  func run() async throws {
    let scenario = try ScenarioLoader.load(file).scenario
    if let make { return try await makeState(of: scenario, at: make) }
    var ids: SyntheticIDs?
    if case .synthetic(let recipe, _) = scenario.repository {
      let client = worker.client
      let query = SyntheticQuery(client: client)
      ids = try await Interruption.guarding(client.workers) { try await query.ids(of: recipe) }
    }
    if json { return try Console.write(try JSONText.encode(Document(scenario: scenario, ids: ids))) }
    try Console.print(
      ScenarioText(scenario: scenario, ids: ids).lines.map { PathText.visible($0) }.joined(separator: "\n"))
  }

  private func makeState(of scenario: Scenario, at directory: String) async throws {
    guard case .synthetic(let recipe, let revision) = scenario.repository else {
      throw Breakdown(
        .usage, "make \(PathText.visible(directory)): the scenario is of a repository that exists",
        remedy: "clone that, and check the revision out")
    }
    let client = worker.client
    try await Interruption.guarding(client.workers) {
      try await StateMaking(client: client).make(recipe, revision: revision, at: directory)
    }
    Console.talk("made \(PathText.visible(directory))")
  }

  private struct Document: Encodable {
    let schema = "lockstep-scenario/v1"
    let scenario: Scenario
    let ids: SyntheticIDs?
  }
}
