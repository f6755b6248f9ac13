internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model

/// `lockstep init`: a scenario from the repository one stands in.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a scenario for each build context of the repository you stand in.",
    discussion: """
      Contexts are found through compose files and Dockerfiles; lockfiles are written down as they are now. The \
      files go to Scenarios/ in the repository's root; nothing is overwritten. Where Scenarios/ would be part of a \
      context it is added to the ignore file: a record cannot lie in the context that it records.
      """)

  @Argument(help: "A directory inside the repository.", completion: .directory)
  var path = "."

  @Flag(help: "Print the scenarios instead of writing them.")
  var print = false

  @Flag(help: "Overwrite scenario files that are there.")
  var force = false

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  func run() async throws {
    let survey = try await SurveyQuery(client: worker.client).survey(path)
    for warning in survey.warnings { Console.talk("warning: \(warning)") }
    if !survey.hasCommit {
      Console.talk("warning: the repository has no commit yet; commit before you run the scenario")
    }
    let scenarios = InitialScenario.all(survey)
    if print {
      return try Console.write(scenarios.map(\.text).joined(separator: "---\n"))
    }
    let directory = survey.root + "/Scenarios"
    let shown = (Self.way(to: survey.root) ?? survey.root + "/") + "Scenarios"
    let files = scenarios.map { (path: "\(directory)/\($0.name).yml", scenario: $0) }
    if !force, let existing = files.first(where: { access($0.path, F_OK) == 0 }) {
      throw Breakdown(
        .usage, "\(PathText.visible(shown))/\(existing.scenario.name).yml is there already",
        remedy: "remove it, use --force to overwrite it, or --print to see what would be written")
    }
    if mkdir(directory, 0o777) != 0, errno != EEXIST {
      throw Breakdown(
        .environment, "make \(PathText.visible(directory)): \(String(cString: strerror(errno)).lowercased())")
    }
    for file in files {
      if let code = WholeFile.replace(file.path, with: Array(file.scenario.text.utf8)) {
        throw Breakdown(
          .environment, "write \(PathText.visible(file.path)): \(String(cString: strerror(code)).lowercased())")
      }
      try Console.print(
        "wrote \(PathText.visible(shown))/\(file.scenario.name).yml  (\(PathText.visible(file.scenario.origin)))")
    }
    let changed = try ignoreScenarios(survey)
    Console.talk(
      changed.isEmpty
        ? "next: lockstep run \(PathText.visible(shown))"
        : "next: commit \(changed.joined(separator: ", ")), since scenarios read HEAD; then lockstep run \(PathText.visible(shown))"
    )
  }

  /// Adds `Scenarios` to the ignore files that let it into a context, and gives their names.
  private func ignoreScenarios(_ survey: RepositorySurvey) throws -> [String] {
    var names: [String] = []
    for case let name? in survey.contexts.map(\.ignoreFileWithoutScenarios) where !names.contains(name) {
      names.append(name)
      let path = survey.root + "/" + name
      let isThere = access(path, F_OK) == 0
      // Through a link one could write anywhere.
      let place = ResolvedPath.of(isThere ? path : survey.root)
      guard place == (isThere ? path : survey.root) else {
        Console.talk("warning: \(PathText.visible(name)) is a link; add Scenarios to what it leads to")
        continue
      }
      let text = isThere ? try UserFile.ignoreFile(path).bytes : []
      let line = (text.isEmpty || text.last == UInt8(ascii: "\n") ? "" : "\n") + "Scenarios\n"
      if let code = WholeFile.replace(path, with: text + Array(line.utf8)) {
        throw Breakdown(
          .environment, "write \(PathText.visible(name)): \(String(cString: strerror(code)).lowercased())")
      }
      try Console.print("added Scenarios to \(PathText.visible(name))  (a record cannot lie in the context it records)")
    }
    return names.map { PathText.visible($0) }
  }

  /// How the directory `root`, this one or one above, is reached from here; nil when it is neither.
  private static func way(to root: String) -> String? {
    guard let here = ResolvedPath.of(".") else { return nil }
    if here == root { return "" }
    guard here.hasPrefix(root + "/") else { return nil }
    return String(repeating: "../", count: here.dropFirst(root.count).split(separator: "/").count)
  }
}
