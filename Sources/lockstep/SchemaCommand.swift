internal import ArgumentParser
internal import ScenarioFiles

/// `lockstep schema`: the JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of scenario files, for editors and checks.")

  func run() throws { try Console.write(ScenarioSchema.json) }
}
