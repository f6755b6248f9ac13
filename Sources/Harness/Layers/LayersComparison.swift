/// What differs between two states in what a Dockerfile's instructions take.
public struct LayersComparison: Codable, Hashable, Sendable {
  /// One entry of the context that is not the same.
  public struct Change: Codable, Hashable, Sendable {
    /// As manifests print paths.
    public var path: String
    /// What differs: `added`, `removed`, `type`, `mode`, `content`, `link`.
    public var attributes: [String]
    /// Four octal digits; nil where the entry is not there.
    public var modeBefore: String?
    public var modeAfter: String?
  }

  /// One instruction.
  public struct Step: Codable, Hashable, Sendable {
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

  /// Compares the instructions of two states one by one, in their order.
  public init(_ before: LayersReport, _ after: LayersReport) {
    let old = Dictionary(before.entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    steps = (0..<max(before.steps.count, after.steps.count)).compactMap { index in
      let one = index < before.steps.count ? before.steps[index] : nil
      let other = index < after.steps.count ? after.steps[index] : nil
      guard let shown = other ?? one else { return nil }
      let sameText = one?.instruction == other?.instruction
      let same = sameText && one?.contentDigest != nil && one?.contentDigest == other?.contentDigest
      var step = Step(
        line: shown.line, instruction: shown.instruction, stage: shown.stage, digestBefore: one?.contentDigest,
        digestAfter: other?.contentDigest, isSame: same, changes: [], explanation: nil)
      guard !same else { return step }
      let taken = Set((one?.entries ?? []).map { before.entries[$0].path }).union(
        (other?.entries ?? []).map { after.entries[$0].path })
      step.changes = taken.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        .compactMap { Self.change($0, old[$0], new[$0]) }
      step.explanation = sameText ? Self.explain(step.changes, before, after) : "the instruction itself changed"
      return step
    }
  }

  private static func change(_ path: String, _ old: LayersReport.Entry?, _ new: LayersReport.Entry?) -> Change? {
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
    }
    guard !attributes.isEmpty else { return nil }
    return Change(
      path: path, attributes: attributes, modeBefore: old.map { octal($0.permissions) },
      modeAfter: new.map { octal($0.permissions) })
  }

  /// Where modes alone differ, and each side's are what one umask gives, that is the reason.
  private static func explain(_ changes: [Change], _ before: LayersReport, _ after: LayersReport) -> String? {
    guard !changes.isEmpty, changes.allSatisfy({ $0.attributes == ["mode"] }) else { return nil }
    let sides = [before, after].map { report in
      likelyMasks.first { mask in
        report.entries.allSatisfy { entry in
          entry.type == "symlink" || [0o666 & ~mask, 0o777 & ~mask].contains(entry.permissions & 0o777)
        }
      }
    }
    guard let one = sides[0], let other = sides[1], one != other else { return "only modes differ" }
    return "only modes differ: the umask was \(octal(one, 3)) on the first and \(octal(other, 3)) on the second"
  }

  private static let likelyMasks: [UInt16] = [0o022, 0o002, 0o027, 0o077, 0o007, 0o000]

  private static func octal(_ mode: UInt16, _ digits: Int = 4) -> String {
    let text = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
