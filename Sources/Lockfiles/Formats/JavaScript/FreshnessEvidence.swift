internal import Fingerprints

/// What speaks against a lock that was made from several manifests.
struct FreshnessEvidence {
  /// More are counted only.
  private static let maximumChanges = 20

  private(set) var changes: [String] = []
  private var count = 0
  /// Why something could not be looked at.
  private(set) var doubts: [String] = []

  mutating func change(_ text: String) {
    count += 1
    if changes.count < Self.maximumChanges { changes.append(text) }
  }

  mutating func doubt(_ reason: String) { doubts.append(reason) }

  /// Compares a section of a manifest with what the lock was made for, name by name.
  ///
  /// - Parameter isSame: whether two ranges say the same to the package manager; equal ones always do.
  mutating func compare(
    _ section: String, wanted: [NodeDependency], locked: [NodeDependency], in manifest: String,
    isSame: (_ name: String, _ wanted: String, _ locked: String) -> Bool = { _, _, _ in false }
  ) {
    var ranges: [TextKey: String] = [:]
    for dependency in locked { ranges[TextKey(dependency.name)] = dependency.range }
    for dependency in wanted {
      let place = section + "." + dependency.name
      guard let range = ranges.removeValue(forKey: TextKey(dependency.name)) else {
        change("\(place): \(manifest) wants \(NodeDependency.printed(dependency.range)), the lock has none")
        continue
      }
      if range.hasSameBytes(as: dependency.range) || isSame(dependency.name, dependency.range, range) { continue }
      let (wanted, locked) = (NodeDependency.printed(dependency.range), NodeDependency.printed(range))
      change("\(place): \(manifest) wants \(wanted), the lock has \(locked)")
    }
    for dependency in locked where ranges[TextKey(dependency.name)] != nil {
      let range = NodeDependency.printed(dependency.range)
      change("\(section).\(dependency.name): \(manifest) has none, the lock has \(range)")
    }
  }

  /// Looks for members of the workspace that the lock does not have.
  mutating func compareMembers(
    _ patterns: WorkspacePatterns, _ input: LockInput, section: String = "workspaces", isLocked: (String) -> Bool
  ) {
    guard let folders = patterns.members(beside: input.path, from: input.source) else {
      return doubt("the members of the workspace cannot be listed")
    }
    for folder in folders where !isLocked(folder) { change("\(section): \(folder) is not in the lock") }
  }

  /// - Parameter rule: what holds when the lock is fresh.
  func judgement(rule: String, tool: String, manifest: String = "package.json") -> FreshnessJudgement {
    if !changes.isEmpty {
      let more = count > changes.count ? ["and \(count - changes.count) more"] : []
      return .stale("\(manifest) has changed since the lock was written", changes: changes + more)
    }
    if let doubt = doubts.first { return .unknown(doubt) }
    return .fresh(rule, tool: tool)
  }
}
