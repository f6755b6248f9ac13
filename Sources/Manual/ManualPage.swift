internal import Model

/// A page of the manual in the macros of man(7).
public struct ManualPage: Sendable {
  /// The name of its file: `lockstep-run.1`.
  public let file: String
  public let text: String

  /// All pages of the tool: one a command, section 1, and one a topic, section 7; sorted by file.
  ///
  /// - Parameter date: as `2026-01-31`, or empty.
  public static func all(of tool: CommandDescription, date: String) -> [ManualPage] {
    var pages: [ManualPage] = []
    func add(_ command: CommandDescription) {
      pages.append(ManualPage(of: command, date: date))
      for subcommand in command.commands { add(subcommand) }
    }
    add(tool)
    pages += HelpTopic.all.map { ManualPage(of: $0, date: date) }
    return pages.sorted { $0.file < $1.file }
  }

  private static var source: String { "lockstep \(ToolVersion.current)" }

  /// The page of one command.
  init(of command: CommandDescription, date: String) {
    let name = command.words.joined(separator: "-")
    let isRoot = command.words.count == 1
    var page = Roff()
    page.title(name, section: 1, date: date, source: Self.source)
    page.section("Name")
    page.raw(Roff.escaped(name) + " \\- " + Roff.escaped(Self.withoutStop(command.abstract ?? "")))
    page.section("Synopsis")
    Self.synopsis(of: command, in: &page)
    if let discussion = command.discussion {
      page.section("Description")
      page.paragraphs(discussion, first: true)
    }
    Self.arguments(of: command, in: &page)
    if !command.commands.isEmpty {
      page.section("Commands")
      for subcommand in command.commands {
        page.term(Roff.bold(subcommand.commandName), subcommand.abstract ?? "")
      }
    }
    page.section("Exit status")
    for status in ExitStatus.allCases { page.term(Roff.bold("\(status.rawValue)"), status.meaning) }
    page.term(Roff.bold("128") + "+" + Roff.italic("n"), ExitStatus.signalMeaning)
    page.section("Environment")
    if isRoot {
      for variable in EnvironmentVariable.all { page.term(Roff.bold(variable.name), variable.meaning) }
    } else {
      page.raw("See " + Roff.bold("lockstep-environment") + "(7).")
    }
    if isRoot {
      page.section("Files")
      for file in ManualFile.all { page.term(Roff.italic(file.path), file.meaning) }
    }
    let examples = ManualExample.all.filter { $0.command == command.words.dropFirst().joined(separator: " ") }
    if !examples.isEmpty {
      page.section("Examples")
      for (index, example) in examples.enumerated() {
        page.paragraphs(example.meaning, first: index == 0)
        page.example(example.line)
      }
    }
    page.section("See also")
    Self.seeAlso(command, in: &page)
    file = "\(name).1"
    text = page.text
  }

  /// The page of one topic.
  init(of topic: HelpTopic, date: String) {
    var page = Roff()
    let name = "lockstep-\(topic.name)"
    page.title(name, section: 7, date: date, source: Self.source)
    page.section("Name")
    page.raw(Roff.escaped(name) + " \\- " + Roff.escaped(topic.summary))
    page.section("Description")
    var isFirst = true
    for block in topic.blocks {
      switch block {
      case .heading(let title): page.section(title)
      case .paragraph(let text): page.paragraphs(text, first: isFirst)
      case .terms(let terms): for term in terms { page.term(Roff.bold(term.term), term.meaning) }
      case .example(let lines): page.example(lines, first: isFirst)
      }
      if case .heading = block { isFirst = true } else { isFirst = false }
    }
    page.section("See also")
    Self.references(
      [("lockstep", 1)] + HelpTopic.all.filter { $0.name != topic.name }.map { ("lockstep-\($0.name)", 7) },
      in: &page)
    file = "\(name).7"
    text = page.text
  }

  private static func withoutStop(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }

  private static func seeAlso(_ command: CommandDescription, in page: inout Roff) {
    let name = command.words.joined(separator: "-")
    var names = command.commands.map { ("\(name)-\($0.commandName)", 1) }
    if command.words.count > 1 { names.insert((command.words.dropLast().joined(separator: "-"), 1), at: 0) }
    references(names + HelpTopic.all.map { ("lockstep-\($0.name)", 7) }, in: &page)
  }

  private static func references(_ names: [(name: String, section: Int)], in page: inout Roff) {
    for (index, reference) in names.enumerated() {
      let comma = index < names.count - 1 ? "," : ""
      page.raw(".BR " + Roff.escaped(reference.name) + " (\(reference.section))" + comma)
    }
  }
}
