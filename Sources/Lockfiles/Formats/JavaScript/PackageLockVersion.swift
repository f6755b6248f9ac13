/// The field `version` of lockfile version 1, which holds a version or where the package comes from.
struct PackageLockVersion {
  /// The package's own name, also where it is installed under another one.
  let name: String
  /// Empty when only the address is known.
  let version: String
  /// Where it is taken from; nil when `resolved` tells.
  let address: String?

  init(_ spelled: String, of name: String) {
    if let alias = spelled.dropping(prefix: "npm:"), let (real, version) = alias.split(atLast: UInt8(ascii: "@")),
      !real.isEmpty
    {
      self.init(name: real, version: version, address: nil)
    } else if spelled.starts(with: "file:") || spelled.starts(with: "http:") || spelled.starts(with: "https:") {
      self.init(name: name, version: Self.version(ofArchive: spelled, name: name), address: spelled)
    } else if spelled.holds(":") || spelled.holds("/") {
      self.init(name: name, version: "", address: spelled)
    } else {
      self.init(name: name, version: spelled, address: nil)
    }
  }

  private init(name: String, version: String, address: String?) {
    self.name = name
    self.version = version
    self.address = address
  }

  /// Archives are named after what they hold: `left-pad-1.3.0.tgz`.
  private static func version(ofArchive address: String, name: String) -> String {
    let plain = address.split(atFirst: "#")?.before ?? address
    let file = plain.split(atLast: UInt8(ascii: "/"))?.after ?? plain
    let base = name.split(atLast: UInt8(ascii: "/"))?.after ?? name
    guard file.ends(with: ".tgz"), let rest = file.utf8.dropLast(4).text.dropping(prefix: base + "-"),
      SemanticVersion(rest) != nil
    else { return "" }
    return rest
  }
}
