internal import Fingerprints

/// Whether a `packages.lock.json` belongs to the project beside it: NuGet's own rule
/// (`PackagesLockFileUtilities.IsLockFileStillValid`), as far as the project can be read without MSBuild.
struct NuGetFreshness {
  private let lock: NuGetLock
  private let project: NuGetProject
  private var comparison = StructuralComparison()

  static func judge(_ lock: NuGetLock, _ project: NuGetProject) -> FreshnessJudgement {
    var freshness = NuGetFreshness(lock: lock, project: project)
    freshness.compareFrameworks()
    freshness.comparePackages()
    return freshness.comparison.judgement(manifest: project.name)
  }

  private init(lock: NuGetLock, project: NuGetProject) {
    self.lock = lock
    self.project = project
  }

  private mutating func compareFrameworks() {
    let frameworks = project.frameworks
    if frameworks.isEmpty || frameworks.count > 64 {
      comparison.doubt("\(project.name) does not say plainly for which framework it is built")
    }
    for name in frameworks.prefix(64)
    where !lock.targets.contains(where: { NuGetFramework.matches(name, locked: $0.framework) }) {
      comparison.change("the target framework \(name) is not locked")
    }
  }

  private mutating func comparePackages() {
    let conditional = Set(project.references.filter(\.isConditional).map { TextKey($0.id) })
    let targets = lock.targets.filter { $0.runtime == nil }.map { target in
      (
        target.framework,
        Dictionary(target.direct.map { (TextKey($0.id), $0) }, uniquingKeysWith: { first, _ in first })
      )
    }
    var asked: Set<TextKey> = []
    for item in project.references where asked.insert(TextKey(item.id)).inserted {
      if conditional.contains(TextKey(item.id)) {
        comparison.doubt("\(item.id) is referenced under a condition")
        continue
      }
      guard let text = item.override ?? item.version ?? project.centralVersions[TextKey(item.id)],
        let version = project.expanded(text), let range = NuGetRange.normalized(version)
      else {
        comparison.doubt("the version of \(item.id) is not plainly given")
        continue
      }
      for (framework, entries) in targets {
        guard let entry = entries[TextKey(item.id)] else {
          comparison.change("\(item.id) is not locked for \(framework)")
          continue
        }
        if !NuGetRange.isSame(entry.requested ?? "", range) {
          comparison.change("\(entry.name) was \(entry.requested ?? "any version") and is \(range)")
        }
      }
    }
    compareLocked(asked)
  }

  /// What an SDK adds without being asked.
  private static let implicit = [
    "microsoft.net.illink.tasks", "microsoft.netframework.referenceassemblies", "netstandard.library",
    "microsoft.netcore.app", "microsoft.aspnetcore.app", "microsoft.dotnet.ilcompiler", "fsharp.core",
    "microsoft.net.sdk.webassembly.pack",
  ]

  private mutating func compareLocked(_ asked: Set<TextKey>) {
    var seen: Set<TextKey> = []
    for target in lock.targets {
      for entry in target.direct where seen.insert(TextKey(entry.id)).inserted {
        if asked.contains(TextKey(entry.id)) || Self.implicit.contains(entry.id) { continue }
        if project.hasImports {
          comparison.doubt("\(entry.name) is referenced by a file that \(project.name) takes in")
        } else {
          comparison.change("\(entry.name) is locked, but not referenced any more")
        }
      }
    }
  }
}
