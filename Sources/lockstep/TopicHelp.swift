internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Manual
internal import Model
internal import ScenarioFiles

/// `lockstep help TOPIC`, which the parser, whose `help` knows commands alone, would take for the help of all.
enum TopicHelp {
  /// What is to be printed; nil when the parser is to answer.
  ///
  /// - Throws: ``Breakdown`` of usage for a word that is neither a command nor a topic.
  static func text(for arguments: [String]) throws(Breakdown) -> String? {
    guard arguments.count > 1, arguments[0] == "help", !arguments[1].hasPrefix("-") else { return nil }
    let word = arguments[1]
    let commands = Self.commands
    if commands.contains(word) || word == "help" { return nil }
    if word == "topics", arguments.count == 2 { return HelpTopic.list(width: width) }
    if let topic = HelpTopic.named(word), arguments.count == 2 { return topic.text(width: width) }
    if arguments.count > 2, HelpTopic.named(word) != nil {
      throw Breakdown(.usage, "help shows one topic at a time", remedy: "lockstep help \(word)")
    }
    let topics = HelpTopic.all.map(\.name) + ["topics"]
    let meant = Suggestion.closest(to: word, among: topics + commands).map { "did you mean \($0)? " } ?? ""
    throw Breakdown(
      .usage, "there is no command and no topic \(PathText.visible(word))",
      remedy: "\(meant)topics are \(topics.joined(separator: ", "))")
  }

  static var commands: [String] {
    var names: [String] = []
    for command in Lockstep.configuration.subcommands {
      if let name = command.configuration.commandName { names.append(name) }
    }
    return names
  }

  /// Columns of the terminal, as the parser has them for the help of commands; 80 without one.
  private static var width: Int {
    if let columns = getenv("COLUMNS").flatMap({ Int(String(cString: $0)) }), columns > 0 { return min(columns, 1000) }
    return TerminalSize.columns(of: STDOUT_FILENO) ?? 80
  }
}
