/// Tells whether changes would be gone if a fact were the same on both sides.
///
/// The fact's effect is taken back on each side and the entries are compared again; where no effect can be taken back
/// from what was read, the value must be the one that has this effect, on the side that shows it.
struct FactTest {
  let changes: [Change]
  let code: ChangeCode
  let side: Int?

  /// Those of `facts` without which the changes would not be.
  func explaining(_ facts: [FactDifference]) -> [FactDifference] {
    let found = facts.filter(isExplained)
    // What rules outside of the commit say of a file is not read: a setting that must have this effect goes before them.
    let settings = found.filter { $0.name.hasPrefix("git.") }
    return code == .lineEnds && !settings.isEmpty ? found.filter { !$0.name.hasPrefix("attributes.") } : found
  }

  private func isExplained(by fact: FactDifference) -> Bool {
    if fact.name == "repo.dirtyCount" { return Self.changesOfTracked.contains(code) }
    switch (code, fact.kind.effect) {
    case (.lineEnds, .lineEnds): return lineEnds(fact)
    case (.umask, .modes): return umask(fact)
    case (.executableBit, .modes): return fact.name == "git.core.filemode"
    case (.ignoreRule, .rules): return true
    case (.untracked, .presence): return fact.name == "context.untracked"
    case (.missing, .presence): return isOn(fact, side.map { 1 - $0 }) { $0 == "yes" }
    case (.missing, .contents): return fact.name == "repo.skipWorktree" && isMore(fact, on: side.map { 1 - $0 })
    case (.modified, .contents): return fact.name == "repo.assumeUnchanged"
    case (.commit, .contents): return fact.name == "repo.commit" || fact.name == "repo.tree"
    case (.largeFile, .largeFiles): return fact.name == "git.filter.lfs.smudge"
    case (.linkAsFile, .links): return isOn(fact, changes.first?.a?.type == .file ? 0 : 1) { $0 == "false" }
    case (.pathCase, .names): return fact.name != "git.core.precomposeunicode" && fact.name != "context.unicodeForm"
    case (.pathUnicode, .names): return fact.name == "git.core.precomposeunicode" || fact.name == "context.unicodeForm"
    case (.submodule, .submodules): return changes.contains { touches($0.path, fact.name) }
    case (.attributes, .attributes): return true
    default: return false
    }
  }

  /// What makes git call a tracked file changed.
  private static let changesOfTracked: Set<ChangeCode> = [
    .modified, .lineEnds, .executableBit, .linkAsFile, .linkTarget, .missing, .type, .largeFile, .content,
  ]

  /// Lines end in CR LF on the side where git is told to write them so.
  private func lineEnds(_ fact: FactDifference) -> Bool {
    guard let changed = changes.first else { return false }
    let crlf = (changed.a?.eol?.crlf ?? 0) >= (changed.b?.eol?.crlf ?? 0) && changed.a?.lfSha256 != nil ? 0 : 1
    switch fact.name {
    case "git.core.autocrlf": return isOn(fact, crlf) { $0 == "true" }
    case "git.core.eol": return isOn(fact, crlf) { $0 == "crlf" }
    default: return true
    }
  }

  /// With the permission bits that either umask takes away taken away on both sides, the modes are the same.
  private func umask(_ fact: FactDifference) -> Bool {
    guard fact.name.hasSuffix("mask"), let one = UInt16(fact.a, radix: 8), let other = UInt16(fact.b, radix: 8) else {
      return false
    }
    return changes.allSatisfy { change in
      guard let a = change.a?.mode.flatMap({ UInt16($0, radix: 8) }),
        let b = change.b?.mode.flatMap({ UInt16($0, radix: 8) })
      else { return false }
      return a & ~(one | other) == b & ~(one | other) && a & one == 0 && b & other == 0
    }
  }

  private func isOn(_ fact: FactDifference, _ side: Int?, _ holds: (String) -> Bool) -> Bool {
    switch side {
    case 0: holds(fact.a)
    case 1: holds(fact.b)
    default: false
    }
  }

  private func isMore(_ fact: FactDifference, on side: Int?) -> Bool {
    let (a, b) = (Int(fact.a) ?? 0, Int(fact.b) ?? 0)
    return side == 0 ? a > b : side == 1 ? b > a : false
  }

  private func touches(_ path: String, _ name: String) -> Bool {
    let submodule = String(name.dropFirst("submodule.".count))
    return path == submodule || path.hasPrefix(submodule + "/")
  }
}
