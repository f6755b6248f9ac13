internal import Fingerprints

/// Gives hard links the digest of the file they are another name of.
///
/// Source: moby/buildkit, cache/contenthash/checksum.go, `HandleChange` (H2).
enum HardLinks {
  /// - Throws: ``ContentTreeError`` when a source is missing.
  static func resolved(in sorted: [ContentRecord]) throws(ContentTreeError) -> [ContentRecord] {
    var records = sorted
    for (index, record) in sorted.enumerated() {
      guard case .hardLink(let source) = record.entry.kind else { continue }
      guard let place = ContentTree.index(of: source.bytes, in: sorted), canHaveNames(sorted[place].entry.kind) else {
        throw .noLinkSource(record.entry.path)
      }
      records[index] = ContentRecord(record.entry, digest: sorted[place].digest)
    }
    return records
  }

  /// A client sends each name of a link as a link of its own, and names the first one it sent of a file.
  private static func canHaveNames(_ kind: ContentEntry.Kind) -> Bool {
    switch kind {
    case .file, .fifo, .characterDevice, .blockDevice: true
    case .hardLink, .symlink, .directory: false
    }
  }
}
