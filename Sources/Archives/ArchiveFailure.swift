/// Why an archive could not be read.
public enum ArchiveFailure: Error, Hashable, Sendable {
  /// There is not a single byte.
  case empty
  /// The bytes are no archive of a format that was asked for; `isCompressed` when they could be decompressed.
  case notAnArchive(isCompressed: Bool)
  /// It ends too early or contradicts itself, behind `entries` good entries; `detail` is for people.
  case damaged(entries: Int, detail: String)
  /// It holds more than is read of an archive; `path` is the entry at which that was noticed.
  case limit(ArchiveLimit, allowed: UInt64, path: [UInt8])
  /// The entry `path` cannot be unpacked.
  case refused(path: [UInt8], UnpackRefusal)
  /// A call on this machine failed; `code` is its `errno`.
  case machine(operation: String, code: Int32)
  /// libarchive was built without something.
  case unavailable(String)
}

/// What of an archive is limited.
public enum ArchiveLimit: Hashable, Sendable {
  case entries
  /// Bytes of all files, unpacked.
  case totalBytes
  /// Bytes of one entry's name, or of a link's text.
  case pathBytes
  /// Directories above an entry.
  case depth
  /// Bytes of all names, link texts and extended attributes.
  case nameBytes
}

/// Why an entry cannot be unpacked.
public enum UnpackRefusal: Hashable, Sendable {
  /// The name leads out of the directory it is unpacked to.
  case leavesRoot
  /// A link on the way leads out of it.
  case linkLeavesRoot
  /// Links on the way lead in circles.
  case tooManyLinks
  /// Something on the way is no directory.
  case belowNoDirectory
  /// The hard link names what is not in the archive before it, or what cannot have two names.
  case hardLinkTarget([UInt8])
  /// It is of a kind that no tree can hold.
  case kind
}
