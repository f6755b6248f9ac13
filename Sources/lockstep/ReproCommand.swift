internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep repro`: a report becomes a test.
struct ReproCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repro", abstract: "Makes a scenario that recreates the state of another machine from its capture.",
    discussion: """
      The files of the commit come from a clone that has it; ends of lines, modes, missing files and untracked names \
      come from the capture, with filler for contents, which a capture does not hold. The scenario asserts that the \
      working tree sends a builder what the commit has: it fails, with the same causes, until the ignore file or the \
      attributes are mended, and then keeps them so. What a scenario cannot hold is told on standard error.
      """)

  @Argument(help: "A file that \"lockstep capture\" wrote.", completion: .file())
  var capture: String

  @Option(help: "A clone that has the capture's commit.", completion: .directory)
  var repo = "."

  @Option(name: [.short, .long], help: "Write to FILE instead of standard output.", completion: .file())
  var output: String?

  @Option(help: "The name of the scenario.")
  var name = "works-on-my-machine"

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if output == "" || output == "-" { throw ValidationError("--output needs the name of a file") }
  }

  func run() async throws {
    let result = try await Reproduction(client: worker.client).scenario(from: capture, in: repo, name: name)
    if let output {
      try ReportFile.write(result.text, to: output)
      Console.talk("wrote \(PathText.visible(output)); run it with \"lockstep run \(PathText.visible(output))\"")
    } else {
      try Console.write(result.text)
    }
    for line in result.leftOut { Console.talk("left out: \(PathText.visible(line))") }
  }
}
