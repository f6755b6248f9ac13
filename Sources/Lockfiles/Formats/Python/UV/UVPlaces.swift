/// Where and for what each package of a `uv.lock` is installed.
///
/// The lock says it on the ways from one package to the next; here they are followed from the projects of the tree,
/// all of whose extras and groups count, as `uv export --all-extras --all-groups` does.
struct UVPlaces {
  /// The marker of each entry; nil when it is installed everywhere, or when that would be too long to say.
  let markers: [String?]
  /// For each entry `main`, the groups and, as `extra:name`, the extras that need it; none for the projects themselves.
  let groups: [[String]]

  // More than any lock has of groups times packages.
  private static let maximumSteps = 5_000_000

  init(_ graph: UVGraph) {
    var ways = MarkerWays(edges: graph.edges, markers: graph.markers, roots: graph.roots.flatMap(\.nodes))
    markers = graph.entries.enumerated().map { index, entry in
      ways.text(
        of: graph.place(of: index), forks: (entry["resolution-markers"]?.strings ?? []).compactMap(Marker.tree))
    }
    groups = Self.groups(graph) ?? Array(repeating: [], count: graph.entries.count)
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
}
