/// The packages of JSR and npm, and the modules by address, in a lock of Deno.
enum DenoPackages {
  static func read(_ root: DataValue, version: String, into list: inout NodePackageList) throws(SyntaxFailure) {
    // Version 3 has them one level deeper, version 2 those of npm alone.
    let packages = version == "3" ? root["packages"] : root
    for (key, entry) in packages?["jsr"]?.members ?? [] {
      let pattern = YarnPattern(key)
      let hash = entry["integrity"]?.string.flatMap { PackageHash.canonical("sha256:" + $0) }
      list.add(
        pattern.name, pattern.range, ecosystem: "jsr", from: LockedOrigin(kind: .registry, source: nil),
        hashes: hash.map { [$0] } ?? [], line: entry.line)
    }
    let npm = version == "2" ? root["npm"]?["packages"] : packages?["npm"]
    for (key, entry) in npm?.members ?? [] {
      let pattern = YarnPattern(key)
      // Behind the version stand the peers it was resolved with: `1.0.0_react@18.0.0`.
      let version = pattern.range.split(atFirst: "_")?.before ?? pattern.range
      list.add(
        pattern.name, version,
        from: LockedOrigin(npm: entry["tarball"]?.string, name: pattern.name, version: version),
        hashes: SubresourceIntegrity.hashes(entry["integrity"]?.string ?? ""), platforms: NodePlatforms(entry),
        line: entry.line)
    }
    try readRemote(root["remote"]?.members ?? [], into: &list)
  }

  /// Modules by their address, each with the SHA-256 of what was found there.
  static func readRemote(_ members: [DataTable.Member], into list: inout NodePackageList) throws(SyntaxFailure) {
    for (address, value) in members {
      guard let digits = value.string else {
        throw SyntaxFailure(line: value.line, message: "\(WebAddress.canonical(address)) has no hash")
      }
      let hashes = PackageHash.canonical("sha256:" + digits).map { [$0] } ?? []
      let plain = WebAddress.canonical(address)
      list.addModule(plain, hashes: hashes, line: value.line)
    }
  }
}
