internal import ArgumentParser
internal import Fingerprints
internal import Model
internal import Reports

/// `lockstep list`: which scenarios would run.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the scenarios that run would run, without running them.")

  @OptionGroup var selection: SelectionOptions

  @OptionGroup var limits: LimitOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let documents = try selection.load()
    if json {
      let entries = documents.map { document in
        Entry(
          name: document.scenario.name, file: document.file, tags: document.scenario.tags,
          description: document.scenario.description, runs: document.scenario.vary.runs)
      }
      return try Console.write(try JSONText.encode(Listing(scenarios: entries)))
    }
    let width = documents.map(\.scenario.name.count).max() ?? 0
    for document in documents {
      let name = document.scenario.name
      let tags = document.scenario.tags.map { PathText.visible($0) }.joined(separator: ", ")
      let padding = String(repeating: " ", count: width - name.count)
      try Console.print("\(name)\(padding)  \(PathText.visible(document.file))\(tags.isEmpty ? "" : "  [\(tags)]")")
    }
  }

  private struct Listing: Encodable {
    let schema = "lockstep-list/v1"
    let scenarios: [Entry]
  }

  private struct Entry: Encodable {
    let name: String
    let file: String
    let tags: [String]
    let description: String?
    let runs: Int
  }
}
