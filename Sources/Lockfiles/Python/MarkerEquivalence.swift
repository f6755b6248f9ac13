internal import Fingerprints

/// Whether markers hold in the same environments.
///
/// Each variable gets the few values that the markers can tell apart, and every combination of them is tried.
struct MarkerEquivalence {
  /// A variable with its values, all of which the markers may treat differently.
  private enum Values {
    case versions([PEP440Version])
    /// The last, nil, is any other text.
    case texts([String?])
    case fact

    var count: Int {
      switch self {
      case .versions(let versions): versions.count
      case .texts(let texts): texts.count
      case .fact: 2
      }
    }
  }

  private indirect enum Node {
    /// The answers for each value of a variable.
    case answers(Int, [Bool])
    case not(Node)
    case all([Node])
    case any([Node])

    func holds(_ choice: [Int]) -> Bool {
      switch self {
      case .answers(let variable, let answers): answers[choice[variable]]
      case .not(let node): !node.holds(choice)
      case .all(let nodes): nodes.allSatisfy { $0.holds(choice) }
      case .any(let nodes): nodes.contains { $0.holds(choice) }
      }
    }
  }

  /// How much may be tried for all markers of a lock together.
  final class Budget {
    fileprivate var steps = 20_000_000
  }

  private static let maximumSteps = 400_000

  /// Whether two markers hold for the same environments with one of `pythons`; nil when that takes too long to tell.
  static func areEqual(
    _ left: MarkerFormula, _ right: MarkerFormula, pythons: PythonBounds, budget: Budget = Budget()
  ) -> Bool? {
    if left.isAlways, right.isAlways { return true }
    return MarkerEquivalence([left, right], pythons: pythons, budget)?.allAgree
  }

  /// Whether there is an environment it holds in; nil when that takes too long to tell.
  static func canHold(_ formula: MarkerFormula, budget: Budget = Budget()) -> Bool? {
    if formula.isAlways { return true }
    return MarkerEquivalence([formula, .any([])], pythons: .all, budget).map { !$0.allAgree }
  }

  private let nodes: [Node]
  private let counts: [Int]

  private init?(_ formulas: [MarkerFormula], pythons: PythonBounds, _ budget: Budget) {
    guard budget.steps > 0 else { return nil }
    let tests = formulas.flatMap(\.trees).flatMap(Self.tests)
    // Making the tests costs more than a step of trying them.
    budget.steps -= 100 * tests.count
    guard tests.count <= 2_000 else { return nil }
    var places: [TextKey: Int] = [:]
    var groups: [[MarkerTest]] = []
    for test in tests {
      if let place = places[TextKey(test.variable)] {
        groups[place].append(test)
      } else {
        places[TextKey(test.variable)] = groups.count
        groups.append([test])
      }
    }
    let values = groups.map { Self.values(of: $0, pythons: pythons) }
    counts = values.map(\.count)
    var steps = tests.count
    for count in counts {
      let (product, overflow) = steps.multipliedReportingOverflow(by: count)
      guard !overflow, product <= Self.maximumSteps else { return nil }
      steps = product
    }
    budget.steps -= steps
    nodes = formulas.map { Self.node($0, places, values) }
  }

  private var allAgree: Bool {
    var choice = [Int](repeating: 0, count: counts.count)
    while true {
      guard let first = nodes.first?.holds(choice), nodes.dropFirst().allSatisfy({ $0.holds(choice) == first }) else {
        return false
      }
      var index = 0
      while index < counts.count {
        choice[index] += 1
        if choice[index] < counts[index] { break }
        choice[index] = 0
        index += 1
      }
      if index == counts.count { return true }
    }
  }

  private static func tests(_ tree: MarkerTree) -> [MarkerTest] {
    switch tree {
    case .comparison(let comparison): [MarkerTest(comparison)]
    case .any(let trees), .all(let trees): trees.flatMap(tests)
    }
  }

  private static func node(_ formula: MarkerFormula, _ places: [TextKey: Int], _ values: [Values]) -> Node {
    switch formula {
    case .marker(let tree): node(tree, places, values)
    case .not(let inner): .not(node(inner, places, values))
    case .all(let parts): .all(parts.map { node($0, places, values) })
    case .any(let parts): .any(parts.map { node($0, places, values) })
    }
  }

  private static func node(_ tree: MarkerTree, _ places: [TextKey: Int], _ values: [Values]) -> Node {
    switch tree {
    case .comparison(let comparison):
      let test = MarkerTest(comparison)
      // Every variable of the formulas has its place.
      guard let place = places[TextKey(test.variable)] else { return .any([]) }
      return .answers(place, answers(test, values[place]))
    case .any(let trees): return .any(trees.map { node($0, places, values) })
    case .all(let trees): return .all(trees.map { node($0, places, values) })
    }
  }

  private static func answers(_ test: MarkerTest, _ values: Values) -> [Bool] {
    switch (test.question, values) {
    case (.version(let clauses, let isMinor), .versions(let versions)):
      versions.map { version in
        var version = version
        if isMinor { version.release = Array(version.release.prefix(2)) }
        return clauses.contains { $0.allows(version) } != test.isNegated
      }
    case (.text(let text), .texts(let texts)): texts.map { ($0?.hasSameBytes(as: text) ?? false) != test.isNegated }
    default: [test.isNegated, !test.isNegated]
    }
  }

  private static func values(of tests: [MarkerTest], pythons: PythonBounds) -> Values {
    var texts: [String] = []
    var clauses: [PEP440Clause] = []
    for test in tests {
      switch test.question {
      case .text(let text): texts.append(text)
      case .version(let more, _): clauses += more
      case .fact: break
      }
    }
    if !texts.isEmpty { return .texts(texts.sortedByBytes() + [nil]) }
    if clauses.isEmpty { return .fact }
    let isPython = tests.contains { $0.variable == "python_full_version" }
    return .versions(versions(around: clauses, within: isPython ? pythons : .all))
  }

  /// Between two neighbours of these the clauses change their answer at most at the second.
  private static func versions(around clauses: [PEP440Clause], within range: PythonBounds) -> [PEP440Version] {
    var releases = clauses.compactMap(\.smallRelease)
    for bound in [range.lower, range.upper].compactMap({ $0 }) {
      releases += [PEP440Clause("==" + bound.version.canonical)?.smallRelease].compactMap { $0 }
    }
    var found: Set<[Int]> = []
    for release in releases {
      let (a, b, c) = (release[0], release[1], release[2])
      found.formUnion([[a, b, c], [a, b, c + 1], [a, b + 1, 0], [a + 1, 0, 0]])
      if c > 0 { found.insert([a, b, c - 1]) } else if b > 0 { found.insert([a, b - 1, 999]) }
      if a > 0 { found.insert([a - 1, 999, 999]) }
    }
    let versions = found.compactMap { PEP440Version($0.map(String.init).joined(separator: ".")) }.sorted()
    let inside = versions.filter(range.contains)
    return inside.isEmpty ? versions : inside
  }
}
