internal import ArgumentParser
internal import Fingerprints
internal import Model
internal import ScenarioFiles

/// Parses the arguments, runs the command and turns every error into one message and an exit status.
enum CommandLineRun {
  static func run(_ arguments: [String]) async -> Int32 {
    BisectOption.status(await status(of: arguments), of: arguments)
  }

  private static func status(of arguments: [String]) async -> Int32 {
    do {
      if let text = try TopicHelp.text(for: arguments) {
        try Console.print(text)
        return ExitStatus.asExpected.rawValue
      }
      var command = try Lockstep.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return ExitStatus.asExpected.rawValue
    } catch let status as ExitWith {
      return status.code
    } catch let breakdown as Breakdown {
      Console.error(breakdown)
      return ExitStatus(breakdown.domain).rawValue
    } catch let mistakes as ScenarioMistakes {
      for mistake in mistakes.mistakes { Console.talk(mistake.rendered) }
      Console.talk(
        "lockstep: USAGE: \(mistakes.mistakes.count) \(mistakes.mistakes.count == 1 ? "mistake" : "mistakes") in scenario files; nothing was run"
      )
      return ExitStatus.usage.rawValue
    } catch let failure as Console.WriteFailure {
      return failure.report()
    } catch {
      return finish(error, arguments)
    }
  }

  /// Help and version go to standard output with status 0, mistakes of usage to standard error with 2.
  private static func finish(_ error: any Error, _ arguments: [String]) -> Int32 {
    let text = Lockstep.fullMessage(for: error)
    guard Lockstep.exitCode(for: error) == .success else {
      Console.talk(escaping(arguments, in: text))
      return ExitStatus.usage.rawValue
    }
    do throws(Console.WriteFailure) {
      try Console.printConstant(text)
      return ExitStatus.asExpected.rawValue
    } catch {
      return error.report()
    }
  }

  /// The parser quotes arguments as they are, and a newline in one would begin a line.
  private static func escaping(_ arguments: [String], in text: String) -> String {
    arguments.flatMap { [$0] + $0.split(separator: "=", maxSplits: 1).map(String.init) }.reduce(text) { text, word in
      let shown = PathText.visible(word)
      return shown == word ? text : text.replacing(word, with: shown)
    }
  }
}

/// Ends a command with a status when everything there is to say has been said.
struct ExitWith: Error {
  let code: Int32

  init(_ status: ExitStatus) { code = status.rawValue }
  init(code: Int32) { self.code = code }
}
