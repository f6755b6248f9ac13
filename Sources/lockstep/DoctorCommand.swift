internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep doctor`: this machine.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks at this machine: versions, known faults, what runs need. Exit 1 when something needs doing.")

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let workers = await ConfinementFacts.collect(WorkerClient())
    let facts = [MachineFact("lockstep", ToolVersion.current)] + MachineFacts.collect() + workers
    let hasProblem = facts.contains { $0.problem != nil }
    if json {
      try Console.write(try JSONText.encode(Document(healthy: !hasProblem, facts: facts)))
    } else {
      for fact in facts {
        let padding = String(repeating: " ", count: max(1, 22 - fact.name.count))
        try Console.print(
          "\(fact.problem == nil ? "ok    " : "MEND  ")\(fact.name)\(padding)\(PathText.visible(fact.value))")
        if let problem = fact.problem { try Console.print("      → \(problem)") }
      }
    }
    throw ExitWith(hasProblem ? .difference : .asExpected)
  }

  private struct Document: Encodable {
    let schema = "lockstep-doctor/v1"
    let healthy: Bool
    let facts: [MachineFact]
  }
}
