internal import Fingerprints

/// Dependency groups (PEP 735), with what they include.
struct DependencyGroups {
  /// A requirement of a group with the marker that the group adds to it.
  typealias Item = (text: String, marker: MarkerTree?)

  struct Group {
    let name: String
    var items: [Item]
    /// The specifiers of Pythons, its own and those of what it includes.
    let pythons: [String]
  }

  /// By their normalised names, what is included before what includes it.
  private(set) var groups: [Group] = []
  private var places: [TextKey: Int] = [:]
  private let tables: DataTable
  private let settings: DataValue?

  // More than any manifest has, and groups may include one another in many ways.
  private static let maximumItems = 20_000
  private static let maximumDepth = 64

  /// - Parameters:
  ///   - table: `[dependency-groups]`.
  ///   - settings: of uv for single groups, by their names: the Pythons they are for.
  ///   - development: an older form of the group `dev`.
  init(
    _ table: DataValue?, settings: DataValue? = nil, development: DataValue? = nil
  ) throws(ProjectManifest.Failure) {
    tables = DataTable((table?.members ?? []).map { (PackageName.normalized($0.key), $0.value) })
    self.settings = settings
    for (name, _) in tables.members { _ = try resolve(name, depth: 0) }
    guard let development else { return }
    let items = development.strings.map { (text: $0, marker: MarkerTree?.none) }
    if let place = places[TextKey("dev")] {
      groups[place].items += items
    } else {
      groups.append(Group(name: "dev", items: items, pythons: []))
    }
  }

  private mutating func resolve(_ name: String, depth: Int) throws(ProjectManifest.Failure) -> Group {
    if let place = places[TextKey(name)] { return groups[place] }
    guard let entries = tables[name]?.array else {
      throw ProjectManifest.Failure(reason: "there is no dependency group \(name)")
    }
    guard depth < Self.maximumDepth else {
      throw ProjectManifest.Failure(reason: "the dependency group \(name) includes itself, or too many others")
    }
    var items: [Item] = []
    var pythons: [String] = []
    for entry in entries {
      if let text = entry.string {
        items.append((text, nil))
      } else if let included = entry["include-group"]?.string {
        let group = try resolve(PackageName.normalized(included), depth: depth + 1)
        items += group.items
        pythons += group.pythons
      } else {
        throw ProjectManifest.Failure(reason: "the dependency group \(name) holds what is no requirement")
      }
      guard items.count + pythons.count <= Self.maximumItems else {
        throw ProjectManifest.Failure(reason: "the dependency group \(name) is too large to compare")
      }
    }
    let own = settings?.members.first { PackageName.normalized($0.key).hasSameBytes(as: name) }
    if let text = own?.value["requires-python"]?.string {
      guard let range = PythonBounds([text]) else {
        throw ProjectManifest.Failure(reason: "\"\(text)\" is no range of Pythons")
      }
      pythons.append(text)
      items = items.map { ($0.text, MarkerTree.all(of: ($0.marker.map { [$0] } ?? []) + range.markers)) }
    }
    places[TextKey(name)] = groups.count
    let group = Group(name: name, items: items, pythons: pythons)
    groups.append(group)
    return group
  }
}
