internal import Fingerprints

/// Which packages of a `poetry.lock` need which others.
///
/// Locks before 2.1 hold the markers only on the ways between packages, and only the manifest tells where they begin.
struct PoetryGraph {
  /// A package with or without one of its extras; without package what the manifest asks for.
  private struct Node: Hashable {
    let entry: Int?
    let extra: TextKey?
  }

  private let entries: [DataValue]
  private let byName: [TextKey: [Int]]
  private let versions: [PEP440Version?]
  private var nodes: [Node] = []
  private var places: [Node: Int] = [:]
  private var edges: [[MarkerPropagation.Edge]] = []
  private var markers: [MarkerTree] = []
  private var numbers: [TextKey: Int] = [:]

  init(_ entries: [DataValue]) {
    self.entries = entries
    var byName: [TextKey: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      byName[TextKey(PackageName.normalized(entry["name"]?.string ?? "")), default: []].append(index)
    }
    self.byName = byName
    versions = entries.map { $0["version"]?.string.flatMap { PEP440Version($0) } }
  }

  /// The entries that nothing in the manifest leads to.
  func unneeded(by dependencies: [PoetryDependency]) -> [Int] {
    var seen = [Bool](repeating: false, count: entries.count)
    var open: [Int] = []
    func visit(_ name: String) {
      for index in byName[TextKey(PackageName.normalized(name))] ?? [] where !seen[index] {
        seen[index] = true
        open.append(index)
      }
    }
    for dependency in dependencies { visit(dependency.name) }
    while let index = open.popLast() {
      for (name, _) in entries[index]["dependencies"]?.members ?? [] { visit(name) }
    }
    return entries.indices.filter { !seen[$0] }
  }

  /// For each entry the marker by which the manifest leads to it; nil for none, or when that would be too long to say.
  mutating func ways(from dependencies: [PoetryDependency]) -> [MarkerTree?] {
    // What the manifest asks for stands before the packages.
    let root = edges.count
    edges.append([])
    nodes.append(Node(entry: nil, extra: nil))
    var begin: [MarkerPropagation.Edge] = []
    for dependency in dependencies {
      begin += self.edges(dependency.name, dependency.constraint, dependency.marker, extras: dependency.extras)
    }
    edges[root] = begin
    var next = root + 1
    while next < nodes.count {
      edges[next] = self.edges(from: nodes[next])
      next += 1
    }
    let order = Self.order(markers.map(\.text))
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, number) in order.enumerated() { ranks[number] = rank }
    let ranked = edges.map { $0.map { MarkerPropagation.Edge($0.target, $0.marker.map { ranks[$0] }) } }
    let conditions = MarkerPropagation.conditions(edges: ranked, roots: [root])
    return entries.indices.map { index in
      guard let place = places[Node(entry: index, extra: nil)], let ways = conditions?[place] else { return nil }
      let trees = ways.map { MarkerTree.all(of: $0.map { markers[order[$0]] }) }
      // One without markers makes it unconditional.
      return trees.contains { $0 == nil } ? nil : .any(of: trees.compactMap { $0 })
    }
  }

  private static func order(_ texts: [String]) -> [Int] {
    texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
  }

  /// Without an extra what is not optional, else what belongs to the extra.
  private mutating func edges(from node: Node) -> [MarkerPropagation.Edge] {
    guard let index = node.entry else { return [] }
    let entry = entries[index]
    var wanted: Set<TextKey>?
    if let extra = node.extra {
      let lists = (entry["extras"]?.members ?? []).filter { TextKey(PackageName.normalized($0.key)) == extra }
      wanted = Set(lists.flatMap(\.value.strings).compactMap { Requirement($0)?.name }.map { TextKey($0) })
    }
    var result: [MarkerPropagation.Edge] = []
    for (name, value) in entry["dependencies"]?.members ?? [] {
      let isWanted = wanted.map { $0.contains(TextKey(PackageName.normalized(name))) }
      for item in value.array ?? [value] where isWanted ?? !(item["optional"]?.bool ?? false) {
        result += edges(
          name, PoetryConstraint(item.string ?? item["version"]?.string ?? ""), PoetryDependency.marker(item),
          extras: (item["extras"]?.strings ?? []).map { PackageName.normalized($0) })
      }
    }
    return result
  }

  private mutating func edges(
    _ name: String, _ constraint: PoetryConstraint?, _ marker: MarkerTree?, extras: [String]
  ) -> [MarkerPropagation.Edge] {
    let named = byName[TextKey(PackageName.normalized(name))] ?? []
    let fitting = named.filter { index in
      guard named.count > 1, let constraint, let version = versions[index] else { return true }
      return constraint.allows(version)
    }
    let index = marker.flatMap { self.number(of: $0) }
    var result: [MarkerPropagation.Edge] = []
    // No lock has more versions of a package, and each costs time.
    for entry in fitting.prefix(64) {
      result.append((place(Node(entry: entry, extra: nil)), index))
      for extra in extras { result.append((place(Node(entry: entry, extra: TextKey(extra))), index)) }
    }
    return result
  }

  private mutating func place(_ node: Node) -> Int {
    if let place = places[node] { return place }
    places[node] = nodes.count
    nodes.append(node)
    edges.append([])
    return nodes.count - 1
  }

  /// Nil for what is too long to be repeated for many packages.
  private mutating func number(of tree: MarkerTree) -> Int? {
    let text = tree.text
    guard text.utf8.count <= 4_096 else { return nil }
    if let number = numbers[TextKey(text)] { return number }
    numbers[TextKey(text)] = markers.count
    markers.append(tree)
    return markers.count - 1
  }
}
