internal import ArgumentParser
internal import Model
internal import Reports

/// `lockstep axes`: what can vary between runs, and how well a number of runs varies it.
struct AxesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "axes", abstract: "Lists the conditions that can vary between runs, with their values.",
    discussion: """
      The first value is the usual one, which run 1 has. With --runs it prints the conditions of each of so many runs, how \
      many pairs of values they bring together, and how many runs bring all pairs together.
      """)

  @Option(help: "Print the conditions of so many runs instead.")
  var runs: Int?

  @Option(
    name: .customLong("vary"), parsing: .unconditionalSingleValue,
    help: "With --runs: the axes to vary, as \"lockstep run\" takes them.",
    completion: .list(Axis.allCases.map(\.rawValue)))
  var axes: [String] = []

  @Option(help: "With --runs: chooses among the combinations of conditions that are equally good.")
  var seed: UInt64?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let runs, !(1...VariationPlan.maximumRuns).contains(runs) {
      throw ValidationError("--runs must be from 1 to \(VariationPlan.maximumRuns)")
    }
    if runs == nil, !axes.isEmpty || seed != nil { throw ValidationError("--vary and --seed go with --runs") }
  }

  func run() throws {
    if let runs { return try printRuns(runs) }
    if json { return try Console.write(try JSONText.encode(AxesDocument())) }
    try Console.print(AxesText.axes())
  }

  private func printRuns(_ runs: Int) throws {
    let usual = Axis.usual(building: false)
    let plan = VariationPlan(
      runs: runs, axes: axes.isEmpty ? usual : try AxisSelection.axes(axes, usual: usual),
      seed: seed ?? VariationPlan.defaultSeed)
    let document = VariationDocument(plan)
    if json { return try Console.write(try JSONText.encode(document)) }
    try Console.print(AxesText.runs(document))
  }
}

/// All axes, schema `lockstep-axes/v1`.
private struct AxesDocument: Encodable {
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
