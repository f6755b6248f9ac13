/// The packages of a lock of yarn 1.
enum YarnClassicLock {
  static func read(
    _ blocks: [YarnClassicText.Block], of text: String, _ input: LockInput
  ) throws(SyntaxFailure) -> LockContents {
    var list = NodePackageList(lock: input.path)
    let version = try headerVersion(text)
    list.contents.formatVersion = version
    list.contents.holdsTargets = false
    list.reference(member: "", line: nil)
    for block in blocks {
      guard let pattern = block.patterns.first.map(YarnPattern.init), let version = block["version"] else {
        let name = NodeDependency.printed(block.patterns.first ?? "a block")
        throw SyntaxFailure(line: block.line, message: "\(name) has no version")
      }
      let resolved = block["resolved"]
      let hashes = SubresourceIntegrity.hashes(block["integrity"] ?? "") + fragmentHash(resolved ?? "")
      list.add(
        pattern.package, version,
        from: LockedOrigin(npm: resolved ?? pattern.path, name: pattern.package, version: version), hashes: hashes,
        line: block.line)
    }
    list.finish()
    YarnClassicFreshness.judge(blocks, input, &list.contents)
    return list.contents
  }

  /// The SHA-1 behind an archive's address; behind a repository's stands the commit.
  private static func fragmentHash(_ address: String) -> [String] {
    guard let hash = SubresourceIntegrity.fragmentHash(address) else { return [] }
    let isArchive = address.starts(with: "https://registry.") || GitAddress.split(address) == nil
    return isArchive ? [hash] : []
  }

  /// `# yarn lockfile v1`; nil when the comment is missing.
  private static func headerVersion(_ text: String) throws(SyntaxFailure) -> String? {
    var number = 0
    for line in text.utf8.prefix(1024).split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.first == UInt8(ascii: "#") || line.allSatisfy(\.isBlank) else { break }
      guard let version = line.trimmed.text.dropping(prefix: "# yarn lockfile v") else { continue }
      guard version == "1" else {
        throw SyntaxFailure(
          code: "version.unsupported", line: number, message: "yarn lockfile v\(version) is not known")
      }
      return version
    }
    return nil
  }
}
