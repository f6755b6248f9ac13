/// Looks whether what a lock depends on is in its tree.
enum ReferenceCheck {
  static func findings(
    in lock: Lockfile, source: some LockfileSource, shown: (String) -> String
  ) -> [ConsistencyFinding] {
    lock.references.compactMap { reference in
      // An include that is not there makes the lock unreadable, and is a finding of its own.
      guard reference.kind != .include else { return nil }
      guard reference.isInside else {
        return ConsistencyFinding(
          "reference.outside", path: lock.path, line: reference.line,
          "\(reference.path) lies outside the tree: \(meaning(reference.kind))")
      }
      guard !reference.path.isEmpty, source.bytes(at: reference.path) == nil,
        source.paths(below: reference.path).isEmpty
      else { return nil }
      return ConsistencyFinding(
        "reference.missing", path: lock.path, line: reference.line,
        "\(shown(reference.path)) is not there: \(meaning(reference.kind))")
    }
  }

  private static func meaning(_ kind: LockReference.Kind) -> String {
    switch kind {
    case .manifest: "the lock was made from it"
    case .include: "the lock includes it"
    case .package: "the lock installs it from there"
    case .member: "it is a member of the workspace"
    case .file: "the manifest names it, and building needs it"
    }
  }
}
