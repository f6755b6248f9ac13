internal import Fingerprints
internal import Harness

/// The services of compose files with their contexts, for people.
enum ComposeTable {
  static func text(_ answer: ComposeAnswer) -> String {
    guard answer.services.contains(where: \.isEnabled) else { return "" }
    var rows = [["SERVICE", "CONTEXT", "DOCKERFILE", "TARGET", "IGNORE FILE", "ENTRIES", "BYTES", "LOCKSTEP-V1"]]
    for service in answer.services where service.isEnabled {
      let name = PathText.visible(service.name)
      guard let build = service.build else {
        let image = service.image.map { "image \(PathText.visible($0))" } ?? "no image"
        rows.append([name, "not built: \(image)"])
        continue
      }
      let dockerfile = build.isInline ? "(inline)" : build.dockerfile.map { PathText.visible($0) } ?? "-"
      rows.append(
        [name, place(build.context), dockerfile, build.target.map { PathText.visible($0) } ?? "-"]
          + facts(build.context))
      for named in build.additionalContexts {
        rows.append(["  + \(PathText.visible(named.name))", place(named.context), "", ""] + facts(named.context))
      }
    }
    return TextTable.text(rows, numbers: numbers)
  }

  /// What is wrong with the contexts of enabled services, one line each.
  static func problems(_ answer: ComposeAnswer) -> [String] {
    answer.services.filter(\.isEnabled).flatMap { service -> [String] in
      guard let build = service.build else { return [] }
      let place = "\(PathText.visible(service.file)):\(service.line): service \(PathText.visible(service.name))"
      let main = [build.context.problem, build.dockerfileProblem].compactMap { $0.map { "\(place): \($0)" } }
      return main
        + build.additionalContexts.compactMap { named in
          named.context.problem.map { "\(place): additional context \(PathText.visible(named.name)): \($0)" }
        }
    }
  }

  private static func place(_ context: ComposedContext) -> String {
    let source = PathText.visible(context.source)
    return context.kind == .service ? "service \(source)" : source
  }

  private static func facts(_ context: ComposedContext) -> [String] {
    if context.problem != nil { return ["-", "-", "-", "not read: see below"] }
    guard let entries = context.entryCount, let bytes = context.byteCount, let digest = context.digest else {
      let reason = context.kind == .service ? "what that service builds" : "not read: it is not in the repository"
      return ["-", "-", "-", reason]
    }
    return [context.ignoreFile.map { PathText.visible($0) } ?? "none", String(entries), String(bytes), digest]
  }

  /// The columns with numbers of entries and bytes.
  private static let numbers: Set<Int> = [5, 6]
}
