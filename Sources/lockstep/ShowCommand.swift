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

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  func run() async throws {
    let scenario = try ScenarioLoader.load(file).scenario
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

  private struct Document: Encodable {
    let schema = "lockstep-scenario/v1"
    let scenario: Scenario
    let ids: SyntheticIDs?
  }
}
