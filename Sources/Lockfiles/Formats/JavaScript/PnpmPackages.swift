/// `packages` of a lock of pnpm; since version 9 what depends on peers is apart from it, in `snapshots`.
enum PnpmPackages {
  /// - Parameter group: the group of all packages; nil when the entries tell.
  static func read(
    _ lock: DataValue, major: Int, group: String?, into list: inout NodePackageList
  ) throws(SyntaxFailure) {
    guard let packages = lock["packages"] else { return }
    guard packages.table != nil else { throw SyntaxFailure(line: packages.line, message: "packages is no mapping") }
    let optional = major >= 9 ? optionalKeys(lock["snapshots"]) : [:]
    for (key, entry) in packages.members {
      guard let resolution = entry["resolution"] else {
        throw SyntaxFailure(line: entry.line, message: "\(NodeDependency.printed(key)) has no resolution")
      }
      let parsed = PnpmKey(key, major: major)
      let name = entry["name"]?.string ?? parsed.name
      let version = entry["version"]?.string ?? parsed.version
      let groups: [String]
      if let group {
        groups = [group]
      } else if major >= 9 {
        // Which are for development is no longer written down.
        groups = optional[key] == true ? ["optional"] : []
      } else {
        groups = self.groups(entry)
      }
      list.add(
        name, version, from: origin(resolution, name: name, version: version, key: parsed),
        hashes: hashes(resolution), platforms: NodePlatforms(entry), groups: groups, line: entry.line)
    }
  }

  private static func groups(_ entry: DataValue) -> [String] {
    let flags = ["dev", "optional"].filter { entry[$0]?.string == "true" }
    return flags.isEmpty ? ["prod"] : flags
  }

  /// Whether all snapshots of a package are optional, by the package's key.
  private static func optionalKeys(_ snapshots: DataValue?) -> [String: Bool] {
    var keys: [String: Bool] = [:]
    for (key, snapshot) in snapshots?.members ?? [] {
      let package = key.split(atFirst: "(")?.before ?? key
      let isOptional = snapshot["optional"]?.string == "true"
      keys[package] = keys[package, default: true] && isOptional
    }
    return keys
  }

  private static func hashes(_ resolution: DataValue) -> [String] {
    if let integrity = resolution["integrity"]?.string { return SubresourceIntegrity.hashes(integrity) }
    // A runtime has an archive for each platform.
    return resolution["variants"]?.items.flatMap { variant in
      SubresourceIntegrity.hashes(variant["resolution"]?["integrity"]?.string ?? "")
    } ?? []
  }

  private static func origin(
    _ resolution: DataValue, name: String, version: String, key: PnpmKey
  ) -> LockedOrigin {
    if let repository = resolution["repo"]?.string {
      let commit = resolution["commit"]?.string ?? ""
      let address = GitAddress.split(repository)?.repository ?? "git+" + WebAddress.canonical(repository)
      let folder = (resolution["path"]?.string).map { "#subdirectory=" + $0 } ?? ""
      return LockedOrigin(kind: .commit(commit), source: address + (commit.isEmpty ? "" : "@" + commit) + folder)
    }
    if let directory = resolution["directory"]?.string { return LockedOrigin(local: directory) }
    if let tarball = resolution["tarball"]?.string ?? resolution["url"]?.string {
      // Beside a registry the address is relative to it.
      let isRelative = resolution["registry"] != nil && !tarball.holds("://")
      return LockedOrigin(npm: isRelative ? nil : tarball, name: name, version: version)
    }
    return LockedOrigin(kind: .registry, source: key.registry)
  }
}
