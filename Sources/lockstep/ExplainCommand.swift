internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model
internal import Reports

/// `lockstep explain`: why a path is in the context or not.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says of each path whether it is in the context, and which rule decided.",
    discussion:
      "The paths are relative to the context's root and need not exist. Exit 0 when the question was answered.")

  @Argument(help: "Paths, relative to the context's root.")
  var paths: [String]

  @Option(help: "The context's root: a directory, or DIR#REV[:SUBDIR].", completion: .directory)
  var context = "."

  @Option(help: "A tag, branch or commit of the repository at the context.")
  var rev: String?

  @OptionGroup var options: ContextOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let source: ContextSource =
      options.ignoreFile == nil ? try ContextArgument.source(context, revision: rev) : .directory(context)
    let explanations = try await options.query().explain(paths, in: source)
    if json { return try Console.write(try JSONText.encode(explanations.map(Entry.init))) }
    for explanation in explanations { try Console.print(Self.text(explanation)) }
  }

  private static func text(_ explanation: PathExplanation) -> String {
    let path = PathText.visible(explanation.path)
    let file = PathText.visible(explanation.ignoreFile ?? "")
    func show(_ rule: PathExplanation.Rule) -> String { "\(file):\(rule.line): \(PathText.visible(rule.pattern))" }
    var lines = ["\(explanation.ignored ? "ignored" : "kept   ")  \(path)"]
    if let rule = explanation.rule {
      let via = explanation.viaParent.map { ", through the directory \(PathText.visible($0))" } ?? ""
      lines.append("         by \(show(rule))\(via)")
    } else {
      lines.append(
        "         \(explanation.ignoreFile == nil ? "there is no ignore file" : "no rule of \(file) matches")")
    }
    for rule in explanation.matched where rule != explanation.rule {
      lines.append("         matched too, overruled: \(show(rule))")
    }
    return lines.joined(separator: "\n")
  }

  private struct Entry: Encodable {
    struct Rule: Encodable {
      let file: String
      let line: Int
      let pattern: String
      let negated: Bool
    }

    let path: String
    let ignored: Bool
    let rule: Rule?
    let matched: [Rule]
    let viaParent: String?
    let warnings: [String] = []

    init(_ explanation: PathExplanation) {
      let file = explanation.ignoreFile ?? ""
      func convert(_ rule: PathExplanation.Rule) -> Rule {
        Rule(file: file, line: rule.line, pattern: rule.pattern, negated: rule.negated)
      }
      path = explanation.path
      ignored = explanation.ignored
      rule = explanation.rule.map(convert)
      matched = explanation.matched.map(convert)
      viaParent = explanation.viaParent
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(path, forKey: .path)
      try container.encode(ignored, forKey: .ignored)
      // Null, not absent, when no rule decided.
      try container.encode(rule, forKey: .rule)
      try container.encode(matched, forKey: .matched)
      try container.encode(viaParent, forKey: .viaParent)
      try container.encode(warnings, forKey: .warnings)
    }

    private enum CodingKeys: String, CodingKey { case path, ignored, rule, matched, viaParent, warnings }
  }
}
