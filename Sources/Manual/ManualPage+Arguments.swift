extension ManualPage {
  /// One line that shows what can be written.
  static func synopsis(of command: CommandDescription, in page: inout Roff) {
    var line = Roff.bold(command.words.joined(separator: " "))
    if command.shown.contains(where: { $0.kind != .positional }) { line += " [" + Roff.italic("options") + "]" }
    for argument in command.shown where argument.kind == .positional {
      let name = Roff.italic(argument.valueName ?? "argument") + (argument.isRepeating ? " ..." : "")
      line += argument.isOptional ? " [\(name)]" : " \(name)"
    }
    if !command.commands.isEmpty { line += " " + Roff.italic("command") + " ..." }
    page.raw(line)
  }

  /// Arguments and options, those of a titled group below its title.
  static func arguments(of command: CommandDescription, in page: inout Roff) {
    let positional = command.shown.filter { $0.kind == .positional }
    if !positional.isEmpty {
      page.section("Arguments")
      for argument in positional { page.term(Roff.italic(argument.valueName ?? "argument"), meaning(of: argument)) }
    }
    let options = command.shown.filter { $0.kind != .positional }
    guard !options.isEmpty else { return }
    page.section("Options")
    for option in options where option.sectionTitle == nil { page.term(spelling(of: option), meaning(of: option)) }
    var titles: [String] = []
    for title in options.compactMap(\.sectionTitle) where !titles.contains(title) { titles.append(title) }
    for title in titles {
      page.subsection(title)
      for option in options where option.sectionTitle == title {
        page.term(spelling(of: option), meaning(of: option))
      }
    }
  }

  private static func spelling(of option: CommandDescription.Argument) -> String {
    let names = option.spellings.map { Roff.bold($0) }.joined(separator: ", ")
    guard option.kind == .option else { return names }
    return names + " " + Roff.italic(option.valueName ?? "value")
  }

  private static func meaning(of argument: CommandDescription.Argument) -> String {
    var text = argument.abstract ?? ""
    var notes: [String] = []
    if let values = argument.allValues, !values.isEmpty { notes.append("Values: \(values.joined(separator: ", ")).") }
    if let value = argument.defaultValue, !value.isEmpty { notes.append("Default: \(value).") }
    if !notes.isEmpty { text += " " + notes.joined(separator: " ") }
    if let discussion = argument.discussion, !discussion.isEmpty { text += "\n\n" + discussion }
    // A term needs something below it.
    return text.isEmpty ? "\u{2014}" : text
  }
}
