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
  /// Entries that are the only version of their package that fits some constraint.
  private var isSingled: [Bool] = []

  init(_ entries: [DataValue]) {
    self.entries = entries
    var byName: [TextKey: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      let name = TextKey(PackageName.normalized(entry["name"]?.string ?? ""))
      // No lock has more versions of a package, and each costs time.
      if byName[name]?.count ?? 0 < 64 { byName[name, default: []].append(index) }
    }
    self.byName = byName
    versions = entries.map { $0["version"]?.string.flatMap { PEP440Version($0) } }
  }

  /// The entries that nothing in the manifest leads to.
  func unneeded(by dependencies: [PoetryDependency]) -> [Int] {
    var seen = [Bool](repeating: false, count: entries.count)
    var open: [Int] = []
    var visited: Set<TextKey> = []
    func visit(_ name: String) {
      let name = TextKey(PackageName.normalized(name))
      guard visited.insert(name).inserted else { return }
      for index in byName[name] ?? [] {
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

  /// For each entry the canonical marker by which the manifest leads to it; nil for none, or when that would be too
  /// long to say.
  mutating func markers(from dependencies: [PoetryDependency]) -> [String?] {
    isSingled = Array(repeating: false, count: entries.count)
    for dependency in dependencies { single(dependency.name, dependency.constraint) }
    for entry in entries {
      for (name, value) in entry["dependencies"]?.members ?? [] {
        for item in value.array ?? [value] { single(name, Self.constraint(item)) }
      }
    }
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
    var ways = MarkerWays(edges: edges, markers: markers, roots: [root])
    return entries.indices.map { ways.text(of: places[Node(entry: $0, extra: nil)]) }
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
        var marker = PoetryDependency.marker(item)
        // Such as `extra == "filecache"`, which the node itself says.
        if let extra = node.extra?.text, let tree = marker {
          switch tree.remainder(withExtra: extra) {
          case .always: marker = nil
          case .never: continue
          case .open(let rest): marker = rest
          }
        }
        result += edges(
          name, Self.constraint(item), marker,
          extras: (item["extras"]?.strings ?? []).map { PackageName.normalized($0) })
      }
    }
    return result
  }

  private mutating func edges(
    _ name: String, _ constraint: PoetryConstraint?, _ marker: MarkerTree?, extras: [String]
  ) -> [MarkerPropagation.Edge] {
    var fitting = fitting(name, constraint)
    // Poetry takes one of several versions: the one that another constraint leaves.
    if fitting.count > 1 { fitting.removeAll { isSingled[$0] } }
    let index = marker.flatMap { self.number(of: $0) }
    var result: [MarkerPropagation.Edge] = []
    for entry in fitting {
      result.append((place(Node(entry: entry, extra: nil)), index))
      for extra in extras { result.append((place(Node(entry: entry, extra: TextKey(extra))), index)) }
    }
    return result
  }

  private static func constraint(_ item: DataValue) -> PoetryConstraint? {
    PoetryConstraint(item.string ?? item["version"]?.string ?? "")
  }

  private func fitting(_ name: String, _ constraint: PoetryConstraint?) -> [Int] {
    let named = byName[TextKey(PackageName.normalized(name))] ?? []
    guard named.count > 1, let constraint else { return named }
    return named.filter { index in versions[index].map(constraint.allows) ?? true }
  }

  private mutating func single(_ name: String, _ constraint: PoetryConstraint?) {
    let fitting = fitting(name, constraint)
    if fitting.count == 1 { isSingled[fitting[0]] = true }
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
    guard text.utf8.count <= 1_024 else { return nil }
    if let number = numbers[TextKey(text)] { return number }
    numbers[TextKey(text)] = markers.count
    markers.append(tree)
    return markers.count - 1
  }
}
