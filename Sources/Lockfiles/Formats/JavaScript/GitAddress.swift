internal import Fingerprints

/// Addresses of git repositories in the forms that JavaScript's package managers know.
enum GitAddress {
  /// The repository in one spelling that begins with `git+`, and the revision behind it; nil when `address` is no
  /// repository.
  ///
  /// An archive that a host makes of one commit is that commit of the repository.
  static func split(_ address: String) -> (repository: String, revision: String)? {
    let (plain, fragment) = address.split(atFirst: "#") ?? (address, "")
    let revision = fragment.dropping(prefix: "commit=") ?? fragment
    for (prefix, host) in hosts {
      if let path = plain.dropping(prefix: prefix) { return (repository("ssh://\(host)/\(path)"), revision) }
    }
    if let (repository, revision) = archive(plain) { return (repository, revision) }
    if plain.starts(with: "git+") || plain.starts(with: "git:") || plain.starts(with: "ssh:") {
      return (repository(plain), revision)
    }
    // scp's form: `git@github.com:owner/name`.
    if let rest = plain.dropping(prefix: "git@"), let (host, path) = rest.split(atFirst: ":") {
      return (repository("ssh://\(host)/\(path)"), revision)
    }
    let isWeb = plain.starts(with: "https://") || plain.starts(with: "http://")
    guard isWeb, plain.ends(with: ".git") || fragment.starts(with: "commit=") else { return nil }
    return (repository(plain), revision)
  }

  /// `owner/name#revision`, which npm and yarn take for a repository at GitHub.
  static func shorthand(_ text: String) -> (repository: String, revision: String)? {
    let (plain, revision) = text.split(atFirst: "#") ?? (text, "")
    guard let (owner, name) = plain.split(atFirst: "/"), !name.isEmpty, !name.holds("/"), !owner.holds(":"),
      owner.utf8.first.map({ $0.isLetter || $0.isDigit }) == true
    else { return nil }
    return (repository("ssh://github.com/\(plain)"), revision)
  }

  /// Whether two repositories are one, however they are reached.
  static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (one.split(atFirst: "://")?.after ?? one, other.split(atFirst: "://")?.after ?? other)
    return one.lowercased().hasSameBytes(as: other.lowercased())
  }

  private static let hosts = [
    ("github:", "github.com"), ("gitlab:", "gitlab.com"), ("bitbucket:", "bitbucket.org"),
    ("gist:", "gist.github.com"),
  ]

  private static func repository(_ address: String) -> String {
    let prefixed = address.starts(with: "git+") ? address : "git+" + address
    let plain = WebAddress.canonical(prefixed)
    let path = plain.split(atFirst: "://")?.after ?? ""
    // `git+ssh://host:owner/name` is scp's form in disguise.
    var result = plain
    if let (host, rest) = path.split(atFirst: ":"), !host.holds("/"), rest.utf8.first.map(\.isDigit) != true {
      result = (plain.split(atFirst: "://")?.before ?? "git+ssh") + "://" + host + "/" + rest
    }
    return result.ends(with: ".git") ? result.utf8.dropLast(4).text : result
  }

  /// `https://codeload.github.com/owner/name/tar.gz/<commit>` and the same of others.
  private static func archive(_ address: String) -> (repository: String, revision: String)? {
    guard let rest = address.dropping(prefix: "https://") else { return nil }
    let parts = rest.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard let host = parts.first, let last = parts.last else { return nil }
    switch (host, parts.count) {
    case ("codeload.github.com", 5) where parts[3] == "tar.gz":
      return ("git+https://github.com/\(parts[1])/\(parts[2])", last)
    case ("bitbucket.org", 5) where parts[3] == "get" && last.ends(with: ".tar.gz"):
      return ("git+https://bitbucket.org/\(parts[1])/\(parts[2])", last.utf8.dropLast(7).text)
    case ("gitlab.com", 7...):
      guard parts[1] == "api",
        let (_, revision) = last.split(atFirst: "archive.tar.gz?ref=") ?? last.split(atFirst: "archive.tar.gz?sha=")
      else { return nil }
      let project = parts[4].split(atFirst: "%2F") ?? parts[4].split(atFirst: "%2f")
      return project.map { ("git+https://gitlab.com/\($0.before)/\($0.after)", revision) }
    default: return nil
    }
  }
}
