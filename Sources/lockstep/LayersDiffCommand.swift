internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep layers diff`: which step first loses the cache.
struct LayersDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Says which instruction first loses BuildKit's cache between two states, and why.",
    discussion: """
      A and B are directories, DIR#REV[:SUBDIR], - for a tar on standard input, or captures that "layers show --capture FILE" wrote, perhaps on another \
      machine. Exit 0 when every step is the same, 1 when one is not.
      """)

  @Argument(help: ArgumentHelp("The first state.", valueName: "a"), completion: .file())
  var first: String

  @Argument(help: ArgumentHelp("The second state.", valueName: "b"), completion: .file())
  var second: String

  @OptionGroup var options: LayersOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var bisect: BisectOption

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    if first == "-", second == "-" { try ContextArgument.requireOneArchive(.archive, .archive) }
    let before = try await report(of: first)
    let after = try await report(of: second)
    let comparison = LayersComparison(before, after)
    if json {
      try Console.write(try JSONText.encode(comparison))
    } else {
      try Console.write(text(comparison, dockerfile: after.dockerfile))
    }
    throw ExitWith(comparison.first == nil ? .asExpected : .difference)
  }

  /// Of a capture, or of a context that is looked at now.
  private func report(of state: String) async throws -> LayersReport {
    if UserFile.isRegular(state) { return try CaptureFile.read(state) }
    let source = try ContextArgument.source(state, revision: nil)
    return try await options.query(for: source, worker).answer(source)
  }

  private func text(_ comparison: LayersComparison, dockerfile: String) -> String {
    guard let first = comparison.first else { return "no step loses the cache\n" }
    var text =
      "the cache is lost at \(PathText.visible(dockerfile)):\(first.line): \(PathText.visible(first.instruction))\n"
    for change in first.changes.prefix(20) {
      let mode =
        change.attributes.contains("mode") ? " \(change.modeBefore ?? "") → \(change.modeAfter ?? "")" : ""
      let only = change.attributes == ["mode"] ? ", nothing else" : ""
      let reason = change.explanation.map { ": \($0)" } ?? ""
      text +=
        "  \(PathText.visible(change.path)): \(change.attributes.joined(separator: ", "))\(mode)\(only)\(reason)\n"
    }
    if first.changes.count > 20 { text += "  … and \(first.changes.count - 20) more\n" }
    if let explanation = first.explanation { text += "  \(PathText.visible(explanation))\n" }
    let others = comparison.steps.filter { !$0.isSame }.dropFirst()
    if !others.isEmpty {
      text += "other steps with other content: lines \(others.map { String($0.line) }.joined(separator: ", "))\n"
    }
    return text
  }
}

/// A capture of `layers` as it is named on the command line.
private enum CaptureFile {
  static func read(_ path: String) throws(Breakdown) -> LayersReport {
    switch BoundedFile.read(path, limit: LayersCaptureReading.largest) {
    case .success(let bytes): return try LayersCaptureReading.read(bytes, name: path)
    case .failure(let problem):
      throw Breakdown(.usage, "the capture \(PathText.visible(path)): \(problem)")
    }
  }
}
