internal import ArgumentParser
internal import Model
internal import Reports

/// `lockstep axes`: what can vary between runs.
struct AxesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "axes", abstract: "Lists the conditions that can vary between runs, with their values.",
    discussion: "The first value is the usual one, which run 1 has.")

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    if json { return try Console.write(try JSONText.encode(Document())) }
    let width = Axis.allCases.map(\.rawValue.count).max() ?? 0
    for axis in Axis.allCases {
      let description = axis.description
      let padding = String(repeating: " ", count: width - axis.rawValue.count)
      let indent = String(repeating: " ", count: width + 2)
      try Console.print("\(axis.rawValue)\(padding)  \(description.meaning)")
      try Console.print("\(indent)values: \(description.values.joined(separator: ", "))")
      if !description.needs.isEmpty { try Console.print("\(indent)needs: \(description.needs)") }
    }
  }

  private struct Document: Encodable {
    struct Entry: Encodable {
      let name: String
      let meaning: String
      let values: [String]
      let needs: String
      let usual: Bool
      let usualWhenBuilding: Bool
    }

    let schema = "lockstep-axes/v1"
    let axes = Axis.allCases.map { axis in
      Entry(
        name: axis.rawValue, meaning: axis.description.meaning, values: axis.values, needs: axis.description.needs,
        usual: Axis.usual(building: false).contains(axis), usualWhenBuilding: Axis.usual(building: true).contains(axis))
    }
  }
}
