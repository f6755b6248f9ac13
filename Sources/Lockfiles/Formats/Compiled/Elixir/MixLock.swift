internal import Fingerprints

/// The entries of a `mix.lock`.
struct MixLock {
  struct Entry {
    /// The key: the name of the application.
    let application: String
    /// The name in the registry; that of the application when it comes from elsewhere.
    let package: String
    /// Empty when it comes from a repository.
    let version: String
    let origin: LockedOrigin
    let hashes: [String]
    /// The address of its repository.
    let repository: String?
    /// What is taken from there.
    let repositoryOptions: [String]
    let line: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var findings: [LockFinding] = []

  init(_ bytes: [UInt8]) throws(SyntaxFailure) {
    let text = Array(try FileText.decode(bytes).utf8)
    if let conflict = TextLine.conflict(in: try TextLine.lines(of: text)) { throw conflict }
    guard case .map(let pairs) = try ElixirReader.term(text) else {
      throw SyntaxFailure(line: 1, message: "no map of Elixir, so this is no mix.lock")
    }
    var seen: Set<TextKey> = []
    for (key, value, line) in pairs {
      guard let name = key.string ?? key.atom, let entry = Self.entry(name, value, line: line) else {
        findings.append(
          LockFinding(
            "syntax", line: line, "\(key.string ?? "an entry") is neither from hex nor from git", grade: .unreadable))
        continue
      }
      if !seen.insert(TextKey(name)).inserted {
        findings.append(LockFinding("conflict", line: line, "\(name) is locked twice", grade: .unreadable))
      }
      entries.append(entry)
    }
  }

  /// `{:hex, package, version, inner, managers, dependencies, repository, outer}`, older ones end earlier, or
  /// `{:git, address, commit, options}`.
  private static func entry(_ application: String, _ value: ElixirTerm, line: Int) -> Entry? {
    guard let items = value.tuple, items.count >= 3 else { return nil }
    switch items[0].atom {
    case "hex":
      guard let package = items[1].atom ?? items[1].string, let version = items[2].string else { return nil }
      // The inner checksum is that of the files, the outer one that of the archive.
      let checksums = [items.count > 3 ? items[3].string : nil, items.count > 7 ? items[7].string : nil]
      let repository = items.count > 6 ? items[6].string ?? "hexpm" : "hexpm"
      return Entry(
        application: application, package: package, version: version,
        origin: LockedOrigin(kind: .registry, source: repository == "hexpm" ? nil : "hex:" + repository),
        hashes: checksums.compactMap { $0.flatMap { PackageHash.canonical("sha256:" + $0) } }, repository: nil,
        repositoryOptions: [], line: line)
    case "git":
      guard let address = items[1].string, let commit = items[2].string else { return nil }
      let options = items.count > 3 ? items[3] : .list([])
      let folder = (options[option: "sparse"] ?? options[option: "subdir"])?.string
      return Entry(
        application: application, package: application, version: "",
        origin: LockedOrigin(git: address, revision: commit.lowercased(), folder: folder), hashes: [],
        repository: address, repositoryOptions: options.repositoryOptions, line: line)
    default: return nil
    }
  }
}
