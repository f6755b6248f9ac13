/// A key of `packages` in a lock of pnpm.
///
/// `/a/1.0.0_b@2.0.0` in version 5, `/a@1.0.0(b@2.0.0)` in 6, `a@1.0.0` in 9; without the slash in front, up to
/// version 6, it begins with the registry's host.
struct PnpmKey {
  let name: String
  /// Without the peers; empty when the key names an address or a path instead.
  let version: String
  /// Nil for the registry pnpm is set to.
  let registry: String?

  init(_ key: String, major: Int) {
    var rest = key
    var registry: String?
    if major < 9 {
      if let plain = rest.dropping(prefix: "/") {
        rest = plain
      } else if let (host, path) = rest.split(atFirst: "/"), host.holds("."), !host.starts(with: "@"), !host.holds(":")
      {
        registry = "https://" + host
        rest = path
      }
    }
    rest = rest.split(atFirst: "(")?.before ?? rest
    var name = rest
    var version = ""
    if major == 5, let (before, after) = rest.split(atLast: UInt8(ascii: "/")) {
      // Peers may be scoped: `/a/1.0.0_@b+c@2.0.0`; their slashes are written as `+`.
      (name, version) = (before, after.split(atFirst: "_")?.before ?? after)
    } else if major > 5 {
      let pattern = YarnPattern(rest)
      (name, version) = (pattern.name, pattern.range)
    }
    let isVersion = SemanticVersion.isExact(version)
    self.name = name
    self.version = isVersion ? version : version.dropping(prefix: "runtime:") ?? ""
    self.registry = registry
  }
}
