internal import Fingerprints

/// What differs between two states, A and B, in what a Dockerfile's instructions take.
public struct LayersComparison: Codable, Hashable, Sendable {
  /// One entry of the context that is not the same.
  public struct Change: Codable, Hashable, Sendable {
    /// As manifests print paths.
    public var path: String
    /// What differs: `added`, `removed`, `type`, `mode`, `content`, `link`, `owner`, `attributes`.
    public var attributes: [String]
    /// Four octal digits; nil where the entry is not there.
    public var modeBefore: String?
    public var modeAfter: String?
    /// What explains it or would make both equal, where that can be said.
    public var explanation: String?
  }

  /// One instruction.
  public struct Step: Codable, Hashable, Sendable {
    /// Of B, or of A where B has none.
    public var line: Int
    public var instruction: String
    public var stage: String
    public var digestBefore: String?
    public var digestAfter: String?
    /// Whether BuildKit could take the step from its cache, as far as this instruction alone goes.
    public var isSame: Bool
    /// What of the step's own entries differs.
    public var changes: [Change]
    /// What would make them equal, where that can be said.
    public var explanation: String?
  }

  /// In the order of the Dockerfile.
  public var steps: [Step]
  /// The first step that loses the cache; nil when none does.
  public var first: Step? { steps.first { !$0.isSame } }

  /// Compares the instructions of two states in their order; where the Dockerfiles differ, those that are in both with
  /// each other.
  public init(_ before: LayersReport, _ after: LayersReport) {
    self.init(before, after, differing: DifferingPlaces(before.entries, after.entries))
  }

  /// - Parameter differing: what is known of where the entries differ.
  init(_ before: LayersReport, _ after: LayersReport, differing: DifferingPlaces) {
    let old = differing.first.byPath(before.entries)
    let new = differing.second.byPath(after.entries)
    lazy var masks = LikelyMasks(before, after)
    steps = StepPairs.pairs(before.steps, after.steps).compactMap { one, other in
      guard let shown = other ?? one else { return nil }
      let sameText = one?.instruction == other?.instruction
      let same = sameText && one?.contentDigest != nil && one?.contentDigest == other?.contentDigest
      var step = Step(
        line: shown.line, instruction: shown.instruction, stage: shown.stage, digestBefore: one?.contentDigest,
        digestAfter: other?.contentDigest, isSame: same, changes: [], explanation: nil)
      guard !same else { return step }
      guard let one, let other else {
        step.explanation = "only \(other == nil ? "A" : "B") has this instruction"
        return step
      }
      let taken = differing.first.paths(one.entries, of: before.entries)
        .union(differing.second.paths(other.entries, of: after.entries))
      step.changes = taken.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
        .compactMap { path in Self.change(path.text, old[path], new[path]) { masks } }
      step.explanation =
        sameText
        ? Self.explain(step.changes, one, other) { masks }
        : "the instruction itself differs: in A it is \(one.instruction) (line \(one.line))"
      return step
    }
  }

  private static func change(
    _ path: String, _ old: LayersReport.Entry?, _ new: LayersReport.Entry?, _ masks: () -> LikelyMasks
  ) -> Change? {
    var attributes: [String] = []
    switch (old, new) {
    case (nil, nil): return nil
    case (nil, _): attributes = ["added"]
    case (_, nil): attributes = ["removed"]
    case (let old?, let new?):
      if old.type != new.type { attributes.append("type") }
      if old.permissions != new.permissions { attributes.append("mode") }
      if old.sha256 != new.sha256 || old.size != new.size { attributes.append("content") }
      if old.link != new.link { attributes.append("link") }
      if old.owner != new.owner { attributes.append("owner") }
      if old.attributes != new.attributes { attributes.append("attributes") }
    }
    guard !attributes.isEmpty else { return nil }
    return Change(
      path: path, attributes: attributes, modeBefore: old.map { octal($0.permissions) },
      modeAfter: new.map { octal($0.permissions) }, explanation: attributes == ["mode"] ? masks().short : nil)
  }

  private static func explain(
    _ changes: [Change], _ one: LayersReport.Step, _ other: LayersReport.Step, _ masks: () -> LikelyMasks
  ) -> String? {
    for (step, side) in [(one, "A"), (other, "B")] {
      if let error = step.error { return "the build fails here on \(side): \(error)" }
    }
    func all(_ attribute: String) -> Bool { changes.allSatisfy { $0.attributes == [attribute] } }
    if changes.isEmpty { return nil }
    if all("mode") {
      guard let long = masks().long else { return "only modes differ: chmod makes them equal" }
      return "only modes differ: \(long); a checkout with the same umask makes them equal"
    }
    let them = changes.count == 1 ? "it" : "them"
    if all("added") { return "only B has \(them): remove \(them) there, or name \(them) in the ignore file" }
    if all("removed") { return "only A has \(them): remove \(them) there, or name \(them) in the ignore file" }
    return nil
  }

  /// At least so many octal digits.
  static func octal(_ mode: UInt16, _ digits: Int = 4) -> String {
    let text = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}

/// The umasks that explain all modes of two states, where they differ.
private struct LikelyMasks {
  /// Both.
  let long: String?
  /// Those that are not what most machines have.
  let short: String?

  init(_ before: LayersReport, _ after: LayersReport) {
    let masks = [before, after].map { report in
      Self.likely.first { mask in
        report.entries.allSatisfy { entry in
          entry.type == "symlink" || [0o666 & ~mask, 0o777 & ~mask].contains(entry.permissions & 0o777)
        }
      }
    }
    guard let one = masks[0], let other = masks[1], one != other else {
      (long, short) = (nil, nil)
      return
    }
    func text(_ mask: UInt16) -> String { LayersComparison.octal(mask, 3) }
    long = "the umask was \(text(one)) on A and \(text(other)) on B"
    let unusual = [(one, "A"), (other, "B")].filter { $0.0 != 0o022 }
    short = "umask " + unusual.map { "\(text($0.0)) on \($0.1)" }.joined(separator: ", ")
  }

  private static let likely: [UInt16] = [0o022, 0o002, 0o027, 0o077, 0o007, 0o000]
}

/// Puts the steps of two Dockerfiles beside each other.
private enum StepPairs {
  typealias Step = LayersReport.Step

  static func pairs(_ old: [Step], _ new: [Step]) -> [(Step?, Step?)] {
    let (one, other) = (old.map(key), new.map(key))
    // The comparison is quadratic in what differs.
    guard one != other, max(one.count, other.count) <= 1000 else {
      return (0..<max(old.count, new.count)).map { index in
        (index < old.count ? old[index] : nil, index < new.count ? new[index] : nil)
      }
    }
    var (removed, inserted) = (Set<Int>(), Set<Int>())
    for change in other.difference(from: one) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var pairs: [(Step?, Step?)] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      let (isRemoved, isInserted) = (removed.contains(left), inserted.contains(right))
      // One that went where another came was changed.
      let takesLeft = left < old.count && (isRemoved || !isInserted)
      let takesRight = right < new.count && (isInserted || !isRemoved)
      pairs.append((takesLeft ? old[left] : nil, takesRight ? new[right] : nil))
      if takesLeft { left += 1 }
      if takesRight { right += 1 }
    }
    return pairs
  }

  private static func key(_ step: Step) -> String { "\(step.stage)\n\(step.instruction)" }
}
