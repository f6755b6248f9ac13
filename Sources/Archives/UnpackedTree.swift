internal import Fingerprints

/// What unpacking an archive would make, without making it: the tree is held in memory, the files' bytes in one
/// private temporary file.
///
/// Entries are applied in their order by the rules of the unpacker that BuildKit uses: a name is made relative to the
/// root and cleaned; a later entry replaces an earlier one of the same name, a directory only adds to a directory;
/// directories that are missing are made as 0755, owner 0; links on the way are followed inside the root; what an entry
/// says of mode, owner and extended attributes also counts for the file that a hard link is another name of.
/// Source: moby/go-archive, `Unpack` and `createTarFile`.
public struct UnpackedTree {
  /// What a name stands for; several names may stand for one.
  public struct File: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      case file(offset: UInt64, size: UInt64)
      case symlink(target: [UInt8])
      case directory
      case fifo
      case characterDevice(major: UInt32, minor: UInt32)
      case blockDevice(major: UInt32, minor: UInt32)
    }

    public internal(set) var kind: Kind
    /// Permission bits with set-user-id, set-group-id and sticky; 0777 of a link.
    public internal(set) var mode: UInt16
    public internal(set) var userID: UInt32
    public internal(set) var groupID: UInt32
    /// Those that the kernel would keep on such a file.
    public internal(set) var extendedAttributes: [[UInt8]: [UInt8]]
    /// Of a directory: places in ``UnpackedTree/files`` by name.
    public internal(set) var children: [[UInt8]: Int] = [:]
  }

  /// The root is the first; what was replaced is no longer reached from it.
  public internal(set) var files = [File(kind: .directory, mode: 0o755, userID: 0, groupID: 0, extendedAttributes: [:])]
  /// What the archive is compressed with.
  public private(set) var compression = ArchiveCompression.none
  let spool: SpoolFile
  let limits: ArchiveLimits
  private(set) var madeFiles = 1
  private(set) var nameBytes = 0

  /// Reads the archive from where `descriptor` stands.
  ///
  /// - Throws: ``ArchiveFailure``.
  public init(
    descriptor: Int32, formats: ArchiveFormats = .tar, limits: ArchiveLimits = ArchiveLimits(),
    temporaryDirectory: String
  ) throws(ArchiveFailure) {
    spool = try SpoolFile(in: temporaryDirectory)
    self.limits = limits
    var reader = try ArchiveReader(descriptor: descriptor, formats: formats, limits: limits)
    while let entry = try reader.next() { try unpack(entry, from: &reader) }
    compression = reader.compression
  }

  /// Lends the content of `file` to `body`, piece by piece.
  ///
  /// - Throws: ``ArchiveFailure`` when the temporary file cannot be read.
  public func read(_ file: File, _ body: (RawSpan) -> Void) throws(ArchiveFailure) {
    guard case .file(let offset, let size) = file.kind else { return }
    try spool.read(at: offset, count: size, body)
  }

  private mutating func unpack(_ entry: ArchiveEntry, from reader: inout ArchiveReader) throws(ArchiveFailure) {
    guard let path = Self.relative(entry.path) else { throw .refused(path: entry.path, .leavesRoot) }
    // The root itself keeps what it has.
    guard !path.isEmpty else { return }
    let place = try locate(path, of: entry)
    let existing = files[place.directory].children[place.name]
    if let existing, entry.kind == .directory, files[existing].kind == .directory {
      apply(entry, to: existing)
      return
    }
    files[place.directory].children[place.name] = nil
    let index: Int
    switch entry.kind {
    case .hardLink(let target): index = try linked(target, entry)
    case .file:
      let offset = spool.size
      try reader.read { (bytes: RawSpan) throws(ArchiveFailure) in try spool.append(bytes) }
      index = try make(.file(offset: offset, size: spool.size - offset), entry.path)
    case .symlink(let target): index = try make(.symlink(target: target), entry.path)
    case .directory: index = try make(.directory, entry.path)
    case .fifo: index = try make(.fifo, entry.path)
    case .characterDevice(let major, let minor):
      index = try make(.characterDevice(major: major, minor: minor), entry.path)
    case .blockDevice(let major, let minor): index = try make(.blockDevice(major: major, minor: minor), entry.path)
    case .other: throw .refused(path: entry.path, .kind)
    }
    apply(entry, to: index)
    files[place.directory].children[place.name] = index
  }

  /// The place of a new file.
  mutating func make(_ kind: File.Kind, _ path: [UInt8]) throws(ArchiveFailure) -> Int {
    madeFiles += 1
    guard madeFiles <= limits.entries + 1 else {
      throw .limit(.entries, allowed: UInt64(limits.entries), path: path)
    }
    nameBytes += path.count
    guard nameBytes <= limits.nameBytes else {
      throw .limit(.nameBytes, allowed: UInt64(limits.nameBytes), path: path)
    }
    files.append(File(kind: kind, mode: 0o755, userID: 0, groupID: 0, extendedAttributes: [:]))
    return files.count - 1
  }

  /// The place of what a hard link is another name of.
  private mutating func linked(_ target: [UInt8], _ entry: ArchiveEntry) throws(ArchiveFailure) -> Int {
    let refusal = ArchiveFailure.refused(path: entry.path, .hardLinkTarget(target))
    guard let path = Self.relative(target), !path.isEmpty else { throw refusal }
    let place = try locate(path, of: entry, target: target)
    guard let index = files[place.directory].children[place.name], files[index].kind != .directory else {
      throw refusal
    }
    return index
  }

  private mutating func apply(_ entry: ArchiveEntry, to index: Int) {
    files[index].userID = entry.userID
    files[index].groupID = entry.groupID
    if case .symlink = files[index].kind { files[index].mode = 0o777 } else { files[index].mode = entry.mode }
    for (name, value) in entry.extendedAttributes where Self.keeps(name, files[index].kind) {
      files[index].extendedAttributes[name] = value
    }
  }

  /// Whether the kernel lets a file of this kind have the attribute. See xattr(7).
  private static func keeps(_ name: [UInt8], _ kind: File.Kind) -> Bool {
    if name.starts(with: "user.".utf8) {
      switch kind {
      case .file, .directory: return true
      default: return false
      }
    }
    return ["trusted.", "security.", "system."].contains { name.starts(with: $0.utf8) }
  }

  /// The components of a name below the root; nil when it leads above it.
  static func relative(_ path: [UInt8]) -> [[UInt8]]? {
    BytePath(path).normalised().map { $0.components.map(\.bytes) }
  }
}
