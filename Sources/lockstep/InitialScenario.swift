internal import Fingerprints
internal import Harness
internal import Model

/// The text of a scenario file that `init` writes.
struct InitialScenario {
  /// The file's name without its ending.
  let name: String
  /// What the context was found by.
  let origin: String
  let text: String

  /// One for each context of the survey.
  static func all(_ survey: RepositorySurvey) -> [InitialScenario] {
    let project = fileName(survey.root.split(separator: "/").last.map(String.init) ?? "repository")
    var taken: Set<String> = []
    return survey.contexts.map { context in
      var name = project
      if survey.contexts.count > 1 {
        name += context.directory == "." ? "-root" : "-" + fileName(context.directory)
        if context.dockerfile != "Dockerfile" { name += "-" + fileName(context.dockerfile) }
      }
      var unique = name
      var number = 2
      while !taken.insert(unique).inserted {
        unique = "\(name)-\(number)"
        number += 1
      }
      return InitialScenario(name: unique, origin: context.origin, text: text(unique, context, survey))
    }
  }

  private static func text(_ name: String, _ context: SurveyedContext, _ survey: RepositorySurvey) -> String {
    var lines = ["# The build context at HEAD, found by: \(comment(context.origin))."]
    if !survey.composeFiles.isEmpty {
      lines.append("# Compose files: \(comment(survey.composeFiles.joined(separator: ", "))).")
    }
    lines += [
      "# Written by \"lockstep init\"; what stands under \"expect\" is how things were then.", "schemaVersion: 1",
      "name: \(name)", "repo:", "  path: ..", "  rev: HEAD", "context:", "  dir: \(quoted(context.directory))",
      "  dockerfile: \(quoted(context.dockerfile))",
    ]
    let locks = survey.locks.filter { context.directory == "." || $0.path.hasPrefix(context.directory + "/") }
    if !locks.isEmpty {
      lines += ["expect:", "  locks:"]
      for lock in locks {
        lines.append("    \(quoted(lock.path)): { grade: \(lock.grade)\(fresh(lock)) }")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fresh(_ lock: LockFacts) -> String {
    switch lock.freshness {
    case "fresh": ", fresh: true"
    case "stale": ", fresh: false"
    default: ""
    }
  }

  /// YAML's double-quoted form, in which every text can be written.
  private static func quoted(_ text: String) -> String {
    if text.wholeMatch(of: /[A-Za-z0-9._\/-]+/) != nil { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "#" where result.hasSuffix("#"): result += "\\x23"
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where PathText.isUnsafeToPrint(scalar):
        let hex = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func comment(_ text: String) -> String { PathText.visible(text) }

  /// Letters, digits, dots and dashes, so that the name is a file name and a scenario's name anywhere.
  private static func fileName(_ text: String) -> String {
    let mapped = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
    let trimmed = String(mapped).drop { $0 == "-" || $0 == "." }
    return trimmed.isEmpty ? "repository" : String(trimmed)
  }
}
