internal import Fingerprints
internal import Model

/// Compares one observation with what the scenario expects.
struct ExpectationCheck {
  let expect: Expectations
  let observation: Observation

  var causes: [Cause] {
    routes + missingPaths + unwantedPaths + digests + workTree + platforms + expect.locks.flatMap(lock)
  }

  private var context: Fingerprint? { observation.fingerprints.first { $0.subject == "context" } }

  private var routes: [Cause] {
    guard let objects = observation.disagreeingRoute,
      let files = observation.commitContext ?? context
    else { return [] }
    return [
      Cause(
        code: CauseCode.routesDisagree,
        message: "the context read from git's objects is not the one read from the checkout",
        subject: "context", details: DifferenceText.lines(objects, files),
        remedy: "a filter or the file system changed what was checked out; if neither explains it, report a bug")
    ]
  }

  private func contextPaths(_ code: String) -> (names: Set<[UInt8]>, cause: Cause?) {
    guard let context else {
      return ([], Cause(code: code, message: "no context was observed; add context to \"observe\""))
    }
    return (Set(context.parts.map(\.name)), nil)
  }

  /// A path as the manifest spells it: its own text, or, with what cannot be printed, the text escaped.
  private static func spellings(_ path: String) -> [[UInt8]] {
    let (plain, escaped) = (Array(path.utf8), Array(PathText.escaped(BytePath(path)).utf8))
    return plain == escaped ? [plain] : [plain, escaped]
  }

  private var missingPaths: [Cause] {
    guard !expect.contains.isEmpty else { return [] }
    let (names, problem) = contextPaths(CauseCode.expectContains)
    if let problem { return [problem] }
    let missing = expect.contains.filter { path in
      !Self.spellings(path).contains { names.contains($0) || names.contains($0 + [0x2F]) }
    }
    guard !missing.isEmpty else { return [] }
    return [
      Cause(
        code: CauseCode.expectContains, message: "not in the context: " + list(missing), subject: "context",
        remedy: "if the tree has it, \"lockstep explain PATH\" names the ignore rule that drops it")
    ]
  }

  private var unwantedPaths: [Cause] {
    guard !expect.excludes.isEmpty else { return [] }
    let (names, problem) = contextPaths(CauseCode.expectExcludes)
    if let problem { return [problem] }
    let unwanted = expect.excludes.filter { path in
      Self.spellings(path).contains { bytes in
        if bytes.last == 0x2F { return names.contains { $0.starts(with: bytes) } }
        return names.contains { $0 == bytes || $0.starts(with: bytes + [0x2F]) }
      }
    }
    guard !unwanted.isEmpty else { return [] }
    return [
      Cause(
        code: CauseCode.expectExcludes, message: "should not be in the context: " + list(unwanted), subject: "context",
        remedy: "add \(unwanted.count == 1 ? "it" : "them") to the ignore file")
    ]
  }

  private var digests: [Cause] {
    expect.digests.sorted { $0.key < $1.key }.compactMap { scheme, digest in
      let actual = observation.fingerprints.first { $0.subject == "context" && $0.scheme == scheme }?.digest
      guard actual != digest else { return nil }
      return Cause(
        code: CauseCode.expectDigest,
        message: "the context's \(scheme) is \(actual ?? "not known"), expected \(digest)",
        subject: "context")
    }
  }

  private var workTree: [Cause] {
    guard let expected = expect.workTree else { return [] }
    guard let context, let commit = observation.commitContext else {
      return [
        Cause(
          code: CauseCode.workTreeUnknown, message: "the working tree and the commit could not be compared",
          remedy: "add context to \"observe\"")
      ]
    }
    let isSame = commit.digest == context.digest
    switch (expected, isSame) {
    case (.same, false):
      return [
        Cause(
          code: CauseCode.workTreeDiffers, message: "the working tree's context is not the commit's",
          subject: "context",
          details: DifferenceText.lines(commit, context),
          remedy: "add untracked files to the ignore file, commit or undo the others")
      ]
    case (.different, true):
      return [
        Cause(
          code: CauseCode.workTreeSame,
          message: "the working tree's context equals the commit's, expected a difference",
          subject: "context")
      ]
    default: return []
    }
  }

  private var platforms: [Cause] {
    expect.platforms.flatMap { expected in
      PlatformCheck(expected: expected, facts: observation.platforms.first { $0.platform == expected.platform }).causes
    }
  }

  private func lock(_ expected: LockExpectation) -> [Cause] {
    let subject = "lock " + expected.path
    let shown = PathText.visible(expected.path)
    guard let facts = observation.locks.first(where: { Array($0.path.utf8) == Array(expected.path.utf8) }) else {
      let known = observation.locks.map { PathText.visible($0.path) }
      return [
        Cause(
          code: CauseCode.expectLock, message: "no lockfile \(shown) was found", subject: subject,
          remedy: known.isEmpty ? nil : "found: " + known.joined(separator: ", "))
      ]
    }
    var causes: [Cause] = []
    func compare(_ code: String, _ what: String, _ wanted: String?, _ actual: String, _ details: [String] = []) {
      guard let wanted, wanted != actual else { return }
      causes.append(
        Cause(
          code: code, message: "\(shown): \(what) is \(actual), expected \(wanted)", subject: subject,
          details: details))
    }
    compare(CauseCode.lockFormat, "the format", expected.format, facts.format)
    compare(
      CauseCode.lockGrade, "the grade", expected.grade, facts.grade,
      facts.findings.prefix(DifferenceText.limit).map(Self.line))
    compare(
      facts.freshness == "stale" ? CauseCode.lockStale : CauseCode.lockFreshness, "the lock", expected.freshness,
      facts.freshness, [PathText.visible(facts.freshnessRule)])
    compare(
      CauseCode.lockPackages, "the number of packages", expected.packages.map(String.init), String(facts.packageCount))
    let semantic = observation.fingerprints.first { $0.subject == subject && $0.scheme == "lock-semantic-v1" }
    compare(CauseCode.lockSemantic, "the semantic digest", expected.semantic, semantic?.digest ?? "not known")
    return causes
  }

  private static func line(_ finding: LockFindingFacts) -> String {
    let place = finding.line.map { "line \($0): " } ?? ""
    return (finding.file.map { PathText.visible($0) + " " } ?? "") + place + finding.message
  }

  private func list(_ paths: [String]) -> String { paths.map { PathText.visible($0) }.joined(separator: ", ") }
}
