public import Model

/// Writes a scenario as the YAML that ``ScenarioLoader`` reads.
///
/// Fixtures become contents, so that the text stands alone. What is not UTF-8 cannot be written and is replaced.
public enum ScenarioWriter {
  public static func text(_ scenario: Scenario) -> String {
    var lines = ["schemaVersion: \(ScenarioKeys.schemaVersion)", "name: \(quoted(scenario.name))"]
    if let description = scenario.description { lines.append("description: \(quoted(description))") }
    if !scenario.tags.isEmpty { lines.append("tags: \(list(scenario.tags))") }
    lines += repository(scenario.repository)
    lines += context(scenario.context)
    if scenario.observe != Observable.allCases {
      lines.append("observe: [\(scenario.observe.map(\.rawValue).joined(separator: ", "))]")
    }
    if !scenario.platforms.isEmpty {
      lines.append("platforms: [\(scenario.platforms.map(\.rawValue).joined(separator: ", "))]")
    }
    if let paths = scenario.paths { lines.append("paths: \(paths.rawValue)") }
    if let build = scenario.build { lines += step(build) }
    if let release = scenario.release { lines += policy(release) }
    lines.append("vary:")
    lines.append("  runs: \(scenario.vary.runs)")
    lines.append("  axes: [\(scenario.vary.axes.map(\.rawValue).joined(separator: ", "))]")
    if scenario.vary.seed != VariationPlan.defaultSeed { lines.append("  seed: \(scenario.vary.seed)") }
    lines += ExpectationWriter.lines(scenario.expect)
    if !scenario.usesRecord { lines.append("record: false") }
    if let waiver = scenario.waiver {
      let until = waiver.until.map { ", until: \($0)" } ?? ""
      lines.append("\(waiver.kind.rawValue): { reason: \(quoted(waiver.reason))\(until) }")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// YAML's double-quoted form, in ASCII, in which every text can be written.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // A log that the text is printed to may take ##[ for a command.
      case "#" where result.hasSuffix("#"): result += "\\x23"
      case _ where (0x20...0x7E).contains(scalar.value): result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value > 0xFFFF ? 8 : scalar.value > 0xFF ? 4 : 2
        let letter = width == 8 ? "U" : width == 4 ? "u" : "x"
        result += "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return result + "\""
  }

  static func list(_ texts: [String]) -> String { "[" + texts.map(quoted).joined(separator: ", ") + "]" }

  private static func repository(_ state: RepositoryState) -> [String] {
    switch state {
    case .repository(let path, let revision): ["repo:", "  path: \(quoted(path))", "  rev: \(quoted(revision))"]
    case .workTree(let path): ["repo:", "  path: \(quoted(path))", "  worktree: true"]
    case .synthetic(let recipe, let revision):
      ["repo:", "  synthetic:"] + RecipeWriter.lines(recipe).map { "    " + $0 }
        + (revision == "HEAD" ? [] : ["  rev: \(quoted(revision))"])
    }
  }

  private static func context(_ choice: ContextChoice) -> [String] {
    guard choice != ContextChoice() else { return [] }
    return [
      "context:", "  dir: \(quoted(choice.directory))", "  dockerfile: \(quoted(choice.dockerfile))",
    ] + (choice.ignoreFile.map { ["  ignoreFile: \(quoted($0))"] } ?? [])
  }

  private static func policy(_ release: ReleasePolicy) -> [String] {
    var lines = ["release:"]
    if let require = release.require { lines.append("  require: \(require.rawValue)") }
    let texts = [
      ("allowedSigners", release.allowedSigners), ("revokedKeys", release.revokedKeys), ("keyring", release.keyring),
      ("tagPrefix", release.tagPrefix), ("minGrade", release.minGrade),
    ]
    for case (let key, let text?) in texts { lines.append("  \(key): \(quoted(text))") }
    if !release.fingerprints.isEmpty { lines.append("  fingerprints: \(list(release.fingerprints))") }
    if let files = release.versionFiles { lines.append("  versionFiles: \(list(files))") }
    if !release.levels.isEmpty { lines.append("  levels: \(list(release.levels))") }
    return lines.count == 1 ? ["release: {}"] : lines
  }

  private static func step(_ build: BuildStep) -> [String] {
    var lines = ["build:"]
    if let image = build.image {
      lines.append("  image: { engine: \(image.engine.rawValue), dockerfile: \(quoted(image.dockerfile)) }")
    } else {
      lines.append("  run: \(quoted(build.command))")
    }
    if !build.outputs.isEmpty { lines.append("  outputs: \(list(build.outputs))") }
    if !build.environment.isEmpty {
      lines.append("  env:")
      lines += build.environment.map { "    \(quoted($0.name)): \(quoted($0.value))" }
    }
    if build.timeLimit != BuildStep.defaultTimeLimit { lines.append("  timeout: \(build.timeLimit)") }
    if build.network { lines.append("  network: on") }
    if build.place != .checkout { lines.append("  in: \(build.place.rawValue)") }
    if !build.writable.isEmpty { lines.append("  writable: \(list(build.writable))") }
    return lines
  }
}
