public import Fingerprints

/// The members of an archive in memory, in their order, each with the digest of its content.
public struct ArchiveMembers {
  public struct Member: Hashable, Sendable {
    public let entry: ArchiveEntry
    /// Nil for what is no file.
    public let content: SHA256Digest?
  }

  public let members: [Member]

  /// - Throws: ``ArchiveFailure``.
  public init(_ bytes: [UInt8], formats: ArchiveFormats, limits: ArchiveLimits) throws(ArchiveFailure) {
    let hasher = try Self.hasher()
    var reader = try ArchiveReader(bytes: bytes, formats: formats, limits: limits)
    var members: [Member] = []
    while let entry = try reader.next() {
      guard entry.kind == .file else {
        members.append(Member(entry: entry, content: nil))
        continue
      }
      try reader.read { (piece: RawSpan) throws(ArchiveFailure) in hasher.update(piece) }
      members.append(Member(entry: entry, content: hasher.finishSHA256()))
    }
    self.members = members
  }

  /// The contents of the members at `places`, by place; members of more than `limit` bytes are left out, and so is
  /// what would make more than that together.
  ///
  /// - Throws: ``ArchiveFailure``.
  public static func contents(
    at places: Set<Int>, in bytes: [UInt8], formats: ArchiveFormats, limits: ArchiveLimits, limit: Int
  ) throws(ArchiveFailure) -> [Int: [UInt8]] {
    var reader = try ArchiveReader(bytes: bytes, formats: formats, limits: limits)
    var contents: [Int: [UInt8]] = [:]
    var total = 0
    var place = 0
    while try reader.next() != nil {
      defer { place += 1 }
      guard places.contains(place) else { continue }
      var content: [UInt8] = []
      var isTooLarge = false
      try reader.read { (piece: RawSpan) throws(ArchiveFailure) in
        isTooLarge = isTooLarge || total + content.count + piece.byteCount > limit
        if !isTooLarge { piece.withUnsafeBytes { content += $0 } }
      }
      guard !isTooLarge else { continue }
      total += content.count
      contents[place] = content
    }
    return contents
  }

  /// What `bytes`, compressed with gzip, bzip2, xz or zstd, stand for; nil when they are not compressed or when it is
  /// more than `limit` bytes.
  ///
  /// - Throws: ``ArchiveFailure``.
  public static func decompressed(_ bytes: [UInt8], limit: Int) throws(ArchiveFailure) -> [UInt8]? {
    let limits = ArchiveLimits(totalBytes: UInt64(clamping: limit))
    var reader = try ArchiveReader(bytes: bytes, formats: .single, limits: limits)
    var content: [UInt8] = []
    guard try reader.next() != nil else { return reader.compression == .none ? nil : [] }
    guard reader.compression != .none else { return nil }
    try reader.read { (piece: RawSpan) throws(ArchiveFailure) in piece.withUnsafeBytes { content += $0 } }
    return content
  }

  private static func hasher() throws(ArchiveFailure) -> MessageDigest {
    do throws(DigestUnavailable) {
      return try MessageDigest(.sha256)
    } catch {
      throw .unavailable("\(error)")
    }
  }
}
