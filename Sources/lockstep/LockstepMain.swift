internal import ArgumentParser
internal import Dispatch
internal import Glibc
internal import Harness

/// The entry: workers first, because they must start fast, then the command line.
@main
enum LockstepMain {
  /// Not asynchronous: a worker gives up its rights while it has a single thread.
  static func main() {
    // A reader that went away shows as an error of the write.
    signal(SIGPIPE, SIG_IGN)
    // As a full disk does, a limit on the size of files fails the write and not the process.
    signal(SIGXFSZ, SIG_IGN)
    let arguments = CommandLine.arguments
    if arguments.count > 2, arguments[1] == Launcher.command { exit(Launcher.run(Array(arguments.dropFirst(2)))) }
    if arguments.count == 3 || arguments.count == 4, arguments[1] == WorkerMain.command {
      guard
        let worker = WorkerMain(
          timeLimit: UInt32(arguments[2]) ?? WorkerClient.defaultTimeLimit,
          requestPath: arguments.count == 4 ? arguments[3] : nil)
      else { exit(WorkerMain.noRequest) }
      Task { exit(await worker.serve()) }
    } else {
      Task { exit(await CommandLineRun.run(Array(arguments.dropFirst()))) }
    }
    dispatchMain()
  }
}
