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
        throw SyntaxFailure(line: block.line, message: "\(block.patterns.first ?? "a block") has no version")
      }
      var hashes = SubresourceIntegrity.hashes(block["integrity"] ?? "")
      let resolved = block["resolved"]
      if let hash = resolved.flatMap(SubresourceIntegrity.fragmentHash),
        GitAddress.split(resolved ?? "") == nil
      {
        hashes.append(hash)
      }
      list.add(
        pattern.package, version,
        from: LockedOrigin(npm: resolved ?? pattern.path, name: pattern.package, version: version), hashes: hashes,
        line: block.line)
    }
    list.finish()
    YarnClassicFreshness.judge(blocks, input, &list.contents)
    return list.contents
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
