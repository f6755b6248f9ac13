internal import Fingerprints
internal import Harness

/// What changes with a file, for people.
enum ImpactText {
  /// - Parameter dockerfile: its name; nil when only services are followed.
  static func text(_ impact: Impact, dockerfile: String?) -> String {
    var lines = [PathText.visible(impact.path)]
    lines += stages(impact, dockerfile)
    lines += services(impact)
    if impact.isComposeFile { lines.append("    it is read as a compose file: every service can change with it") }
    if !impact.locks.isEmpty, impact.isInContext || !impact.services.isEmpty {
      lines.append("    it is a lockfile: what is installed changes with it")
    }
    return lines.joined(separator: "\n")
  }

  private static func stages(_ impact: Impact, _ dockerfile: String?) -> [String] {
    let reachesServices = !impact.services.isEmpty || impact.isComposeFile
    guard let dockerfile else { return reachesServices ? [] : ["    no service takes it: nothing changes"] }
    guard impact.isInContext else {
      return [reachesServices ? "    not in the context" : "    not in the context: nothing changes"]
    }
    let steps = impact.steps.map { step in
      "    \(PathText.visible(dockerfile)):\(step.line): \(PathText.visible(step.instruction)) "
        + "(stage \(PathText.visible(step.stage)))"
    }
    let names = impact.stages.map { PathText.visible($0) }.joined(separator: ", ")
    return steps + [impact.stages.isEmpty ? "    no stage takes it" : "    stages: \(names)"]
  }

  private static func services(_ impact: Impact) -> [String] {
    impact.services.map { service in
      let place = PathText.visible(service.file) + (service.line > 0 ? ":\(service.line)" : "")
      let text = PathText.visible(service.text)
      let change =
        switch service.reason {
        case .copy: "is built anew: \(place): \(text)"
        case .dockerfile: "is built anew: it is its Dockerfile"
        case .ignoreFile: "can be built anew: it is the ignore file of its context"
        case .additionalContext: "is built anew where it copies this: the additional context \(text) has it (\(place))"
        case .service: "is built anew: it builds upon the service \(text) (\(place))"
        case .bindMount: "sees it as it runs, nothing is built: it is mounted at \(text) (\(place))"
        case .envFile: "gets it when it is created, nothing is built: env_file (\(place))"
        }
      return "    service \(PathText.visible(service.service)) \(change)"
    }
  }
}
