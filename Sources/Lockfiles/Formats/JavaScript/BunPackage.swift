/// An entry of `packages` in a lock of bun: a tuple whose first item is `name@resolution`.
///
/// From a registry `[id, registry, info, integrity]`; from a repository `[id, info, tag]`, in newer locks with the
/// integrity behind it; from an archive `[id, info]`, likewise; of a member of the workspace `[id]`.
struct BunPackage {
  let name: String
  /// Empty when it does not come from a registry.
  let version: String
  let origin: LockedOrigin
  let hashes: [String]
  let platforms: NodePlatforms?
  private let resolution: String

  init?(_ tuple: [DataValue]) {
    guard let id = tuple.first?.string else { return nil }
    let pattern = YarnPattern(id)
    guard !pattern.range.isEmpty else { return nil }
    name = pattern.name
    resolution = pattern.range
    let texts = tuple.dropFirst().compactMap(\.string)
    platforms = tuple.first { $0.table != nil }.map(NodePlatforms.init)
    hashes = texts.last.map(SubresourceIntegrity.hashes) ?? []
    if SemanticVersion.isExact(resolution) {
      version = resolution
      // The registry, or the whole address of the archive; empty for the default.
      let address = tuple.count > 1 ? tuple[1].string ?? "" : ""
      let isArchive = address.ends(with: ".tgz")
      origin =
        address.isEmpty || isArchive
        ? LockedOrigin(npm: address, name: name, version: version)
        : LockedOrigin(kind: .registry, source: WebAddress.canonicalIndex(address))
    } else {
      version = ""
      origin = Self.origin(resolution)
    }
  }

  private static func origin(_ resolution: String) -> LockedOrigin {
    if let path = resolution.dropping(prefix: "file:") ?? resolution.dropping(prefix: "link:") {
      return LockedOrigin(local: path)
    }
    guard let (repository, revision) = GitAddress.split(resolution), !revision.isEmpty else {
      return LockedOrigin(npm: resolution, name: "", version: "")
    }
    return LockedOrigin(kind: .commit(revision), source: repository + "@" + revision)
  }

  private static func isAbbreviated(_ revision: String) -> Bool {
    (7..<40).contains(revision.utf8.count) && revision.utf8.allSatisfy(\.isHexDigit)
  }

  /// The folder of a member of the workspace; nil for any other package.
  var workspace: String? { resolution.dropping(prefix: "workspace:") }

  /// Whether it stands for the project itself.
  var isRoot: Bool { resolution == "root:" }

  /// Whether it comes from a commit that is named by its first digits.
  var hasShortRevision: Bool { GitAddress.split(resolution).map { Self.isAbbreviated($0.revision) } ?? false }
}
