/// Follows ways from node to node, and collects the markers on them.
enum MarkerPropagation {
  /// A way to another node, by a marker or always.
  typealias Edge = (target: Int, marker: Int?)

  /// Any of these ways, all markers of each; empty for what is not reached.
  fileprivate struct Condition {
    var ways: [[Int]] = []
    /// There are too many ways to tell.
    var isOpen = false
  }

  fileprivate static let maximumWays = 48
  fileprivate static let maximumMarkers = 12
  private static let maximumSteps = 8_000_000

  /// For each node the ways to it, without those that others include; nil where there are too many.
  ///
  /// The result does not depend on the order of the edges. Nil when it takes too long.
  ///
  /// - Parameter edges: by the node they begin at; markers are numbered.
  static func conditions(edges: [[Edge]], roots: [Int]) -> [[[Int]]?]? {
    let edges = edges.map { $0.sorted { ($0.target, $0.marker ?? -1) < ($1.target, $1.marker ?? -1) } }
    var conditions = [Condition](repeating: Condition(), count: edges.count)
    var isWaiting = [Bool](repeating: false, count: edges.count)
    var waiting: [Int] = []
    for root in roots where conditions[root].ways.isEmpty {
      conditions[root].ways = [[]]
      isWaiting[root] = true
      waiting.append(root)
    }
    var steps = 0
    while !waiting.isEmpty {
      let round = waiting
      waiting = []
      for node in round {
        isWaiting[node] = false
        let condition = conditions[node]
        for edge in edges[node] {
          steps += 1 + condition.ways.count * conditions[edge.target].ways.count
          guard steps < maximumSteps else { return nil }
          guard conditions[edge.target].include(condition, by: edge.marker), !isWaiting[edge.target] else { continue }
          isWaiting[edge.target] = true
          waiting.append(edge.target)
        }
      }
    }
    return conditions.map { $0.isOpen ? nil : $0.ways }
  }
}

extension MarkerPropagation.Condition {
  /// Adds the ways that lead through another node; whether that changed anything.
  fileprivate mutating func include(_ other: Self, by marker: Int?) -> Bool {
    if isOpen { return false }
    if other.isOpen {
      // What lies behind is as open, if there is no marker of its own.
      guard marker == nil else { return include(Self(ways: [[]]), by: marker) }
      isOpen = true
      return true
    }
    var isChanged = false
    for way in other.ways {
      var way = way
      if let marker, !way.contains(marker) { way = (way + [marker]).sorted() }
      // Leaving one out says more than is true, but never less.
      if way.count > MarkerPropagation.maximumMarkers { way.removeLast() }
      if ways.contains(where: { Self.includes(way, $0) }) { continue }
      ways.removeAll { Self.includes($0, way) }
      ways.append(way)
      isChanged = true
      if ways.count > MarkerPropagation.maximumWays {
        isOpen = true
        ways = []
        return true
      }
    }
    return isChanged
  }

  /// Whether all markers of `other` are among those of `way`.
  private static func includes(_ way: [Int], _ other: [Int]) -> Bool {
    other.allSatisfy(way.contains)
  }
}
