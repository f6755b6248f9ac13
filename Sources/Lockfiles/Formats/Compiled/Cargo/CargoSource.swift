internal import Fingerprints

/// Where a package of a `Cargo.lock` comes from.
enum CargoSource: Hashable {
  /// A package of the workspace or beside it; the lock does not say where.
  case path
  /// A registry; nil for crates.io.
  case registry(String?)
  /// - Parameters:
  ///   - reference: `branch=x`, `tag=x` or `rev=x`; nil for the default branch.
  ///   - commit: empty when the lock names none.
  case git(address: String, reference: String?, commit: String)
  case other(String)

  /// - Parameter text: the `source` of a package: `registry+…`, `sparse+…`, `git+…?…#…`; nil for a path.
  init(_ text: String?) {
    guard let text else {
      self = .path
      return
    }
    if let rest = text.dropping(prefix: "git+") {
      let (address, commit) = rest.split(atLast: UInt8(ascii: "#")) ?? (rest, "")
      let (plain, query) = address.split(atFirst: "?") ?? (address, "")
      self = .git(address: WebAddress.canonical(plain), reference: Self.reference(query), commit: commit.lowercased())
    } else if text.starts(with: "registry+") || text.starts(with: "sparse+") {
      let address = WebAddress.canonicalIndex(text)
      self = .registry(Self.cratesIO.contains(address) ? nil : address)
    } else {
      self = .other(WebAddress.canonical(text))
    }
  }

  /// The two addresses of the one registry (cargo's `CRATES_IO_INDEX` and `CRATES_IO_HTTP_INDEX`).
  private static let cratesIO = [
    "registry+https://github.com/rust-lang/crates.io-index", "sparse+https://index.crates.io",
  ]

  /// For the semantic text: a commit is the same whatever branch or tag led to it.
  var text: String? {
    switch self {
    case .path: "path"
    case .registry(let address): address
    case .git(let address, _, let commit): "git+" + address + (commit.isEmpty ? "" : "@" + commit)
    case .other(let text): text
    }
  }

  /// Whether both lead to the same place, whatever the commit.
  func isSamePlace(as other: CargoSource) -> Bool {
    switch (self, other) {
    case (.git(let one, _, _), .git(let two, _, _)): Self.repository(one) == Self.repository(two)
    default: self == other
    }
  }

  /// Cargo takes some spellings of an address for the same repository (`CanonicalUrl`).
  static func repository(_ address: String) -> String {
    var text = WebAddress.canonicalIndex(address)
    if text.holds("://github.com/") { text = text.lowercased() }
    return text.ends(with: ".git") ? text.utf8.dropLast(4).text : text
  }

  private static func reference(_ query: String) -> String? {
    for part in query.utf8.split(separator: UInt8(ascii: "&")) {
      guard let (key, value) = part.text.split(atFirst: "="), ["branch", "tag", "rev"].contains(key) else { continue }
      return key + "=" + decoded(value)
    }
    return nil
  }

  /// Since version 4 the value is encoded as in forms; what is no valid code stays as it is.
  private static func decoded(_ value: String) -> String {
    let bytes = Array(value.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let code = Hex.bytes(bytes[(index + 1)...(index + 2)])
      {
        result += code
        index += 3
      } else {
        result.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
        index += 1
      }
    }
    return result.text
  }
}
