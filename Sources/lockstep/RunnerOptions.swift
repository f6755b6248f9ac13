internal import ArgumentParser
internal import Harness
internal import Model

/// Options of commands that run scenarios.
struct RunnerOptions: ParsableArguments {
  @Option(name: [.short, .long], help: "Runs at a time; the number of processors when not given.")
  var jobs: Int?

  @Option(help: "Seconds after which a run is ended.")
  var timeout: Int = Int(WorkerClient.defaultTimeLimit)

  @Option(help: "How often a run that broke on this machine (disk, permission, time) is tried again; each is reported.")
  var retries = 0

  @Option(help: ArgumentHelp("The day that counts as today, for tests.", visibility: .hidden))
  var today: String?

  func validate() throws {
    if let jobs, !(1...512).contains(jobs) { throw ValidationError("--jobs must be from 1 to 512") }
    if !(1...86_400).contains(timeout) { throw ValidationError("--timeout must be from 1 to 86400 seconds") }
    if !(0...100).contains(retries) { throw ValidationError("--retries must be from 0 to 100") }
    if let today, CalendarDay(today) == nil { throw ValidationError("--today must be a day such as 2027-01-31") }
  }

  func suite(_ mode: RecordMode) -> SuiteRunner {
    var suite = SuiteRunner(
      jobs: jobs ?? Processors.count, mode: mode, client: WorkerClient(timeLimit: UInt32(timeout)))
    suite.retries = retries
    if let day = today.flatMap({ CalendarDay($0) }) { suite.today = day }
    return suite
  }
}
