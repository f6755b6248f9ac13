internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports

/// `lockstep doctor`: this machine and this repository.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Looks at this machine and this repository: what makes builds differ, known faults, what runs need.",
    discussion: """
      Exit 1 when something needs doing; each such line has what to do below it. Of a repository it is told what differs \
      from a clean checkout of HEAD, as by "lockstep compare", and which settings would make the next checkout differ. \
      --no-repository leaves that out. Nothing is changed.
      """)

  @Argument(help: "The directory that is built; its repository is looked at.", completion: .directory)
  var path = "."

  @Flag(help: "Look at the machine alone.")
  var noRepository = false

  @OptionGroup var ignoring: IgnoreFileOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    guard ContextArgument.isDirectory(path) else {
      throw Breakdown(.usage, "there is no directory \(PathText.visible(path))")
    }
    let workers = await ConfinementFacts.collect(worker.client)
    let tools = await ToolFaults.facts(
      outside: path, path: getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")
    let machine = [MachineFact("lockstep", ToolVersion.current)] + MachineFacts.collect() + tools + workers
    var repository: [MachineFact] = []
    if !noRepository {
      var query = CaptureQuery(
        dockerfile: ignoring.dockerfile, ignoreOverride: try ignoring.override(), client: worker.client,
        threads: Processors.count)
      query.asksTools = false
      repository = try await RepositoryHealth.facts(in: path, query)
    }
    let hasProblem = (machine + repository).contains { $0.problem != nil }
    if json {
      try Console.write(
        try JSONText.encode(Document(healthy: !hasProblem, facts: machine, repository: repository)))
    } else {
      for fact in machine { try print(fact) }
      if !repository.isEmpty { try Console.print("\nthis repository") }
      for fact in repository { try print(fact) }
    }
    throw ExitWith(hasProblem ? .difference : .asExpected)
  }

  private func print(_ fact: MachineFact) throws {
    let padding = String(repeating: " ", count: max(1, 22 - fact.name.count))
    try Console.print(
      "\(fact.problem == nil ? "ok    " : "MEND  ")\(PathText.visible(fact.name))\(padding)\(PathText.visible(fact.value))"
    )
    if let problem = fact.problem { try Console.print("      → \(PathText.visible(problem))") }
  }

  private struct Document: Encodable {
    let schema = "lockstep-doctor/v1"
    let healthy: Bool
    let facts: [MachineFact]
    let repository: [MachineFact]
  }
}
