/// What comparing a lock with its manifests, key by key, brought up.
struct StructuralComparison {
  private(set) var changes: [String] = []
  private(set) var doubts: [String] = []

  private static let shownChanges = 20

  /// Something in a manifest that the lock does not agree with.
  mutating func change(_ text: String) { changes.append(text) }

  /// Something that keeps the lock from being called fresh.
  mutating func doubt(_ text: String) { doubts.append(text) }

  /// A change decides, else a doubt.
  ///
  /// - Parameter manifest: for the message, as in "Cargo.toml has changed".
  func judgement(manifest: String, tool: String? = nil) -> FreshnessJudgement {
    if !changes.isEmpty {
      var shown = Array(changes.prefix(Self.shownChanges))
      if changes.count > shown.count { shown.append("\(changes.count - shown.count) more") }
      return .stale("\(manifest) has changed since the lock was written", tool: tool, changes: shown)
    }
    if let doubt = doubts.first { return .unknown(doubt) }
    return .fresh("all that \(manifest) asks for is locked", tool: tool)
  }
}
