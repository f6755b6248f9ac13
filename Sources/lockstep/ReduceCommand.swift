internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import Reports
internal import ScenarioFiles

/// `lockstep reduce`: a fault without the code it was found in.
struct ReduceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reduce", abstract: "Shrinks a failing scenario to the smallest one that still shows the same causes.",
    discussion: """
      Commits, files, lines, expectations and conditions are taken away, contents are replaced by filler of the same shape \
      and names by neutral ones, as long as verdict and cause codes stay the same. The result is one YAML file that was \
      run as it is; run it with "lockstep run": it is as expected while the fault is there. What could not be replaced is \
      listed: read it before you share the file. Exit 0, or 2 when there is no fault to show.
      """)

  @Argument(help: "A scenario file, or a repository, whose HEAD is then looked at.", completion: .file())
  var path: String

  @Option(name: [.short, .long], help: "Write to FILE instead of standard output.", completion: .file())
  var output: String?

  @Option(help: "How many smaller scenarios may be run.")
  var budget = Reduction.defaultBudget

  @OptionGroup var runner: RunnerOptions

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if !(1...1_000_000).contains(budget) { throw ValidationError("--budget must be from 1 to 1000000") }
    if output == "" || output == "-" { throw ValidationError("--output needs the name of a file") }
  }

  func run() async throws {
    let document = try document()
    let suite = runner.suite(.check)
    let reduction = Reduction(client: suite.client, jobs: suite.jobs, budget: budget)
    let result = try await Interruption.guarding(suite.client.workers) { try await reduction.reduce(document) }
    let codes = result.scenario.expect.causes.joined(separator: ", ")
    let header = "# The smallest state found that is \(result.scenario.expect.verdict.rawValue): \(codes).\n"
    if let output {
      try ReportFile.write(header + result.text, to: output)
    } else {
      try Console.write(header + result.text)
    }
    Console.talk("\(result.filesBefore) files became \(result.filesAfter), in \(result.trials) trials: \(codes)")
    if !result.leftOut.isEmpty {
      Console.talk(
        "found once and not again, so the scenario is not held to it: \(result.leftOut.joined(separator: ", "))")
    }
    if result.isCut { Console.talk("the budget ended the search; --budget \(budget * 4) may give less") }
    for original in result.originals { Console.talk("as it was: \(PathText.visible(original))") }
  }

  private func document() throws -> ScenarioDocument {
    var info = stat()
    if stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
      let scenario = Scenario(name: "reduced", repository: .repository(path: path, revision: "HEAD"))
      return ScenarioDocument(scenario: scenario, file: path, directory: ".")
    }
    return try ScenarioLoader.load(path)
  }
}
