internal import Audit
internal import BuildContext
internal import ContextAdvice
internal import Dockerignore
internal import Fingerprints
internal import IgnoreEngines
internal import Model

/// Audits the Dockerfiles and compose files of a tree.
struct Auditing<Tree: ContextTree & ContextFiles> {
  let context: AdvisedContext<Tree>
  let plan: AdvicePlan

  /// - Parameter only: the Dockerfile to look at; everything that is found when nil.
  func audit(only: String?) throws -> AuditReport {
    var report = AuditReport(commit: context.commit, files: [], findings: [], warnings: [])
    let entries = try context.entries()
    let answers = try contextAnswers(entries)
    for (path, kind) in try files(entries, only: only) {
      guard case .file(let bytes) = try context.tree.look(at: BytePath(path)) else { continue }
      let name = PathText.escaped(BytePath(path))
      report.files.append(name)
      switch kind {
      case .dockerfile: report.findings += Audit.dockerfile(bytes, name: name, context: answers)
      case .compose: report.findings += Audit.compose(bytes, name: name)
      }
    }
    return report
  }

  private enum Kind { case dockerfile, compose }

  private func files(_ entries: AdviceTree, only: String?) throws -> [([UInt8], Kind)] {
    if let only {
      guard let path = BytePath(only).normalised(), case .file = try context.tree.look(at: path) else {
        throw Breakdown(.usage, "there is no Dockerfile \(PathText.visible(only)) in the context")
      }
      return [(path.bytes, .dockerfile)]
    }
    var foreign = [Bool](repeating: false, count: entries.entries.count)
    return entries.entries.enumerated().compactMap { index, entry in
      foreign[index] =
        entry.parent.map { foreign[$0] } ?? false
        || (entry.kind == .directory && TreeListing.foreignDirectories.contains(Array(entry.name)))
      guard entry.kind == .file, !foreign[index] else { return nil }
      return Self.kind(String(decoding: entry.name, as: UTF8.self)).map { (entry.path, $0) }
    }
  }

  private static func kind(_ name: String) -> Kind? {
    switch name {
    case "Dockerfile", "Containerfile", "dockerfile": return .dockerfile
    case "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml": return .compose
    default: break
    }
    if name.hasSuffix("ignore") { return nil }
    if name.hasPrefix("Dockerfile.") || name.hasSuffix(".Dockerfile") || name.hasSuffix(".dockerfile") {
      return .dockerfile
    }
    let isCompose = name.hasPrefix("docker-compose.") || name.hasPrefix("compose.")
    return isCompose && (name.hasSuffix(".yml") || name.hasSuffix(".yaml")) ? .compose : nil
  }

  /// What the rules may ask about the context; nothing when the ignore file cannot be used.
  private func contextAnswers(_ entries: AdviceTree) throws -> ContextAnswers? {
    let found = try FoundIgnoreText(
      for: .buildkit, in: context.tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride)
    guard let file = try? IgnoreFile(found.bytes),
      let listing = try? entries.listing(by: ContextFilter(ignoring: file))
    else { return nil }
    let matcher = IgnoreMatcher(file)
    return ContextAnswers(
      keeps: { path in
        var matcher = matcher
        return (try? matcher.explain(path))?.ignored == false
      },
      contains: { path in entries.index(of: path).map { listing.isListed[$0] } ?? false })
  }
}
