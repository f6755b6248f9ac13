/// Where and for what each package of a `uv.lock` is installed.
///
/// The lock says it on the ways from one package to the next; here they are followed from the projects of the tree,
/// all of whose extras and groups count, as `uv export --all-extras --all-groups` does.
struct UVPlaces {
  /// The marker of each entry; nil when it is installed everywhere, or when that would be too long to say.
  private(set) var markers: [String?]
  /// For each entry `main`, the groups and, as `extra:name`, the extras that need it; none for the projects themselves.
  private(set) var groups: [[String]]

  // More than any lock has of groups times packages, and of bytes.
  private static let maximumSteps = 20_000_000
  private static let maximumBytes = 64 << 20

  init(_ graph: UVGraph) {
    markers = Array(repeating: nil, count: graph.entries.count)
    groups = Array(repeating: [], count: graph.entries.count)
    setMarkers(graph)
    if let found = Self.groups(graph) { groups = found }
  }

  private static func groups(_ graph: UVGraph) -> [[String]]? {
    var groups = [[String]](repeating: [], count: graph.entries.count)
    var seen = [Int](repeating: 0, count: graph.nodes.count)
    var steps = 0
    for (number, root) in graph.roots.enumerated() {
      var open = root.nodes
      for node in open { seen[node] = number + 1 }
      while let node = open.popLast() {
        // A package that is reached with an extra is reached without, too.
        if graph.nodes[node].extra == nil, let entry = graph.nodes[node].entry, !graph.isMember[entry] {
          groups[entry].append(root.context)
        }
        steps += 1 + graph.edges[node].count
        guard steps < maximumSteps else { return nil }
        for edge in graph.edges[node] where seen[edge.target] != number + 1 {
          seen[edge.target] = number + 1
          open.append(edge.target)
        }
      }
    }
    return groups
  }

  private mutating func setMarkers(_ graph: UVGraph) {
    let texts = graph.markers.map(\.text)
    let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    let edges = graph.edges.map { $0.map { MarkerPropagation.Edge($0.target, $0.marker.map { ranks[$0] }) } }
    let conditions = MarkerPropagation.conditions(edges: edges, roots: graph.roots.flatMap(\.nodes))
    var bytes = 0
    for (index, entry) in graph.entries.enumerated() {
      var parts =
        MarkerTree.any(of: (entry["resolution-markers"]?.strings ?? []).compactMap(Marker.tree)).map { [$0] } ?? []
      if let place = graph.place(of: index), let ways = conditions?[place] {
        let trees = ways.map { MarkerTree.all(of: $0.map { graph.markers[order[$0]] }) }
        // One without markers makes it unconditional.
        if !trees.contains(where: { $0 == nil }), let tree = MarkerTree.any(of: trees.compactMap { $0 }) {
          parts.append(tree)
        }
      }
      guard let text = MarkerTree.all(of: parts)?.text else { continue }
      bytes += text.utf8.count
      guard bytes < Self.maximumBytes else { return }
      markers[index] = text
    }
  }
}
