internal import Fingerprints

/// Where a flake comes from, as attributes: what an address such as `github:NixOS/nixpkgs/nixos-24.05` stands for.
///
/// Follows Nix's `flakeref.cc` and its fetchers.
struct FlakeReference {
  /// `type`, `owner`, `ref` and others by name; of booleans and numbers their text.
  private(set) var attributes: [TextKey: String] = [:]
  /// Whether Nix takes the address for a file or for an archive is known only when it is fetched.
  private var mayBeFile = false

  /// Attributes as they are written down.
  init(_ members: [(name: String, value: String)]) {
    for member in members { set(member.name, member.value) }
  }

  /// Those of `original` in a lock.
  init(original: DataValue) {
    for (name, value) in original.members {
      switch value.kind {
      case .string(let text): set(name, text)
      case .bool(let flag): set(name, flag ? "1" : "0")
      case .integer(let number): set(name, String(number))
      default: break
      }
    }
  }

  /// Nil for an address that is not understood.
  init?(_ address: String) {
    let (withoutFragment, fragment) = address.split(atFirst: "#") ?? (address, "")
    guard fragment.isEmpty else { return nil }
    let (location, query) = withoutFragment.split(atFirst: "?") ?? (withoutFragment, "")
    var parameters: [(name: String, value: String)] = []
    for part in query.utf8.split(separator: UInt8(ascii: "&")) {
      guard let (name, value) = part.text.split(atFirst: "=") else { return nil }
      parameters.append((name, value))
    }
    guard let (scheme, rest) = location.split(atFirst: ":"), Self.isScheme(scheme) else {
      guard query.isEmpty || location.starts(with: ".") || location.starts(with: "/") else { return nil }
      if location.starts(with: ".") || location.starts(with: "/") {
        set("type", "path")
        set("path", location)
        for (name, value) in parameters { set(name, value) }
        return
      }
      guard readIndirect(location) else { return nil }
      return
    }
    guard read(scheme: scheme, rest, parameters) else { return nil }
  }

  private static func isScheme(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isLetter else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
  }

  private mutating func set(_ name: String, _ value: String) { attributes[TextKey(name)] = value }

  private mutating func read(scheme: String, _ rest: String, _ parameters: [(name: String, value: String)]) -> Bool {
    let (application, transport) = scheme.split(atFirst: "+") ?? ("", scheme)
    switch (application, transport) {
    case ("", "github"), ("", "gitlab"), ("", "sourcehut"):
      guard readForge(scheme, rest) else { return false }
    case ("", "path"):
      set("type", "path")
      set("path", rest)
    case ("", "flake"):
      guard parameters.isEmpty else { return false }
      return readIndirect(rest)
    case ("git", _), ("hg", _), ("", "git"):
      set("type", scheme.starts(with: "hg") ? "hg" : "git")
      set("url", transport + ":" + rest + Self.query(parameters.filter { !Self.isOfFetcher($0.name) }))
    case ("tarball", _), ("file", _), ("", "https"), ("", "http"), ("", "file"):
      let isArchive = Self.archiveEndings.contains { rest.ends(with: $0) }
      set("type", application.isEmpty ? "tarball" : application)
      mayBeFile = application.isEmpty && !isArchive
      set("url", transport + ":" + rest + Self.query(parameters.filter { $0.name != "dir" }))
      for (name, value) in parameters where name == "dir" { set(name, value) }
      return true
    default: return false
    }
    for (name, value) in parameters where application.isEmpty || Self.isOfFetcher(name) || name == "dir" {
      set(name, value == "true" ? "1" : value)
    }
    return true
  }

  private static let archiveEndings = [".zip", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst"]

  /// What git's fetcher takes out of an address.
  private static func isOfFetcher(_ name: String) -> Bool {
    ["ref", "rev", "shallow", "submodules", "lfs", "allRefs", "exportIgnore", "dir", "name"].contains(name)
  }

  private static func query(_ parameters: [(name: String, value: String)]) -> String {
    parameters.isEmpty ? "" : "?" + parameters.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
  }

  /// `owner/repo`, with a commit, a branch or a tag behind it.
  private mutating func readForge(_ type: String, _ rest: String) -> Bool {
    let parts = rest.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 2).map(\.text)
    guard parts.count >= 2 else { return false }
    set("type", type)
    set("owner", parts[0])
    set("repo", parts[1])
    if parts.count == 3 { set(Self.isRevision(parts[2]) ? "rev" : "ref", parts[2]) }
    return true
  }

  /// `id`, `id/ref`, `id/rev` or `id/ref/rev`.
  private mutating func readIndirect(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(\.text)
    guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      let first = parts[0].utf8.first, first.isLetter, parts[0].utf8.allSatisfy(\.isNameByte)
    else { return false }
    set("type", "indirect")
    set("id", parts[0])
    for part in parts.dropFirst() { set(Self.isRevision(part) ? "rev" : "ref", part) }
    return true
  }

  private static func isRevision(_ text: String) -> Bool { text.utf8.count == 40 && text.isCommit }

  /// Whether both mean the same; a directory in the query counts once, however it was written down.
  func matches(original: FlakeReference) -> Bool {
    var (mine, theirs) = (attributes, original.attributes)
    let type = TextKey("type")
    if mayBeFile, theirs[type] == "file" { mine[type] = "file" }
    let url = TextKey("url")
    mine[url] = mine[url].map(Self.withoutDirectory)
    theirs[url] = theirs[url].map(Self.withoutDirectory)
    // What is off is as good as not given.
    for name in ["submodules", "shallow", "lfs", "allRefs", "exportIgnore"] {
      if mine[TextKey(name)] == "0" { mine[TextKey(name)] = nil }
      if theirs[TextKey(name)] == "0" { theirs[TextKey(name)] = nil }
    }
    guard mine.count == theirs.count else { return false }
    return mine.allSatisfy { key, value in theirs[key]?.hasSameBytes(as: value) ?? false }
  }

  private static func withoutDirectory(_ url: String) -> String {
    guard let (before, query) = url.split(atFirst: "?") else { return url }
    let rest = query.utf8.split(separator: UInt8(ascii: "&")).map(\.text).filter { !$0.starts(with: "dir=") }
    return rest.isEmpty ? before : before + "?" + rest.joined(separator: "&")
  }

  /// For people: the address again, without credentials.
  var shown: String {
    func value(_ name: String) -> String? { attributes[TextKey(name)] }
    let type = value("type") ?? ""
    let version = (value("ref") ?? value("rev")).map { "/" + $0 } ?? ""
    switch type {
    case "github", "gitlab", "sourcehut": return "\(type):\(value("owner") ?? "")/\(value("repo") ?? "")\(version)"
    case "indirect": return (value("id") ?? "") + version
    case "path": return "path:" + (value("path") ?? "")
    default: return WebAddress.canonical(value("url") ?? type) + (version.isEmpty ? "" : " at " + version.dropFirst())
    }
  }
}
