internal import Fingerprints

/// A feature of a manifest of pixi: what it adds to the environments that have it.
struct PixiFeature {
  struct Request {
    /// As it is spelled.
    let name: String
    /// Nil when any version will do.
    let version: String?
    /// What makes it more than a name and a version; nil for most.
    let doubt: String?
  }

  /// Nil when it has none of its own.
  private(set) var channels: [DataValue]?
  /// Nil when it is for all.
  private(set) var platforms: [String]?
  /// What in it is beyond this reader; nil for most.
  private(set) var doubt: String?
  /// How many dependencies and lists of them it has, for all platforms together.
  private(set) var count = 1
  /// For each selector, nil for all platforms, in the order of the file.
  private var conda: [(selector: String?, requests: [Request])] = []
  private var pypi: [(selector: String?, requests: [Request])] = []

  init(_ table: DataValue) {
    channels = table["channels"]?.array
    platforms = table["platforms"]?.array?.compactMap(\.string)
    add(table, nil)
    for (selector, value) in table["target"]?.members ?? [] {
      add(value, selector)
      if !Self.isKnown(selector) { doubt = "the target \(selector) is not known" }
    }
  }

  /// A group of requirements of Python, as pyproject.toml has them.
  init(requirements: [DataValue]) {
    pypi = [(nil, requirements.compactMap(Self.request))]
    count += requirements.count
    if requirements.contains(where: { $0.string == nil }) { doubt = "a group includes another" }
  }

  /// The dependencies of a Python project, and the Python it needs.
  init(project: DataValue) {
    self.init(requirements: project["dependencies"]?.items ?? [])
    if let range = project["requires-python"]?.string {
      conda = [(nil, [Request(name: "python", version: nil, doubt: "requires-python \(range) is a rule of Python")])]
    }
  }

  func adding(_ other: PixiFeature) -> PixiFeature {
    var sum = self
    sum.doubt = doubt ?? other.doubt
    sum.count += other.count
    // A dependency on python of its own replaces that of requires-python.
    let own = Set(conda.flatMap(\.requests).map { TextKey($0.name) })
    sum.conda += other.conda.map { ($0.selector, $0.requests.filter { !own.contains(TextKey($0.name)) }) }
    sum.pypi += other.pypi
    return sum
  }

  /// What it asks conda for; a selector's dependencies replace those for all platforms.
  func condaRequests(for platform: String) -> [Request] { Self.requests(conda, platform) }

  func pypiRequests(for platform: String) -> [Request] { Self.requests(pypi, platform) }

  private static func requests(_ lists: [(selector: String?, requests: [Request])], _ platform: String) -> [Request] {
    var found: [TextKey: Request] = [:]
    var order: [TextKey] = []
    for (selector, requests) in lists.filter({ $0.selector == nil }) + lists.filter({ $0.selector != nil }) {
      if let selector, !matches(selector, platform) { continue }
      for request in requests {
        let key = TextKey(request.name)
        if found.updateValue(request, forKey: key) == nil { order.append(key) }
      }
    }
    return order.compactMap { found[$0] }
  }

  private mutating func add(_ table: DataValue, _ selector: String?) {
    for key in ["build-dependencies", "host-dependencies", "dependencies"] {
      conda.append((selector, (table[key]?.members ?? []).map { Self.request($0.key.lowercased(), $0.value) }))
    }
    let python = table["pypi-dependencies"]?.members ?? []
    count += 4 + python.count + conda.suffix(3).reduce(0) { $0 + $1.requests.count }
    pypi.append((selector, python.map { Self.request(PackageName.normalized($0.key), $0.value) }))
  }

  private static func request(_ name: String, _ value: DataValue) -> Request {
    if let version = value.string { return Request(name: name, version: version, doubt: nil) }
    // A build, a channel, an address or a folder; the name must be locked in any case.
    let others = value.members.map(\.key).filter { $0 != "version" && $0 != "extras" }
    return Request(
      name: name, version: value["version"]?.string,
      doubt: others.isEmpty ? nil : "\(name) has more than a version (\(others.joined(separator: ", ")))")
  }

  private static func request(_ value: DataValue) -> Request? {
    guard let text = value.string, let requirement = Requirement(text), let name = requirement.name else { return nil }
    let isPlain = requirement.address == nil && requirement.marker == nil
    return Request(
      name: name, version: requirement.specifier.canonical,
      doubt: isPlain ? nil : "\(name) has a marker or an address")
  }

  private static func isKnown(_ selector: String) -> Bool {
    ["unix", "linux", "osx", "win"].contains(selector) || CondaPlatform.all.contains(selector)
  }

  private static func matches(_ selector: String, _ platform: String) -> Bool {
    switch selector {
    case "linux", "osx", "win": platform.starts(with: selector + "-")
    case "unix": !platform.starts(with: "win-")
    default: selector.hasSameBytes(as: platform)
    }
  }
}
