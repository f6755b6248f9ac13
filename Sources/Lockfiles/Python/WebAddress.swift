/// Addresses of packages and indexes, in one spelling and without secrets.
enum WebAddress {
  /// Scheme and host in lower case, no user, no password, no default port, no query token of conda, no
  /// fragment.
  ///
  /// What has no `://` is returned without the part before an `@`, as in `git@host:path`.
  static func canonical(_ address: String) -> String {
    let plain = address.split(atFirst: "#")?.before ?? address
    guard let (scheme, rest) = plain.split(atFirst: "://") else { return plain }
    let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.utf8.endIndex
    var host = rest.utf8[..<slash].text
    let path = rest.utf8[slash...].text
    // The last `@`: a password may hold another one.
    if let (_, behind) = host.split(atLast: UInt8(ascii: "@")) { host = behind }
    if !host.holds("${") { host = host.lowercased() }
    let scheme2 = scheme.lowercased()
    if let port = defaultPorts[scheme2], host.ends(with: port) { host = host.utf8.dropLast(port.utf8.count).text }
    return scheme2 + "://" + host + withoutToken(path)
  }

  /// The same for the address of an index, where a slash at the end means nothing.
  static func canonicalIndex(_ address: String) -> String {
    var result = canonical(address)
    while result.ends(with: "/"), !result.ends(with: "://") { result.removeLast() }
    return result
  }

  /// The parts `key=value` of the fragment, in their order.
  static func fragment(_ address: String) -> [(key: String, value: String)] {
    guard let (_, fragment) = address.split(atFirst: "#") else { return [] }
    return fragment.utf8.split(separator: UInt8(ascii: "&")).compactMap { part in
      part.text.split(atFirst: "=").map { ($0.before, $0.after) }
    }
  }

  /// Whether it begins with a scheme that pip takes for an address.
  static func isAddress(_ text: String) -> Bool {
    guard let (scheme, _) = text.split(atFirst: ":") else { return false }
    let kind = scheme.lowercased()
    return ["http", "https", "file", "ftp"].contains(kind) || isVersionControl(text)
  }

  /// Whether it is fetched by git, hg, svn or bzr.
  static func isVersionControl(_ text: String) -> Bool {
    ["git+", "hg+", "svn+", "bzr+"].contains { text.lowercased().starts(with: $0) }
  }

  private static let defaultPorts = ["http": ":80", "https": ":443", "git+https": ":443", "git+http": ":80"]

  /// Conda servers take a secret in the path: `/t/<token>/channel`.
  private static func withoutToken(_ path: String) -> String {
    guard let rest = path.dropping(prefix: "/t/"), let (_, behind) = rest.split(atFirst: "/") else { return path }
    return "/" + behind
  }
}
