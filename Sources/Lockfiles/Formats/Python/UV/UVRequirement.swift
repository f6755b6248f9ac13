internal import Fingerprints

/// A requirement in the form in which uv compares those of a lock with those of the manifests.
struct UVRequirement: Sendable {
  /// All but the marker; requirements are the same when these are and the markers hold for the same environments.
  struct Key: Hashable, Sendable {
    let name: String
    /// Normalised and sorted.
    let extras: [String]
    /// The canonical specifier; empty when any version will do.
    let specifier: String
    /// Where it is taken from, relative to the lock's folder; empty for any index.
    let source: String
  }

  let key: Key
  let marker: MarkerFormula
  /// The marker to print; nil when there is none.
  let shownMarker: MarkerTree?

  var name: String { key.name }

  init(key: Key, marker: MarkerFormula, shownMarker: MarkerTree?) {
    self.key = key
    self.marker = marker
    self.shownMarker = shownMarker
  }

  /// One of a lock: `{ name = "a", extras = ["b"], specifier = ">=1", marker = "…" }`; nil when it is none.
  init?(locked entry: DataValue) {
    guard let name = entry["name"]?.string else { return nil }
    var marker: MarkerTree?
    if let text = entry["marker"]?.string {
      guard let tree = Marker.tree(text) else { return nil }
      marker = tree
    }
    var specifier = ""
    if let text = entry["specifier"]?.string {
      guard let parsed = PEP440Specifier(text) else { return nil }
      specifier = parsed.comparable
    }
    key = Key(
      name: PackageName.normalized(name),
      extras: (entry["extras"]?.strings ?? []).map { PackageName.normalized($0) }.sortedByBytes(), specifier: specifier,
      source: Self.source(locked: entry))
    self.marker = MarkerFormula(marker)
    shownMarker = marker
  }

  private static func source(locked entry: DataValue) -> String {
    if let git = entry["git"]?.string { return UVGitAddress(git).requested }
    if let url = entry["url"]?.string { return address(url, subdirectory: entry["subdirectory"]?.string) }
    for kind in ["path", "directory", "editable", "virtual"] {
      if let path = entry[kind]?.string { return local(kind, path) }
    }
    return entry["index"]?.string.map { index($0, conflict: entry["conflict"].map(UVConflict.text)) } ?? ""
  }

  static func address(_ url: String, subdirectory: String?) -> String {
    WebAddress.canonical(url) + (subdirectory.map { "#subdirectory=" + LocalPath.normalized($0) } ?? "")
  }

  static func local(_ kind: String, _ path: String) -> String { kind + " " + LocalPath.normalized(path) }

  static func index(_ url: String, conflict: String?) -> String {
    // uv tells an address with a slash at the end from one without.
    let address = url.holds("://") ? WebAddress.canonical(url) : LocalPath.normalized(url)
    return "index " + address + (conflict.map { " for " + $0 } ?? "")
  }

  /// For facts: `name[extras]>=1 from source ; marker`.
  var text: String { key.name + place + (shownMarker.map { " ; " + $0.text } ?? "") }

  /// For messages, the same without the name and without the extra that the requirement belongs to.
  var version: String {
    let marker = shownMarker.flatMap(Self.withoutExtra).map { " ; " + $0.text } ?? ""
    return (place.isEmpty ? "any version" : place.trimmed) + marker
  }

  private var place: String {
    let extras = key.extras.isEmpty ? "" : "[" + key.extras.joined(separator: ",") + "]"
    return extras + key.specifier + (key.source.isEmpty ? "" : " from " + key.source)
  }

  private static func withoutExtra(_ tree: MarkerTree) -> MarkerTree? {
    switch tree {
    case .comparison(let comparison): comparison.left == .variable("extra") ? nil : tree
    case .all(let trees): .all(of: trees.compactMap(withoutExtra))
    case .any: tree
    }
  }
}
