internal import Fingerprints

/// Whether a `mix.lock` belongs to a `mix.exs`: each of its dependencies is locked at a version it allows.
///
/// What is locked and not asked for any more cannot be told from what others ask for.
enum MixFreshness {
  static func judge(_ lock: MixLock, _ project: MixManifest) -> FreshnessJudgement {
    var comparison = StructuralComparison()
    var entries: [TextKey: MixLock.Entry] = [:]
    for entry in lock.entries { entries[TextKey(entry.application)] = entry }
    for dependency in project.dependencies where dependency.path == nil && !dependency.isInUmbrella {
      compare(dependency, with: entries[TextKey(dependency.name)], into: &comparison)
    }
    if let doubt = project.doubt { comparison.doubt(doubt) }
    return comparison.judgement(manifest: "mix.exs")
  }

  private static func compare(
    _ dependency: MixManifest.Dependency, with entry: MixLock.Entry?, into comparison: inout StructuralComparison
  ) {
    let name = dependency.name
    guard let entry else {
      // What is computed may lie in a folder.
      if dependency.isComputed {
        comparison.doubt("line \(dependency.line) of mix.exs computes what it asks of \(name)")
      } else {
        comparison.change("\(name) is not locked")
      }
      return
    }
    if dependency.isComputed {
      comparison.doubt("line \(dependency.line) of mix.exs computes what it asks of \(name)")
      return
    }
    if dependency.git != nil || entry.repository != nil {
      let (asked, locked) = (dependency.git.map(WebAddress.canonical), entry.repository.map(WebAddress.canonical))
      if asked != locked {
        comparison.change("\(name) comes from \(asked ?? "hex") and was locked from \(locked ?? "hex")")
      } else if dependency.repositoryOptions != entry.repositoryOptions {
        comparison.change(
          "\(name) was \(shown(entry.repositoryOptions)) and is \(shown(dependency.repositoryOptions))")
      }
      return
    }
    guard let text = dependency.requirement else { return }
    guard let requirement = MixRequirement(text), let version = StrictSemanticVersion(entry.version) else {
      comparison.doubt("\(name) \(text) is no requirement that is understood")
      return
    }
    if !requirement.matches(version) {
      comparison.change("\(name) \(text) is asked for and \(entry.version) is locked")
    }
  }

  private static func shown(_ options: [String]) -> String {
    options.isEmpty ? "the default branch" : options.joined(separator: ", ")
  }
}
