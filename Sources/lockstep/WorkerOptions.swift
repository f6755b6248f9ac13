internal import ArgumentParser
internal import Harness

/// Options of commands that read a repository in a worker process.
struct WorkerOptions: ParsableArguments {
  @Option(help: "Seconds after which reading the repository is given up.")
  var timeout: Int = Int(WorkerClient.defaultTimeLimit)

  func validate() throws {
    if !(1...86_400).contains(timeout) { throw ValidationError("--timeout must be from 1 to 86400 seconds") }
  }

  var client: WorkerClient { WorkerClient(timeLimit: UInt32(timeout)) }
}
