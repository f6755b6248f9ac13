internal import Fingerprints

/// Locks that hold the requirements themselves instead of a hash (`resolution.lock_inputs`, since pdm 2.29;
/// `pdm/project/lockfile/freshness.py`).
///
/// What stands there without addresses can be compared: names, extras and markers of the requirements of each group,
/// the range of Pythons, the options of the resolution. The versions must answer the requirements.
extension PDMFreshness {
  func judge(inputs: DataValue?) -> FreshnessJudgement {
    switch project.manifest {
    case .missing: return .unknown("there is no pyproject.toml beside the lock")
    case .unreadable(let reason): return .unknown(reason)
    case .read(let manifest):
      guard let root = inputs?["project"], root.table != nil, let members = project.members else {
        return .unknown("the inputs in the lock, or the members of the workspace, cannot be told")
      }
      let own = Dictionary(members.map { (TextKey($0.folder), $0.manifest) }, uniquingKeysWith: { first, _ in first })
      var comparison = PDMInputComparison(locked: root, manifest: manifest, place: "")
      let folders = inputs?["workspace"]?.members.map(\.key) ?? []
      for folder in (folders + members.map(\.folder)).sortedByBytes() {
        guard let locked = inputs?["workspace"]?[folder], let member = own[TextKey(folder)] else {
          comparison.changes.append("tool.pdm.workspace.members: \(folder) is on one side only")
          continue
        }
        comparison.add(PDMInputComparison(locked: locked, manifest: member, place: folder + ": "))
      }
      let told = Set(comparison.changes.map { TextKey($0) })
      let changes = comparison.changes + changes(manifest).filter { !told.contains(TextKey($0)) }
      if !changes.isEmpty { return .stale("lock_inputs", tool: "pdm 2.29 or newer", changes: changes) }
      return comparison.isComplete
        ? .fresh("lock_inputs", tool: "pdm 2.29 or newer")
        : .unknown("the inputs in the lock hold digests of addresses, which pdm alone can compare")
    }
  }
}
