public import Fingerprints

extension ContentTree {
  /// The same tree with other files in some places; only the directories above them are hashed again.
  ///
  /// - Parameter files: by their places in ``records``.
  /// - Returns: nil when a record is not that of a file with the path that is in its place, or when there are hard
  ///   links, whose digests are those of other records: then the tree must be made anew.
  public func replacing(_ files: [Int: ContentRecord]) throws(DigestUnavailable) -> ContentTree? {
    for (place, record) in files {
      guard records.indices.contains(place), records[place].entry.path == record.entry.path,
        Self.isFile(records[place]), Self.isFile(record)
      else { return nil }
    }
    if records.contains(where: { if case .hardLink = $0.entry.kind { true } else { false } }) { return nil }
    return try ContentTree(self, replacing: files)
  }

  private static func isFile(_ record: ContentRecord) -> Bool {
    if case .file = record.entry.kind { true } else { false }
  }

  /// The places of the directories around a record, from the outermost in.
  func directories(above place: Int) -> [Int] {
    let path = records[place].entry.path.bytes
    return path.indices.filter { path[$0] == UInt8(ascii: "/") }.compactMap { index(of: Array(path[..<$0])) }
  }
}
