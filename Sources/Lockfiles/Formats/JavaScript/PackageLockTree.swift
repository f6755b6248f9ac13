internal import Fingerprints

/// `dependencies` of lockfile version 1 and of older shrinkwraps: each package within the one it is installed for.
enum PackageLockTree {
  static func read(_ root: DataValue, into list: inout NodePackageList) throws(SyntaxFailure) {
    // The reader of JSON bounds the depth.
    try read(dependenciesOf: root, into: &list)
  }

  private static func read(dependenciesOf parent: DataValue, into list: inout NodePackageList) throws(SyntaxFailure) {
    for (name, entry) in parent["dependencies"]?.members ?? [] {
      guard entry.table != nil else {
        throw SyntaxFailure(line: entry.line, message: "the entry of \(name) is no object")
      }
      add(name, entry, to: &list)
      try read(dependenciesOf: entry, into: &list)
    }
  }

  private static func add(_ name: String, _ entry: DataValue, to list: inout NodePackageList) {
    let line = entry.line
    let spelled = entry["version"]?.string ?? ""
    let flags = ["dev", "optional", "devOptional", "peer", "extraneous"].filter { entry[$0]?.bool == true }
    let groups = flags.isEmpty || flags == ["peer"] ? flags + ["prod"] : flags
    let hashes = SubresourceIntegrity.hashes(entry["integrity"]?.string ?? "")
    let locked = PackageLockVersion(spelled, of: name)
    if entry["bundled"]?.bool == true, hashes.isEmpty {
      list.addBundled(locked.name, locked.version, platforms: nil, groups: groups, line: line)
      return
    }
    let address = locked.address ?? entry["resolved"]?.string
    let origin = LockedOrigin(npm: address, name: locked.name, version: locked.version)
    list.add(locked.name, locked.version, from: origin, hashes: hashes, groups: groups, line: line)
  }
}
