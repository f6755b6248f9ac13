internal import Fingerprints

/// Lockfile version 2 says everything twice: `packages` for npm 7 and newer, `dependencies` for npm 6.
///
/// Where the two agree, the second says nothing; where they do not, it depends on npm what is installed.
enum PackageLockHalves {
  static func compare(_ root: DataValue, into list: inout NodePackageList) {
    guard let packages = root["packages"]?.table, let old = root["dependencies"]?.table else { return }
    compare(old, at: "", packages, into: &list)
  }

  /// - Parameter folder: where the packages of `old` are installed; with a slash at the end, or empty.
  private static func compare(
    _ old: DataTable, at folder: String, _ packages: DataTable, into list: inout NodePackageList
  ) {
    for (name, entry) in old.members {
      var location = folder + "node_modules/" + name
      let new = packages[location]
      if new?["link"]?.bool == true {
        location = new?["resolved"]?.string ?? location
      } else if new.map({ !agree(entry, $0, name: name) }) ?? true {
        report(entry, at: location, isMissing: new == nil, into: &list)
      }
      if let nested = entry["dependencies"]?.table { compare(nested, at: location + "/", packages, into: &list) }
    }
  }

  private static func agree(_ old: DataValue, _ new: DataValue, name: String) -> Bool {
    let (one, other) = (old["integrity"]?.string ?? "", new["integrity"]?.string ?? "")
    guard one.hasSameBytes(as: other) else { return false }
    let locked = PackageLockVersion(old["version"]?.string ?? "", of: name)
    // Of an address npm 6 has no version.
    guard locked.address == nil, let version = new["version"]?.string else { return true }
    return locked.version.hasSameBytes(as: version)
  }

  private static func report(_ old: DataValue, at location: String, isMissing: Bool, into list: inout NodePackageList) {
    let version = NodeDependency.printed(old["version"]?.string ?? "")
    list.contents.facts.append(
      LockFact(
        name: "npm6:" + location, value: version,
        extras: SubresourceIntegrity.hashes(old["integrity"]?.string ?? "")))
    let what = isMissing ? "is in dependencies and not in packages" : "is another file in dependencies than in packages"
    list.contents.findings.append(
      LockFinding(
        "conflict", line: old.line,
        "\(location) \(what), so npm 6 installs something else than npm 7; lock again", grade: .c))
  }
}
