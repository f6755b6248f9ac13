internal import ArgumentParser
internal import Files
internal import Fingerprints
internal import Foundation
internal import Harness
internal import Model
internal import Reports

/// `lockstep explain`: why a path is in the context or not.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says of each path whether it is in the context, and which rule decided.",
    discussion: """
      The paths are relative to the context's root and need not exist; a trailing slash says that one is a directory. \
      With --ignore-file no repository is needed. Exit 0 when the question was answered.
      """)

  @Argument(help: "Paths, relative to the context's root.", completion: .file())
  var paths: [String] = []

  @Flag(help: "Read more paths from standard input, one a line.")
  var stdin = false

  @Flag(name: .customShort("z"), help: "Paths on standard input end in a zero byte instead of a newline.")
  var zeroTerminated = false

  @Option(
    help: "The context's root: a directory, DIR#REV[:SUBDIR], or - for a tar on standard input.", completion: .directory
  )
  var context = "."

  @Option(help: "A tag, branch, commit or tree of the repository at the context.")
  var rev: String?

  @OptionGroup var options: IgnoreFileOptions

  @OptionGroup var worker: WorkerOptions

  @OptionGroup var limits: LimitOptions

  @OptionGroup var engine: EngineOption

  @Flag(help: "List the entries of the tree, or of the paths, about which builders disagree.")
  var engines = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if stdin, context == ContextArgument.standardInput {
      throw ValidationError("standard input can be the context or the paths, not both")
    }
    if zeroTerminated, !stdin { throw ValidationError("-z is for --stdin") }
    if paths.isEmpty, !stdin, !engines { throw ValidationError("name a path, or use --stdin or --engines") }
  }

  func run() async throws {
    let source: ContextSource =
      options.ignoreFile == nil || rev != nil || context == ContextArgument.standardInput
      ? try ContextArgument.source(context, revision: rev) : .directory(context)
    let asked = try paths.map { PathText.escaped(BytePath($0)) } + (stdin ? PathInput.read(zeroTerminated) : [])
    if engines {
      let comparison = try await options.query(worker).engines(asked, in: source)
      if json { return try Console.write(try JSONText.encode(EngineComparisonJSON(comparison))) }
      try Console.write(EngineComparisonText.text(comparison))
      return Console.talk(EngineComparisonText.summary(comparison))
    }
    let explanations = try await options.query(worker).explain(asked, engine: engine.engine, in: source)
    if json { return try Console.write(try JSONText.encode(explanations.map(ExplanationJSON.init))) }
    for explanation in explanations { try Console.print(ExplanationText.text(explanation)) }
  }
}

/// Paths on standard input.
private enum PathInput {
  /// In the spelling of manifests.
  static func read(_ zeroTerminated: Bool) throws(Breakdown) -> [String] {
    guard let bytes = StandardInput.readAll() else { throw Breakdown(.environment, "read standard input") }
    let end: UInt8 = zeroTerminated ? 0 : 0x0A
    return bytes.split(separator: end).map { line in
      let path = !zeroTerminated && line.last == 0x0D ? line.dropLast() : line
      return PathText.escaped(BytePath(Array(path)))
    }
  }
}

/// An explanation for people.
private enum ExplanationText {
  static func text(_ explanation: PathExplanation) -> String {
    let path = PathText.visible(explanation.path)
    let file = PathText.visible(explanation.ignoreFile ?? "")
    func show(_ rule: PathExplanation.Rule) -> String { "\(file):\(rule.line): \(PathText.visible(rule.pattern))" }
    func via(_ parent: String?) -> String {
      parent.map { ", through the directory \(PathText.visible($0))" } ?? ""
    }
    var lines = ["\(explanation.ignored ? "ignored" : "kept   ")  \(path)"]
    func add(_ line: String) { lines.append("         \(line)") }
    if let rule = explanation.rule {
      add("by \(show(rule))\(via(explanation.viaParent))")
    } else {
      add(explanation.ignoreFile == nil ? "there is no ignore file" : "no rule of \(file) decides")
    }
    for rule in explanation.matched where rule != explanation.rule { add("matched too, overruled: \(show(rule))") }
    if let git = explanation.gitignore {
      let reason = git.rule.map { "\(show($0))\(via(git.viaParent))" } ?? "no rule matches"
      add("a .gitignore with these lines would \(git.ignored ? "ignore" : "keep") it: \(reason)")
    }
    for reader in explanation.readBy {
      add(
        "\(explanation.ignored ? "wanted" : "read") by \(PathText.visible(reader.file)):\(reader.line): \(PathText.visible(reader.text))"
      )
    }
    for warning in explanation.warnings { add("note: \(warning)") }
    return lines.joined(separator: "\n")
  }
}

/// Where builders disagree, for people.
private enum EngineComparisonText {
  static func text(_ comparison: EngineComparison) -> String {
    let engines = comparison.engines.filter { comparison.failures[$0] == nil }
    guard !comparison.differences.isEmpty else { return "" }
    func row(_ cells: [String], _ path: String) -> String {
      zip(engines, cells).map { $1 + String(repeating: " ", count: max(0, $0.count - $1.count)) }
        .joined(separator: "  ") + "  " + path + "\n"
    }
    var text = row(engines, "path")
    for entry in comparison.differences {
      text += row(
        engines.map { entry.included[$0] == true ? "in" : "-" },
        PathText.visible(entry.path))
    }
    return text
  }

  static func summary(_ comparison: EngineComparison) -> String {
    var lines = comparison.failures.keys.sorted().map {
      "\($0) fails: \(PathText.visible(comparison.failures[$0] ?? ""))"
    }
    let count = comparison.differences.count
    lines.append(
      count == 0
        ? "\(comparison.failures.isEmpty ? "the builders" : "those that could be asked") agree about all of it (\(comparison.entryCount) entries in the tree)"
        : "they disagree about \(count == 1 ? "1 entry" : "\(count) entries") of \(comparison.entryCount)")
    return lines.joined(separator: "\n")
  }
}

/// The JSON of `explain`.
private struct ExplanationJSON: Encodable {
  struct Rule: Encodable {
    let file: String
    let line: Int
    let pattern: String
    let negated: Bool
  }

  struct Gitignore: Encodable {
    let ignored: Bool
    let rule: Rule?
    let viaParent: String?
  }

  let explanation: PathExplanation

  init(_ explanation: PathExplanation) { self.explanation = explanation }

  private enum CodingKeys: String, CodingKey {
    case path, path_b64, ignored, rule, matched, viaParent, gitignore, readBy, warnings
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    let bytes = PathText.unescaped(Array(explanation.path.utf8)) ?? []
    // Replacement characters where the bytes are not UTF-8; then they follow as base64.
    try container.encode(String(decoding: bytes, as: UTF8.self), forKey: .path)
    if String(validating: bytes, as: UTF8.self) == nil {
      try container.encode(Data(bytes).base64EncodedString(), forKey: .path_b64)
    }
    try container.encode(explanation.ignored, forKey: .ignored)
    // Null, not absent, when no rule decided.
    try container.encode(explanation.rule.map(convert), forKey: .rule)
    try container.encode(explanation.matched.map(convert), forKey: .matched)
    try container.encode(explanation.viaParent, forKey: .viaParent)
    let git = explanation.gitignore.map {
      Gitignore(ignored: $0.ignored, rule: $0.rule.map(convert), viaParent: $0.viaParent)
    }
    try container.encode(git, forKey: .gitignore)
    try container.encode(explanation.readBy, forKey: .readBy)
    try container.encode(explanation.warnings, forKey: .warnings)
  }

  private func convert(_ rule: PathExplanation.Rule) -> Rule {
    Rule(file: explanation.ignoreFile ?? "", line: rule.line, pattern: rule.pattern, negated: rule.negated)
  }
}

/// The JSON of `explain --engines`, schema `lockstep-engines/v1`.
private struct EngineComparisonJSON: Encodable {
  let schema = "lockstep-engines/v1"
  let engines: [String]
  let entries: Int
  let included: [String: Int]
  let ignoreFiles: [String: String]
  let failures: [String: String]
  let differences: [EngineComparison.Entry]

  init(_ comparison: EngineComparison) {
    engines = comparison.engines
    entries = comparison.entryCount
    included = comparison.includedCounts
    ignoreFiles = comparison.ignoreFiles
    failures = comparison.failures
    differences = comparison.differences
  }
}
