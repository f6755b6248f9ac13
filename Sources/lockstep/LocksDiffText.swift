internal import Fingerprints
internal import Harness
internal import Reports

/// What changed in locks, for people.
struct LocksDiffText {
  let style: TextStyle
  /// How many changes of each lockfile are shown; nil for all, and then with lockfiles that are the same.
  let limit: Int?

  func text(_ comparison: LocksComparison) -> String {
    comparison.lockfiles.filter { limit == nil || $0.level != .same }.map(text).joined()
  }

  /// How many lockfiles are how.
  func summary(_ comparison: LocksComparison) -> String {
    let levels = comparison.lockfiles.map(\.level)
    let words: [(LockComparison.Level, String)] = [
      (.semantic, "with another meaning"), (.added, "added"), (.removed, "removed"), (.unknown, "not comparable"),
      (.cosmetic, "with other bytes and the same meaning"), (.same, "the same"),
    ]
    let parts = words.compactMap { level, words -> String? in
      let count = levels.count { $0 == level }
      return count == 0 ? nil : "\(count) \(words)"
    }
    return "\(levels.count == 1 ? "1 lockfile" : "\(levels.count) lockfiles"): \(parts.joined(separator: ", "))"
  }

  private func text(_ lock: LockComparison) -> String {
    var name = PathText.visible(lock.path)
    if let a = lock.a, let b = lock.b, a != b { name = "\(PathText.visible(a)) → \(PathText.visible(b))" }
    let lines = changes(lock)
    var text = "\(style.bold(name)): \(verdict(lock.level))\(targets(lock.targets))\n"
    let shown = lines.prefix(limit ?? lines.count)
    text += shown.map { "  \($0)\n" }.joined()
    if lines.count > shown.count {
      text += style.dim("  \(lines.count - shown.count) more, shown with -v") + "\n"
    }
    return text
  }

  private func verdict(_ level: LockComparison.Level) -> String {
    switch level {
    case .same: style.green("the same")
    case .cosmetic: style.green("other bytes, the same meaning")
    case .semantic: style.red("another meaning")
    case .added: style.yellow("only in B")
    case .removed: style.yellow("only in A")
    case .unknown: style.red("not comparable: one of both cannot be read")
    }
  }

  /// Equal for these targets, different for those.
  private func targets(_ targets: [TargetComparison]) -> String {
    let words: [(TargetComparison.Verdict, String)] = [
      (.equal, "equal for"), (.different, "different for"), (.unknown, "not known for"),
    ]
    return words.map { verdict, words in
      let names = targets.filter { $0.verdict == verdict }.map { PathText.visible($0.target) }
      return names.isEmpty ? "" : "; \(words) \(names.joined(separator: ", "))"
    }.joined()
  }

  private func changes(_ lock: LockComparison) -> [String] {
    guard lock.level == .semantic else { return [] }
    let rows = lock.packages.flatMap(rows) + lock.settings.map(row)
    guard !rows.isEmpty else { return ["nothing that is shown here differs: the report has no packages"] }
    return TextTable.text(rows).split(separator: "\n").map(String.init)
  }

  /// What, whose, how.
  private func rows(_ change: LockedPackageChange) -> [[String]] {
    let name = PathText.visible(change.name)
    return change.changes.map { kind in
      [kind == .rehashed ? "re-hashed" : kind.rawValue, name, PathText.visible(detail(kind, change))]
    }
  }

  private func detail(_ kind: LockedPackageChange.Kind, _ change: LockedPackageChange) -> String {
    let (old, new) = (change.before, change.after)
    func arrow(_ one: String?, _ other: String?) -> String {
      "\(one.flatMap { $0.isEmpty ? nil : $0 } ?? "none") → \(other.flatMap { $0.isEmpty ? nil : $0 } ?? "none")"
    }
    switch kind {
    case .added: return new?.version ?? ""
    case .removed: return old?.version ?? ""
    case .upgraded, .downgraded, .version: return arrow(old?.version, new?.version)
    case .build: return arrow(old?.build, new?.build)
    case .source: return arrow(old?.source, new?.source)
    case .marker: return arrow(old?.marker, new?.marker)
    case .extras: return arrow(old?.extras.joined(separator: ","), new?.extras.joined(separator: ","))
    case .groups: return arrow(old?.groups.joined(separator: ","), new?.groups.joined(separator: ","))
    case .rehashed:
      let (before, after) = (Set(old?.hashes ?? []), Set(new?.hashes ?? []))
      let (more, less) = (after.subtracting(before).count, before.subtracting(after).count)
      return "\(new?.version ?? ""): \(more) \(more == 1 ? "hash" : "hashes") more, \(less) less"
    }
  }

  private func row(_ setting: LockComparison.Setting) -> [String] {
    func shown(_ values: [String]) -> String {
      let text = values.joined(separator: "; ")
      return text.isEmpty ? (values.isEmpty ? "none" : "set") : text
    }
    return [
      "setting", PathText.visible(setting.name),
      PathText.visible("\(shown(setting.before)) → \(shown(setting.after))"),
    ]
  }
}
