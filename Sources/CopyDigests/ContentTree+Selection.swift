public import Fingerprints

extension ContentTree {
  /// The digest of what `selector` selects.
  ///
  /// Links on the way are followed inside the tree, and so is a link at the end. All that lies at one path is the
  /// digest of that path, whatever its name (H9); wildcards, includes and excludes make a list of names and digests,
  /// in which directories count without what lies in them (H10). A wildcard that matches nothing is no mistake.
  /// Source: moby/buildkit, cache/contenthash/checksum.go, `cacheContext.Checksum`.
  /// - Throws: ``CopyFailure`` where BuildKit fails.
  public func digest(of selector: CopySelector) throws(CopyFailure) -> SHA256Digest {
    guard selector.selectsList else { return try digest(following: selector.relativePath) }
    let list = try ListSelection(selector, in: self)
    var entries: [(path: [UInt8], digest: SHA256Digest)] = []
    for item in list.items { entries.append((item.path, try digest(of: item))) }
    if entries.count == 1, let only = entries.first,
      BytePath(only.path).lastComponent == BytePath(selector.path).lastComponent
    {
      return only.digest
    }
    do throws(DigestUnavailable) {
      return try Self.digest(ofList: entries, without: list.prefix)
    } catch {
      throw .digest(error)
    }
  }

  private func digest(of item: ListSelection.Item) throws(CopyFailure) -> SHA256Digest {
    let record = records[item.index]
    if item.isTop, case .symlink = record.entry.kind { return try digest(following: Array(item.path.dropFirst())) }
    return record.digest
  }

  /// The digest of what `path`, relative to the root, leads to.
  private func digest(following path: [UInt8]) throws(CopyFailure) -> SHA256Digest {
    switch try LinkResolution(path, in: self, followingLast: true).place {
    case .root: return rootDigest
    case .entry(let index): return digests[index]
    case nil: throw .notFound([UInt8(ascii: "/")] + path)
    }
  }

  private static func digest(
    ofList entries: [(path: [UInt8], digest: SHA256Digest)], without prefix: [UInt8]
  ) throws(DigestUnavailable) -> SHA256Digest {
    let hasher = try MessageDigest(.sha256)
    for entry in entries {
      var bytes = entry.path.dropFirst(prefix.count).map(KeyOrder.key)
      if bytes.isEmpty { bytes = [0] }
      DigestText.append(entry.digest, to: &bytes)
      hasher.update(bytes)
    }
    return hasher.finishSHA256()
  }
}
