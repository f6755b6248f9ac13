/// The packages of a lock of yarn 2 or newer.
enum YarnBerryLock {
  /// Written by yarn 4.
  private static let newestVersion = 8

  static func read(_ root: DataValue, _ input: LockInput) throws(SyntaxFailure) -> LockContents {
    guard let metadata = root["__metadata"], let spelled = metadata["version"]?.string, let version = Int(spelled)
    else {
      throw SyntaxFailure(line: root["__metadata"]?.line, message: "__metadata names no version")
    }
    guard root["entries"] == nil else {
      throw SyntaxFailure(
        code: "version.unsupported", line: metadata.line, message: "lock version \(version) is not known")
    }
    var list = NodePackageList(lock: input.path)
    list.contents.formatVersion = spelled
    if version > newestVersion {
      list.contents.findings.append(
        LockFinding(
          "version.newer", line: metadata.line,
          "lock version \(version) is newer than the ones known, \(newestVersion)"))
    }
    let cacheKey = metadata["cacheKey"]?.string ?? ""
    for (key, entry) in root.members where key != "__metadata" {
      try add(key, entry, cacheKey: cacheKey, to: &list)
    }
    list.finish()
    if let first = list.contents.packages.first(where: { !$0.hashes.isEmpty }) {
      list.contents.findings.append(
        LockFinding(
          "hash.repacked", line: first.line,
          "the checksums are of archives that yarn packs itself: they change with its cache key, now "
            + (cacheKey.isEmpty ? "without a name" : cacheKey)))
    }
    list.contents.freshness = YarnBerryFreshness.judge(root, input)
    return list.contents
  }

  private static func add(
    _ key: String, _ entry: DataValue, cacheKey: String, to list: inout NodePackageList
  ) throws(SyntaxFailure) {
    guard let resolution = entry["resolution"]?.string else {
      throw SyntaxFailure(line: entry.line, message: "\(NodeDependency.printed(key)) has no resolution")
    }
    let locator = YarnLocator(resolution)
    if let folder = locator.workspace {
      return list.addMember(locator.name, "", folder: folder == "." ? "" : folder, line: entry.line)
    }
    for file in locator.patches {
      list.contents.references.append(LockReference(.file, file, from: list.lock, line: entry.line))
    }
    let version = entry["version"]?.string ?? ""
    list.add(
      locator.name, version, from: locator.origin(version: version),
      hashes: (entry["checksum"]?.string).map { [checksum($0, cacheKey: cacheKey)] } ?? [],
      platforms: (entry["conditions"]?.string).flatMap(NodePlatforms.init(conditions:)), line: entry.line)
  }

  /// `10c0/<hex>`, in older locks the digits alone.
  ///
  /// It is the SHA-512 of yarn's own archive and no other tool's, so it gets an algorithm's name of its own.
  private static func checksum(_ text: String, cacheKey: String) -> String {
    let (key, digits) = text.split(atFirst: "/") ?? (cacheKey, text)
    return "yarn-\(key.isEmpty ? "0" : key):\(digits.lowercased())"
  }
}
