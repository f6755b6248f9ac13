internal import Fingerprints

/// What a manifest of pixi asks for: `pixi.toml`, or `[tool.pixi]` of a `pyproject.toml`.
struct PixiManifest {
  struct Environment {
    let name: String
    /// In the order in which pixi reads them; the default one comes last.
    let features: [PixiFeature]
    /// By name or address, in the order in which packages are looked for.
    let channels: [String]
    /// Whether the lock must have just these channels; an environment solved together with others has theirs, too.
    let hasOwnChannels: Bool
    let platforms: [String]
  }

  /// The file's name.
  let name: String
  private(set) var environments: [Environment] = []
  /// What in it is beyond this reader, so that no lock can be called fresh; empty for most.
  private(set) var doubts: [String] = []

  /// The manifest beside a lock; nil when there is none.
  static func of(_ input: LockInput) -> PixiManifest? {
    for name in ["pixi.toml", "pyproject.toml", "mojoproject.toml"] {
      guard let path = input.path.resolving(name), let bytes = input.source.bytes(at: path) else { continue }
      guard let text = try? FileText.decode(bytes), let root = try? TOMLText.parse(text) else {
        return PixiManifest(name: name, doubt: "\(name) cannot be read")
      }
      let isPython = name.hasSameBytes(as: "pyproject.toml")
      let table = isPython ? root["tool"]?["pixi"] : root
      if let table { return PixiManifest(name: name, table, python: isPython ? root : nil) }
    }
    return nil
  }

  /// More environments than this, or features of one, or channels, have never been seen; reading takes the product.
  private static let maximumCount = 200

  private init(name: String, doubt: String) {
    self.name = name
    doubts = [doubt]
  }

  private init(name: String, _ table: DataValue, python: DataValue?) {
    self.name = name
    guard let workspace = table["workspace"] ?? table["project"] else {
      doubts = ["\(name) has no workspace, so it may belong to one further up"]
      return
    }
    let platforms = workspace["platforms"]?.array ?? []
    let channels = workspace["channels"]?.array ?? []
    let lists =
      [platforms, channels]
      + (table["feature"]?.members ?? []).flatMap { _, feature in
        [feature["channels"]?.items ?? [], feature["platforms"]?.items ?? []]
      }
    let environments = table["environments"]?.members ?? []
    let features = environments.map { $0.value.array ?? $0.value["features"]?.items ?? [] }
    guard environments.count < Self.maximumCount, (lists + features).allSatisfy({ $0.count < Self.maximumCount }) else {
      doubts = ["\(name) is larger than any manifest of pixi"]
      return
    }
    if platforms.contains(where: { $0.string == nil }) { doubts.append("\(name) has platforms of its own") }
    for key in ["dev", "system-requirements", "constraints"] where table[key] != nil {
      doubts.append("\(name) has \(key)")
    }
    if table["pypi-options"] != nil || workspace["exclude-newer"] != nil || workspace["solve-strategy"] != nil {
      doubts.append("\(name) has options of the solver")
    }
    read(table, python, platforms, channels)
  }

  private mutating func read(
    _ table: DataValue, _ python: DataValue?, _ platforms: [DataValue], _ channels: [DataValue]
  ) {
    var features: [TextKey: PixiFeature] = [:]
    for (key, value) in Self.groups(python) { features[TextKey(key)] = PixiFeature(requirements: value) }
    for (key, value) in table["feature"]?.members ?? [] {
      let own = PixiFeature(value)
      features[TextKey(key)] = features[TextKey(key)].map { own.adding($0) } ?? own
    }
    var main = PixiFeature(table)
    if let project = python?["project"] { main = main.adding(PixiFeature(project: project)) }
    var names = table["environments"]?.members ?? []
    if !names.contains(where: { $0.key.hasSameBytes(as: "default") }) { names.append(("default", .array([]))) }
    for (key, value) in names {
      let wanted = value.array ?? value["features"]?.array ?? []
      var chosen: [PixiFeature] = []
      for feature in wanted.compactMap(\.string) {
        if let known = features[TextKey(feature)] {
          chosen.append(known)
        } else {
          doubts.append("\(name) has no feature \(feature)")
        }
      }
      if value["no-default-feature"]?.bool != true { chosen.append(main) }
      doubts += chosen.compactMap(\.doubt)
      environments.append(
        Environment(
          name: key, features: chosen, channels: Self.channels(chosen, channels),
          hasOwnChannels: value["solve-group"] == nil, platforms: Self.platforms(chosen, platforms)))
    }
  }

  /// Those of all features, of which one without channels has those of the workspace; a higher priority comes first.
  private static func channels(_ features: [PixiFeature], _ usual: [DataValue]) -> [String] {
    var found: [(name: String, priority: Int)] = []
    var seen: Set<TextKey> = []
    for channel in features.flatMap({ $0.channels ?? usual }) {
      guard let name = channel.string ?? channel["channel"]?.string, seen.insert(TextKey(name)).inserted else {
        continue
      }
      found.append((CondaAddress.canonicalChannel(name), channel["priority"]?.integer ?? 0))
    }
    let sorted = found.enumerated().sorted { ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset) }
    return sorted.map(\.element.name)
  }

  /// Those of the workspace that every feature has.
  private static func platforms(_ features: [PixiFeature], _ usual: [DataValue]) -> [String] {
    let sets = features.compactMap { $0.platforms.map(Set.init) }
    return usual.compactMap(\.string).filter { platform in sets.allSatisfy { $0.contains(platform) } }
  }

  /// Groups and extras of a Python project are features of the same name.
  private static func groups(_ python: DataValue?) -> [(key: String, value: [DataValue])] {
    let extras = python?["project"]?["optional-dependencies"]?.members ?? []
    let groups = python?["dependency-groups"]?.members ?? []
    return (extras + groups).map { ($0.key, $0.value.items) }
  }
}
