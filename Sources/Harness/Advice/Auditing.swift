internal import Audit
internal import BuildContext
internal import ContainerFiles
internal import ContextAdvice
internal import Dockerignore
internal import Fingerprints
internal import IgnoreEngines
internal import Model

/// Audits the Dockerfiles and compose files of a tree.
struct Auditing<Tree: ContextTree & ContextFiles> {
  let context: AdvisedContext<Tree>
  let plan: AdvicePlan

  /// - Parameters:
  ///   - only: the Dockerfile to look at; everything that is found when nil.
  ///   - repository: what the tree lies in.
  func audit(only: String?, in repository: some ComposeRepository) throws -> AuditReport {
    let entries = try context.entries()
    let ignoreText = try FoundIgnoreText(
      for: .buildkit, in: context.tree, dockerfile: plan.dockerfile, override: plan.ignoreOverride)
    let answers = ContextAnswers(entries, ignoring: ignoreText.bytes)
    let found = try files(entries, only: only)
    let projects = AuditedProjects(
      repository, composeFiles: only == nil ? found.filter { $0.1 == .compose }.map { BytePath($0.0) } : [])
    var kinds = Dictionary(found.map { (BytePath($0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
    // What only compose files name.
    for path in projects.builds.keys { kinds[path] = kinds[path] ?? .dockerfile }
    for path in projects.files where BytePath(path.bytes).normalised() == path { kinds[path] = kinds[path] ?? .compose }
    var report = AuditReport(commit: context.commit, files: [], findings: [], warnings: projects.warnings)
    for (path, kind) in kinds.sorted(by: { $0.key < $1.key }) {
      guard case .file(let bytes) = try context.tree.look(at: path) else { continue }
      let name = PathText.escaped(path)
      report.files.append(name)
      switch kind {
      case .dockerfile:
        report.findings += Audit.dockerfile(
          bytes, name: name, builds: projects.builds[path] ?? [AuditedBuild(context: answers)])
      case .compose:
        report.findings += compose(bytes, name: name, projects)
      }
    }
    return report
  }

  /// With the Dockerfiles that are written in the file.
  private func compose(_ bytes: [UInt8], name: String, _ projects: AuditedProjects<some ComposeRepository>)
    -> [AuditFinding]
  {
    var findings = Audit.compose(
      bytes, name: name, project: projects.findings, foreign: projects.foreignLines[name] ?? [])
    for inline in projects.inline where inline.name == name {
      findings += Audit.dockerfile(inline.bytes, name: name, builds: [inline.build]).map {
        $0.moved(to: inline.lines.place(ofLine: $0.line).line)
      }
    }
    var seen: Set<AuditFinding> = []
    return findings.filter { seen.insert($0).inserted }.sorted {
      ($0.line, $0.code, $0.message) < ($1.line, $1.code, $1.message)
    }
  }

  private func files(_ entries: AdviceTree, only: String?) throws -> [([UInt8], BuildFileKind)] {
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
      return BuildFileKind(fileName: String(decoding: entry.name, as: UTF8.self)).map { (entry.path, $0) }
    }
  }
}
