internal import Fingerprints

/// Which packages of a `uv.lock` need which others, from the projects of the tree on.
struct UVGraph {
  /// A package with or without one of its extras; without package what a group or a script asks for.
  struct Node: Hashable {
    let entry: Int?
    let extra: TextKey?
  }

  /// Where to begin: `main`, a group, or an extra as `extra:name`.
  typealias Root = (context: String, nodes: [Int])

  let entries: [DataValue]
  private(set) var nodes: [Node] = []
  /// By the node they begin at; the markers are indices of ``markers``.
  private(set) var edges: [[MarkerPropagation.Edge]] = []
  private(set) var markers: [MarkerTree] = []
  private(set) var roots: [Root] = []
  /// Whether an entry is a project of the tree.
  private(set) var isMember: [Bool]

  private var places: [Node: Int] = [:]
  private var pending: [Int] = []
  private var contexts: [TextKey: Int] = [:]
  private var numbers: [TextKey: Int] = [:]
  private let byName: [TextKey: [Int]]

  /// - Parameter manifest: the table of that name, which lists members and what belongs to none of them.
  init(_ entries: [DataValue], manifest: DataValue?) {
    self.entries = entries
    isMember = Array(repeating: false, count: entries.count)
    byName = Self.byName(entries)
    let members = Set((manifest?["members"]?.strings ?? []).map { TextKey(PackageName.normalized($0)) })
    // In an order of their own, so that the order in the file does not matter.
    for index in Self.canonicalOrder(entries) {
      let source = entries[index]["source"]
      let isRoot = ["editable", "virtual"].contains { source?[$0]?.string.map(LocalPath.normalized) == "." }
      let isLocal = ["editable", "virtual", "directory"].contains { source?[$0] != nil }
      isMember[index] = isRoot || (isLocal && members.contains(Self.name(entries[index])))
      if isMember[index] { addRoots(index) }
    }
    addRoot("main", requirements: manifest?["requirements"])
    for (group, items) in manifest?["dependency-groups"]?.members ?? [] {
      addRoot(PackageName.normalized(group), requirements: items)
    }
    while let place = pending.popLast() {
      guard let index = nodes[place].entry else { continue }
      let items =
        nodes[place].extra.map { entries[index]["optional-dependencies"]?[$0.text] } ?? entries[index]["dependencies"]
      edges[place] = edges(of: items)
    }
  }

  /// The node of a package without extras; nil when nothing leads to it.
  func place(of entry: Int) -> Int? { places[Node(entry: entry, extra: nil)] }

  private mutating func addRoots(_ index: Int) {
    let entry = entries[index]
    addRoot("main", place(Node(entry: index, extra: nil)))
    for (extra, _) in entry["optional-dependencies"]?.members ?? [] {
      addRoot("extra:" + PackageName.normalized(extra), place(Node(entry: index, extra: TextKey(extra))))
    }
    for (group, items) in (entry["dev-dependencies"] ?? entry["dependency-groups"])?.members ?? [] {
      addRoot(PackageName.normalized(group), requirements: items)
    }
  }

  private mutating func addRoot(_ context: String, requirements: DataValue?) {
    guard let requirements, !requirements.items.isEmpty else { return }
    let place = edges.count
    nodes.append(Node(entry: nil, extra: nil))
    edges.append([])
    edges[place] = edges(of: requirements)
    addRoot(context, place)
  }

  private mutating func addRoot(_ context: String, _ place: Int) {
    if let index = contexts[TextKey(context)] {
      roots[index].nodes.append(place)
    } else {
      contexts[TextKey(context)] = roots.count
      roots.append((context, [place]))
    }
  }

  private mutating func place(_ node: Node) -> Int {
    if let place = places[node] { return place }
    let place = nodes.count
    places[node] = place
    nodes.append(node)
    edges.append([])
    pending.append(place)
    return place
  }

  private mutating func edges(of dependencies: DataValue?) -> [MarkerPropagation.Edge] {
    var result: [MarkerPropagation.Edge] = []
    for dependency in dependencies?.items ?? [] {
      let marker = dependency["marker"]?.string.flatMap { number(of: $0) }
      let extras = (dependency["extra"] ?? dependency["extras"])?.strings ?? []
      for target in targets(of: dependency) {
        result.append((place(Node(entry: target, extra: nil)), marker))
        for extra in extras { result.append((place(Node(entry: target, extra: TextKey(extra))), marker)) }
      }
    }
    return result
  }

  /// Nil for what cannot be read, or is too long to be repeated for many packages.
  private mutating func number(of marker: String) -> Int? {
    guard marker.utf8.count <= 1_024, let tree = Marker.tree(marker) else { return nil }
    let key = TextKey(tree.text)
    if let number = numbers[key] { return number }
    numbers[key] = markers.count
    markers.append(tree)
    return markers.count - 1
  }

  /// Several when the dependency does not say which of the packages of that name it means.
  private func targets(of dependency: DataValue) -> [Int] {
    let named = byName[Self.name(dependency)] ?? []
    guard named.count > 1 else { return named }
    return named.filter { index in
      ["version", "source"].allSatisfy { key in
        dependency[key].map { UVFacts.text($0).hasSameBytes(as: entries[index][key].map(UVFacts.text) ?? "") } ?? true
      }
    }
  }

  private static func name(_ entry: DataValue) -> TextKey {
    TextKey(PackageName.normalized(entry["name"]?.string ?? ""))
  }

  private static func byName(_ entries: [DataValue]) -> [TextKey: [Int]] {
    var places: [TextKey: [Int]] = [:]
    for index in canonicalOrder(entries) {
      let name = name(entries[index])
      // No lock has more versions of a package, and each costs time.
      if places[name]?.count ?? 0 < 64 { places[name, default: []].append(index) }
    }
    return places
  }

  private static func canonicalOrder(_ entries: [DataValue]) -> [Int] {
    let keys = entries.map { entry in
      ["name", "version", "source"].map { entry[$0].map(UVFacts.text) ?? "" }.joined(separator: "\0")
    }
    return entries.indices.sorted { keys[$0].utf8.lexicographicallyPrecedes(keys[$1].utf8) }
  }
}
