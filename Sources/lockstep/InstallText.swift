internal import Fingerprints
internal import Harness

/// An installation of dependencies and what makes it run again, for people.
enum InstallText {
  /// One line, safe to print.
  static func text(_ install: LayersReport.Install) -> String {
    var parts: [String] = []
    let given = copied(install)
    let rest = unrelated(install, hasInputs: !given.isEmpty)
    let first = [given, rest].filter { !$0.isEmpty }.joined(separator: ", ")
    if !first.isEmpty { parts.append(first) }
    if !install.missing.isEmpty {
      let verb = install.missing.count == 1 ? "is" : "are"
      parts.append("\(list(install.missing.map(shown))) \(verb) not copied before it")
    }
    if install.installsProject {
      let advice = install.alone.map { "; \($0), before the project is copied, would keep the dependencies" } ?? ""
      parts.append("the project itself is installed: any change to it installs again\(advice)")
    }
    if parts.isEmpty { parts = ["nothing is copied before it"] }
    return "RUN \(shown(install.command)) (line \(install.line)): \(parts.joined(separator: "; "))"
  }

  /// The inputs, together where one instruction brings several.
  private static func copied(_ install: LayersReport.Install) -> String {
    var lines: [Int] = []
    let copied = install.inputs.filter { $0.isCopied && $0.line != nil }
    for input in copied { if let line = input.line, !lines.contains(line) { lines.append(line) } }
    return lines.map { line in
      let names = copied.filter { $0.line == line }.map { shown($0.path) }
      return "\(list(names)) \(names.count == 1 ? "is" : "are") copied before it (line \(line))"
    }.joined(separator: ", ")
  }

  private static func unrelated(_ install: LayersReport.Install, hasInputs: Bool) -> String {
    let count = install.unrelatedCount
    guard count > 0 else { return "" }
    let files = "\(count) unrelated \(count == 1 ? "file" : "files")"
    let lines = install.unrelatedSteps.map { String($0.line) }
    let place = "\(lines.count == 1 ? "line" : "lines") \(lines.joined(separator: ", "))"
    let again = "any change to \(count == 1 ? "it" : "them") installs again"
    guard hasInputs else {
      return "\(files) \(count == 1 ? "is" : "are") copied before it (\(place)): \(again); install before \(place)"
    }
    let names = install.inputs.filter { $0.isCopied && $0.line != nil }
    // Where all comes with one instruction its place has been said.
    let isSame = Set(names.compactMap(\.line)) == Set(install.unrelatedSteps.map(\.line)) && lines.count == 1
    let advice = install.installsProject ? "" : "; copy \(list(names.map { shown($0.path) })) first"
    return "together with \(files)\(isSame ? "" : " (\(place))"): \(again)\(advice)"
  }

  private static func shown(_ text: String) -> String { PathText.visible(text) }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    if names.count > 6 { return "\(names.prefix(5).joined(separator: ", ")) and \(names.count - 5) more" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }
}

/// An installation in the JSON of `layers`.
struct InstallJSON: Encodable {
  struct Input: Encodable {
    let path: String
    let kind: String
    let copied: Bool
    let line: Int?
  }

  struct Unrelated: Encodable {
    struct Step: Encodable {
      let line: Int
      let files: Int
    }

    struct File: Encodable {
      let path: String
      let line: Int
    }

    let count: Int
    let steps: [Step]
    let files: [File]
  }

  let line: Int
  let stage: String
  let tool: String
  let command: String
  let inputs: [Input]
  let missing: [String]
  let installsProject: Bool
  let unrelatedFiles: Unrelated
  let text: String

  init(_ install: LayersReport.Install) {
    line = install.line
    stage = install.stage
    tool = install.tool
    command = install.command
    inputs = install.inputs.map { Input(path: $0.path, kind: $0.kind, copied: $0.isCopied, line: $0.line) }
    missing = install.missing
    installsProject = install.installsProject
    unrelatedFiles = Unrelated(
      count: install.unrelatedCount,
      steps: install.unrelatedSteps.map { Unrelated.Step(line: $0.line, files: $0.files) },
      files: install.unrelated.map { Unrelated.File(path: $0.path, line: $0.line) })
    text = InstallText.text(install)
  }
}
