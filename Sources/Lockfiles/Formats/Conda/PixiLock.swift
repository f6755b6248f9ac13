internal import Fingerprints

/// What a `pixi.lock` holds, the same for all its versions.
struct PixiLock {
  struct Environment {
    let name: String
    var channels: [String] = []
    var indexes: [String] = []
    var links: [String] = []
    /// Those that are not what pixi does anyway, in the order of the file.
    var options: [(key: String, value: String)] = []
    /// By their names in the file.
    var platforms: [String] = []
  }

  struct Use: Hashable {
    let environment: String
    let platform: String
  }

  let version: Int
  private(set) var environments: [Environment] = []
  /// By their names, as which they mostly have that of a platform of conda.
  private(set) var platforms: [TextKey: (subdir: String, virtual: [String])] = [:]
  private(set) var records: [CondaRecord] = []
  /// Of each record, in what it depends on: the names of conda packages, or requirements of Python.
  private(set) var dependencies: [[String]] = []
  /// Of each record, what it counts as among Python's packages: `pkg:pypi/…`; nil when the lock does not say.
  private(set) var purls: [[String]?] = []
  /// Of each record, where it is installed, maybe with repeats; empty for what no environment names.
  private(set) var uses: [[Use]] = []
  private(set) var findings: [LockFinding] = []

  private static let newestVersion = 7

  init(_ root: DataValue) throws(SyntaxFailure) {
    guard let text = root["version"]?.string, let version = Int(text), version > 0 else {
      throw SyntaxFailure(line: nil, message: "there is no version, so this is no lock of pixi")
    }
    guard version <= Self.newestVersion else {
      throw SyntaxFailure(
        code: "version.unsupported", line: root["version"]?.line,
        message: "version \(version) is newer than the ones known, \(Self.newestVersion)")
    }
    self.version = version
    if version <= 3 {
      try readEntries(root)
    } else {
      try readEnvironments(root)
    }
  }

  // MARK: - versions 1 to 3

  /// A list like that of conda-lock: one environment, and each package once a platform.
  private mutating func readEntries(_ root: DataValue) throws(SyntaxFailure) {
    guard let metadata = root["metadata"], metadata.table != nil, let entries = root["package"]?.array else {
      throw SyntaxFailure(line: nil, message: "there are no metadata and package, so this is no lock of pixi")
    }
    var environment = Environment(name: "default")
    environment.channels = Self.channels(metadata["channels"])
    environment.platforms = metadata["platforms"]?.strings ?? []
    var places: [TextKey: Int] = [:]
    for value in entries {
      let entry = try CondaLockEntry(value)
      let use = Use(environment: environment.name, platform: entry.platform)
      let record = entry.record
      // A package for every platform is listed for each, with the same hashes.
      let key = TextKey(
        ([record.origin.source ?? record.file, record.name, record.version] + record.hashes).joined(separator: " "))
      if let place = places[key] {
        uses[place].append(use)
        continue
      }
      places[key] = records.count
      append(record, value)
      uses[records.count - 1] = [use]
    }
    environments = [environment]
  }

  // MARK: - versions 4 and later

  private mutating func readEnvironments(_ root: DataValue) throws(SyntaxFailure) {
    guard let table = root["environments"]?.table, let packages = root["packages"]?.array else {
      throw SyntaxFailure(line: nil, message: "there are no environments and packages, so this is no lock of pixi")
    }
    for platform in root["platforms"]?.items ?? [] {
      guard let name = platform["name"]?.string ?? platform.string else { continue }
      platforms[TextKey(name)] = (platform["subdir"]?.string ?? name, platform["virtual-packages"]?.strings ?? [])
    }
    var index = PixiPackageIndex()
    for value in packages {
      let package = try PixiPackage(value)
      try index.add(package, at: records.count)
      append(package.record, value)
    }
    for (name, value) in table.members {
      var environment = Environment(name: name)
      environment.channels = Self.channels(value["channels"])
      environment.indexes = (value["indexes"]?.strings ?? []).map(WebAddress.canonicalIndex)
      environment.links = (value["find-links"]?.items ?? []).compactMap { link in
        link["url"]?.string.map(WebAddress.canonicalIndex) ?? link["path"]?.string.map { "file:" + $0 }
      }
      environment.options = Self.options(value["options"])
      for (platform, list) in value["packages"]?.members ?? [] {
        environment.platforms.append(platform)
        let use = Use(environment: name, platform: platform)
        for selector in list.items { try note(use, selector, index) }
      }
      environments.append(environment)
    }
  }

  private mutating func note(_ use: Use, _ selector: DataValue, _ index: PixiPackageIndex) throws(SyntaxFailure) {
    let subdir = platforms[TextKey(use.platform)]?.subdir ?? use.platform
    guard let place = index.place(of: selector, subdir: subdir, version: version) else {
      throw SyntaxFailure(
        line: selector.line,
        message: "the environment \(use.environment) names a package for \(use.platform) that is not among packages")
    }
    uses[place].append(use)
  }

  private mutating func append(_ record: CondaRecord, _ value: DataValue) {
    records.append(record)
    let list = value["depends"] ?? value["requires_dist"] ?? value["dependencies"]
    let extras = (value["extra_depends"]?.members ?? []).flatMap(\.value.strings)
    dependencies.append((list.map { $0.strings + $0.members.map(\.key) } ?? []) + extras)
    purls.append(value["purls"]?.strings)
    uses.append([])
  }

  private static func channels(_ list: DataValue?) -> [String] {
    (list?.items ?? []).compactMap { $0.string ?? $0["url"]?.string }.map(CondaAddress.canonicalChannel)
  }

  /// Without those that say what pixi does anyway: later versions leave them out.
  private static func options(_ table: DataValue?) -> [(key: String, value: String)] {
    let usual = [
      "strategy": "highest", "channel-priority": "strict", "pypi-prerelease-mode": "if-necessary-or-explicit",
    ]
    return (table?.members ?? []).compactMap { key, value in
      guard let text = value.string, usual[key] != text else { return nil }
      return (key, text)
    }
  }
}
