internal import Fingerprints

/// `packages` of lockfile versions 2 and 3: each package by the folder it is installed in.
enum PackageLockPackages {
  /// The lines of an entry that say what is installed; all others are copied from its manifest.
  private struct Entry {
    var name: String?
    var version = ""
    var resolved: String?
    var integrity = ""
    var platforms: NodePlatforms?
    var optionalNames: [String] = []
    var isLink = false
    var isBundled = false
    /// npm's own words: `dev`, `optional`, `devOptional`, `peer`, `extraneous`.
    var flags: [String] = []

    init(_ value: DataValue) {
      for (key, item) in value.members {
        switch key {
        case "name": name = item.string
        case "version": version = item.string ?? ""
        case "resolved": resolved = item.string
        case "integrity": integrity = item.string ?? ""
        case "os", "cpu", "libc": platforms = platforms ?? NodePlatforms(value)
        case "optionalDependencies": optionalNames = item.members.map(\.key)
        case "link": isLink = item.bool == true
        case "inBundle": isBundled = item.bool == true
        case "dev", "optional", "devOptional", "peer", "extraneous": if item.bool == true { flags.append(key) }
        default: break
        }
      }
    }

    /// What has no flag, or is only a peer, is installed always.
    var groups: [String] { flags.isEmpty || flags == ["peer"] ? flags + ["prod"] : flags }
  }

  static func read(_ packages: DataValue, into list: inout NodePackageList) throws(SyntaxFailure) {
    guard let table = packages.table else {
      throw SyntaxFailure(line: packages.line, message: "packages is no object")
    }
    let members = WorkspaceMembers(table)
    var installed: Set<TextKey> = []
    var wanted: [(name: String, by: String, line: Int?)] = []
    for (location, value) in table.members {
      guard value.table != nil else {
        throw SyntaxFailure(line: value.line, message: "the entry of \(location) is no object")
      }
      let entry = Entry(value)
      let folderName = name(ofFolder: location)
      if isInstalled(location) { installed.insert(TextKey(folderName)) }
      for name in entry.optionalNames {
        wanted.append((name, location.isEmpty ? "package.json" : entry.name ?? folderName, value.line))
      }
      guard !location.isEmpty, !entry.isLink else { continue }
      add(entry, entry.name ?? folderName, at: location, members: members, line: value.line, to: &list)
    }
    for (name, folder) in members.linked where table[folder] == nil {
      addFolder(folder, Entry(.null), name, members: members, line: nil, to: &list)
    }
    for (name, user, line) in wanted where !installed.contains(TextKey(name)) {
      list.contents.findings.append(
        LockFinding(
          "optional.missing", line: line,
          "\(name), an optional dependency of \(user), is not in the lock, so no platform gets it; lock again without "
            + "node_modules (npm/cli#4828)"))
    }
  }

  private static func add(
    _ entry: Entry, _ name: String, at location: String, members: WorkspaceMembers, line: Int?,
    to list: inout NodePackageList
  ) {
    if !isInstalled(location) {
      addFolder(location, entry, name, members: members, line: line, to: &list)
    } else if entry.isBundled, entry.integrity.isEmpty {
      list.addBundled(name, entry.version, platforms: entry.platforms, groups: entry.groups, line: line)
    } else {
      list.add(
        name, entry.version, from: LockedOrigin(npm: entry.resolved, name: name, version: entry.version),
        hashes: SubresourceIntegrity.hashes(entry.integrity), platforms: entry.platforms, groups: entry.groups,
        line: line)
    }
  }

  /// A folder that a link leads to.
  private static func addFolder(
    _ folder: String, _ entry: Entry, _ name: String, members: WorkspaceMembers, line: Int?,
    to list: inout NodePackageList
  ) {
    if members.isMember(folder) {
      list.addMember(name, entry.version, folder: folder, groups: entry.groups, line: line)
    } else {
      list.add(
        name, entry.version, from: LockedOrigin(local: folder), hashes: [], platforms: entry.platforms,
        groups: entry.groups, line: line)
    }
  }

  /// Whether the folder is one that npm fills.
  static func isInstalled(_ location: String) -> Bool {
    location.starts(with: "node_modules/") || location.holds("/node_modules/")
  }

  /// The name a package has by its folder: the last part, with its scope.
  static func name(ofFolder location: String) -> String {
    let bytes = location.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return location }
    var start = bytes.index(after: slash)
    if let scope = bytes[..<slash].lastIndex(of: UInt8(ascii: "/")) {
      let scopeStart = bytes.index(after: scope)
      if bytes[scopeStart] == UInt8(ascii: "@") { start = scopeStart }
    } else if bytes.first == UInt8(ascii: "@") {
      start = bytes.startIndex
    }
    return bytes[start...].text
  }
}
