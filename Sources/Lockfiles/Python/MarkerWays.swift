internal import Fingerprints

/// Where packages are installed whose markers stand on the ways that lead to them.
struct MarkerWays {
  /// A marker as it stands in a longer one.
  private struct Operands {
    /// Sorted; joined by `and` they are the marker.
    let all: [String]
    /// Sorted; joined by `or` they are the marker.
    let any: [String]

    init(_ tree: MarkerTree) {
      switch tree {
      case .comparison: self.init(all: [tree.text], any: [tree.text])
      case .all(let trees):
        self.init(all: trees.map { if case .any = $0 { "(" + $0.text + ")" } else { $0.text } }, any: [tree.text])
      case .any(let trees): self.init(all: ["(" + tree.text + ")"], any: trees.map(\.text).sortedByBytes())
      }
    }

    private init(all: [String], any: [String]) {
      self.all = all
      self.any = any
    }

    /// All of `parts`; there is at least one.
    static func all(of parts: [Operands]) -> Operands {
      guard parts.count != 1 else { return parts[0] }
      let all = parts.flatMap(\.all).sortedByBytes()
      return Operands(all: all, any: [all.joined(separator: " and ")])
    }

    /// Any of `parts`; there is at least one.
    static func any(of parts: [Operands]) -> Operands {
      guard parts.count != 1 else { return parts[0] }
      let any = parts.flatMap(\.any).sortedByBytes()
      guard any.count > 1 else { return Operands(all: parts[0].all, any: any) }
      return Operands(all: ["(" + any.joined(separator: " or ") + ")"], any: any)
    }

    var text: String { any.joined(separator: " or ") }
  }

  // More bytes than the markers of any lock have.
  private static let maximumBytes = 16 << 20

  /// By their texts in byte order.
  private let operands: [Operands]
  /// For each node the ways to it; nil where there are too many.
  private let ways: [[[Int]]?]
  private var bytes = 0

  /// - Parameters:
  ///   - edges: by the node they begin at; their markers are indices of `markers`.
  ///   - markers: each but once.
  init(edges: [[MarkerPropagation.Edge]], markers: [MarkerTree], roots: [Int]) {
    let texts = markers.map(\.text)
    let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    operands = order.map { Operands(markers[$0]) }
    let ranked = edges.map { $0.map { MarkerPropagation.Edge($0.target, $0.marker.map { ranks[$0] }) } }
    ways = MarkerPropagation.conditions(edges: ranked, roots: roots) ?? Array(repeating: nil, count: edges.count)
  }

  /// The canonical marker of a node; nil when it is installed everywhere, or where that would be too long to say.
  ///
  /// - Parameter forks: one of these must hold, too; when empty, none need.
  mutating func text(of node: Int?, forks: [MarkerTree] = []) -> String? {
    var parts = forks.isEmpty ? [] : [Operands.any(of: forks.map { Operands($0) })]
    // One without markers makes it unconditional.
    if let node, let ways = ways[node], !ways.isEmpty, !ways.contains(where: \.isEmpty) {
      parts.append(.any(of: ways.map { .all(of: $0.map { operands[$0] }) }))
    }
    guard !parts.isEmpty, bytes < Self.maximumBytes else { return nil }
    let text = Operands.all(of: parts).text
    bytes += text.utf8.count
    return text
  }
}
