/// The Pythons that `requires-python` allows, from the first to the last of them; gaps between do not count.
///
/// uv simplifies markers by it and compares locks by it (`RequiresPython` in its `requires_python.rs`). Only releases
/// count: `>=3.13.0rc1` is `>=3.13.0`.
struct PythonBounds: Hashable, Sendable {
  struct Bound: Hashable, Sendable {
    let version: PEP440Version
    let isInclusive: Bool
  }

  /// Nil when there is none.
  private(set) var lower: Bound?
  private(set) var upper: Bound?

  static let all = PythonBounds()

  private init() {}

  /// What all of `specifiers` allow; nil when one of them is none.
  init?(_ specifiers: [String]) {
    self.init()
    var gaps: [PythonBounds] = []
    for text in specifiers {
      guard let specifier = PEP440Specifier(text) else { return nil }
      for clause in specifier.clauses {
        guard let range = Self.range(of: clause) else { return nil }
        if clause.comparison == .notEqual { gaps.append(range) } else { narrow(to: range) }
      }
    }
    // A gap at an end moves it, and then the next gap may lie there. Few specifiers have more than some.
    for _ in gaps.prefix(64) { for gap in gaps { leaveOut(gap) } }
  }

  func contains(_ version: PEP440Version) -> Bool {
    if let lower, version < lower.version || (version == lower.version && !lower.isInclusive) { return false }
    if let upper, upper.version < version || (version == upper.version && !upper.isInclusive) { return false }
    return true
  }

  /// The marker that says the same; empty when all Pythons are allowed.
  var markers: [MarkerTree] {
    func marker(_ comparison: String, _ bound: Bound) -> MarkerTree {
      .comparison(
        MarkerComparison(
          left: .variable("python_full_version"), comparison: comparison, right: .text(bound.version.canonical)))
    }
    return [
      lower.map { marker($0.isInclusive ? ">=" : ">", $0) }, upper.map { marker($0.isInclusive ? "<=" : "<", $0) },
    ].compactMap { $0 }
  }

  private mutating func narrow(to other: PythonBounds) {
    if let bound = other.lower, lower.map({ Self.startsLater(bound, $0) }) ?? true { lower = bound }
    if let bound = other.upper, upper.map({ Self.endsEarlier(bound, $0) }) ?? true { upper = bound }
  }

  private static func startsLater(_ bound: Bound, _ other: Bound) -> Bool {
    bound.version == other.version ? !bound.isInclusive && other.isInclusive : bound.version > other.version
  }

  private static func endsEarlier(_ bound: Bound, _ other: Bound) -> Bool {
    bound.version == other.version ? !bound.isInclusive && other.isInclusive : bound.version < other.version
  }

  /// - Parameter gap: has both bounds, the first of them inclusive.
  private mutating func leaveOut(_ gap: PythonBounds) {
    guard let first = gap.lower, let last = gap.upper else { return }
    if let lower, first.version <= lower.version {
      let isCovered =
        lower.version == last.version ? lower.isInclusive && last.isInclusive : lower.version < last.version
      if isCovered { self.lower = Bound(version: last.version, isInclusive: !last.isInclusive) }
    }
    if let upper {
      let isCovered =
        upper.isInclusive
        ? first.version <= upper.version
          && (upper.version < last.version || (upper.version == last.version && last.isInclusive))
        : first.version < upper.version && upper.version <= last.version
      if isCovered { self.upper = Bound(version: first.version, isInclusive: false) }
    }
  }

  /// What a clause allows, of `!=` what it leaves out.
  private static func range(of clause: PEP440Clause) -> PythonBounds? {
    guard let (written, isPrefix) = clause.bound else { return nil }
    let version = written.onlyRelease
    var range = PythonBounds()
    let here = Bound(version: version, isInclusive: true)
    switch clause.comparison {
    case .atLeast: range.lower = here
    case .greater: range.lower = Bound(version: version, isInclusive: false)
    case .atMost: range.upper = here
    case .less: range.upper = Bound(version: version, isInclusive: false)
    case .equal, .notEqual:
      range.lower = here
      range.upper = isPrefix ? Bound(version: version.nextRelease(version.release.count), isInclusive: false) : here
    case .compatible:
      range.lower = here
      range.upper = Bound(version: version.nextRelease(version.release.count - 1), isInclusive: false)
    case .arbitrary: return nil
    }
    return range
  }
}
