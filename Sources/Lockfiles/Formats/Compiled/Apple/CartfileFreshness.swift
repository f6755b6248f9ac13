internal import Fingerprints

/// Whether a `Cartfile.resolved` belongs to the `Cartfile` and the `Cartfile.private` beside it: each of their
/// dependencies is locked at a version that they allow.
enum CartfileFreshness {
  static func judge(_ locked: [CartfileLine], _ input: LockInput) -> FreshnessJudgement {
    var comparison = StructuralComparison()
    let lines = Dictionary(locked.map { (TextKey($0.key), $0) }, uniquingKeysWith: { first, _ in first })
    var isFound = false
    for name in ["Cartfile", "Cartfile.private"] {
      guard let bytes = input.companion(name) else { continue }
      isFound = true
      do {
        for asked in try CartfileLine.all(in: bytes) { compare(asked, lines[TextKey(asked.key)], into: &comparison) }
      } catch {
        comparison.doubt(error.reason(reading: name))
      }
    }
    guard isFound else { return .unknown("there is no Cartfile beside the lock") }
    return comparison.judgement(manifest: "Cartfile")
  }

  private static func compare(
    _ asked: CartfileLine, _ locked: CartfileLine?, into comparison: inout StructuralComparison
  ) {
    guard let locked, let version = locked.quoted else {
      comparison.change("\(asked.shown) is not locked")
      return
    }
    // A branch, a tag or a commit is resolved to a commit or a tag.
    if asked.rest.isEmpty || asked.quoted != nil { return }
    let operations = ["~>", ">=", "=="]
    guard let operation = operations.first(where: { asked.rest.starts(with: $0) }),
      let wanted = parsed(asked.rest.utf8.dropFirst(2).text.trimmed), let found = parsed(version)
    else {
      // A locked commit or a tag of another kind cannot be compared.
      comparison.doubt("\(asked.shown) \(asked.rest) cannot be compared with \(version)")
      return
    }
    let isAllowed =
      switch operation {
      case "==": found == wanted
      case ">=": found >= wanted
      // Below 1.0 the second number is that of what breaks.
      default: found >= wanted && found.major == wanted.major && (wanted.major > 0 || found.minor == wanted.minor)
      }
    if !isAllowed {
      comparison.change("\(asked.shown) \(asked.rest) is asked for and \(version) is locked")
    }
  }

  private static func parsed(_ text: String) -> StrictSemanticVersion? {
    guard let (numbers, prerelease) = StrictSemanticVersion.parts(text.dropping(prefix: "v") ?? text) else {
      return nil
    }
    return StrictSemanticVersion(
      major: numbers[0], minor: numbers.count > 1 ? numbers[1] : 0, patch: numbers.count > 2 ? numbers[2] : 0,
      prerelease: prerelease)
  }
}
