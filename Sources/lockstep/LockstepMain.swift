internal import ArgumentParser
internal import Glibc
internal import Harness

/// The entry: workers first, because they must start fast, then the command line.
@main
enum LockstepMain {
  static func main() async {
    // A reader that went away shows as an error of the write.
    signal(SIGPIPE, SIG_IGN)
    // As a full disk does, a limit on the size of files fails the write and not the process.
    signal(SIGXFSZ, SIG_IGN)
    let arguments = CommandLine.arguments
    if arguments.count > 2, arguments[1] == Launcher.command { exit(Launcher.run(Array(arguments.dropFirst(2)))) }
    if arguments.count == 3 || arguments.count == 4, arguments[1] == WorkerMain.command {
      exit(
        await WorkerMain.serve(
          timeLimit: UInt32(arguments[2]) ?? WorkerClient.defaultTimeLimit,
          requestPath: arguments.count == 4 ? arguments[3] : nil))
    }
    exit(await CommandLineRun.run(Array(arguments.dropFirst())))
  }
}
