internal import ArgumentParser
internal import Manual

/// Completes what `help` shows: the parser's scripts offer nothing behind it, and know no topics.
enum HelpCompletion {
  private static var words: [String] { TopicHelp.commands + HelpTopic.all.map(\.name) + ["topics"] }

  /// The parser's `script` with the words in its place for `help`.
  static func added(to script: String, for shell: CompletionsCommand.Shell) -> String {
    switch shell {
    case .bash:
      let list = words.map { "'\($0)'" }.joined(separator: "$'\\n'")
      let last = "    __lockstep_offer_flags_options -1\n"
      guard let help = script.firstRange(of: "_lockstep_help() {"),
        let end = script[help.upperBound...].firstRange(of: last)
      else { return script }
      return script[..<end.upperBound] + "    __lockstep_add_completions -W \(list)\n" + script[end.upperBound...]
    case .zsh:
      return script.replacing("'*:subcommands:'", with: "'*:subcommands:(\(words.joined(separator: " ")))'")
    case .fish:
      return script
        + "\ncomplete -c 'lockstep' -n 'contains -- help (commandline -opc)' -fa '\(words.joined(separator: " "))'\n"
    }
  }
}
