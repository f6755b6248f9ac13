internal import Clibarchive
internal import Glibc

/// Reads the entries of an archive one after the other, as they come; the one door to libarchive.
///
/// Names are bytes and stay as they are in the archive: libarchive converts those of the pax format to the locale's
/// characters, and keeps the bytes where it cannot. So this process must stay in the locale "C", as every process
/// begins; in a UTF-8 one libarchive would compose accents.
///
/// The archive may be hostile: a process that reads one should be a worker.
public struct ArchiveReader: ~Copyable {
  private let handle: Handle
  private let limits: ArchiveLimits
  private var buffer = [UInt8](repeating: 0, count: 128 * 1024)
  private var entryCount = 0
  private var nameBytes = 0
  private var contentBytes: UInt64 = 0
  private var path: [UInt8] = []

  /// Begins to read at the place where `descriptor` stands; it stays the caller's.
  ///
  /// - Throws: ``ArchiveFailure``.
  public init(
    descriptor: Int32, formats: ArchiveFormats = .tar, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveFailure) {
    try self.init(ArchiveInput(descriptor: descriptor), formats, limits)
  }

  /// Begins to read an archive that is in memory.
  ///
  /// - Throws: ``ArchiveFailure``.
  public init(bytes: [UInt8], formats: ArchiveFormats, limits: ArchiveLimits) throws(ArchiveFailure) {
    try self.init(ArchiveInput(bytes: bytes), formats, limits)
  }

  private init(
    _ input: ArchiveInput, _ formats: ArchiveFormats, _ limits: ArchiveLimits
  ) throws(ArchiveFailure) {
    let handle = try Handle(input)
    // Each says so when it would start a program instead; that is not wanted.
    let filters: [(ArchiveCompression, (OpaquePointer) -> Int32)] = [
      (.gzip, { archive_read_support_filter_gzip($0) }), (.bzip2, { archive_read_support_filter_bzip2($0) }),
      (.xz, { archive_read_support_filter_xz($0) }), (.zstd, { archive_read_support_filter_zstd($0) }),
    ]
    for (name, enable) in filters where enable(handle.pointer) != ARCHIVE_OK {
      throw .unavailable("libarchive was built without \(name.rawValue)")
    }
    if formats.contains(.tar) { archive_read_support_format_tar(handle.pointer) }
    if formats.contains(.zip) { archive_read_support_format_zip(handle.pointer) }
    if formats.contains(.single) { archive_read_support_format_raw(handle.pointer) }
    guard handle.input.open(handle.pointer) == ARCHIVE_OK else { throw Self.failure(handle, entries: 0) }
    self.handle = handle
    self.limits = limits
  }

  private var archive: OpaquePointer { handle.pointer }

  /// Owns libarchive's state and frees it.
  private struct Handle: ~Copyable {
    let pointer: OpaquePointer
    let input: ArchiveInput

    init(_ input: ArchiveInput) throws(ArchiveFailure) {
      self.input = input
      try ArchiveLibrary.load()
      guard let new = archive_read_new() else { throw .machine(operation: "begin to read an archive", code: ENOMEM) }
      pointer = new
    }

    deinit { archive_read_free(pointer) }
  }

  /// What the archive is compressed with; known once an entry was read.
  public var compression: ArchiveCompression {
    // The last filter is the one that reads the bytes.
    guard archive_filter_count(archive) > 1, let name = archive_filter_name(archive, 0) else { return .none }
    return ArchiveCompression(rawValue: String(cString: name)) ?? .none
  }

  /// The next entry; nil at the archive's end. What follows the end is not looked at.
  ///
  /// - Throws: ``ArchiveFailure``.
  public mutating func next() throws(ArchiveFailure) -> ArchiveEntry? {
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_OK: break
    case ARCHIVE_EOF: return nil
    case ARCHIVE_WARN where isAboutCharacters: break
    default: throw failure()
    }
    guard let entry else { throw failure() }
    path = Self.bytes(archive_entry_pathname(entry)) ?? []
    entryCount += 1
    guard entryCount <= limits.entries else { throw limit(.entries, UInt64(limits.entries)) }
    let kind = try kind(of: entry)
    let attributes = Self.attributes(of: entry)
    try count(kind, attributes)
    let size: UInt64 = kind == .file ? UInt64(max(0, archive_entry_size(entry))) : 0
    guard size <= limits.totalBytes - contentBytes else { throw limit(.totalBytes, limits.totalBytes) }
    return ArchiveEntry(
      path: path, kind: kind, mode: UInt16(archive_entry_perm(entry) & 0o7777), size: size,
      userID: UInt32(truncatingIfNeeded: archive_entry_uid(entry)),
      groupID: UInt32(truncatingIfNeeded: archive_entry_gid(entry)),
      modified: archive_entry_mtime_is_set(entry) == 0 ? nil : Int64(archive_entry_mtime(entry)),
      modifiedNanoseconds: Int(archive_entry_mtime_nsec(entry)), userName: Self.bytes(archive_entry_uname(entry)),
      groupName: Self.bytes(archive_entry_gname(entry)),
      extendedAttributes: attributes)
  }

  /// Lends the content of the entry that ``next()`` gave last to `body`, piece by piece; holes are zeros.
  ///
  /// - Throws: ``ArchiveFailure``, also what `body` throws.
  public mutating func read(_ body: (RawSpan) throws(ArchiveFailure) -> Void) throws(ArchiveFailure) {
    while true {
      let count = archive_read_data(archive, &buffer, buffer.count)
      guard count >= 0 else { throw failure() }
      if count == 0 { return }
      contentBytes += UInt64(count)
      guard contentBytes <= limits.totalBytes else { throw limit(.totalBytes, limits.totalBytes) }
      try body(buffer.span.extracting(first: count).bytes)
    }
  }

  private func kind(of entry: OpaquePointer) throws(ArchiveFailure) -> ArchiveEntry.Kind {
    if let target = Self.bytes(archive_entry_hardlink(entry)) { return .hardLink(target: target) }
    func device() -> (UInt32, UInt32) {
      (
        UInt32(truncatingIfNeeded: archive_entry_rdevmajor(entry)),
        UInt32(truncatingIfNeeded: archive_entry_rdevminor(entry))
      )
    }
    switch UInt32(archive_entry_filetype(entry)) {
    case lockstep_archive_file.rawValue: return .file
    case lockstep_archive_link.rawValue: return .symlink(target: Self.bytes(archive_entry_symlink(entry)) ?? [])
    case lockstep_archive_directory.rawValue: return .directory
    case lockstep_archive_fifo.rawValue: return .fifo
    case lockstep_archive_character_device.rawValue:
      let (major, minor) = device()
      return .characterDevice(major: major, minor: minor)
    case lockstep_archive_block_device.rawValue:
      let (major, minor) = device()
      return .blockDevice(major: major, minor: minor)
    default: return .other
    }
  }

  private mutating func count(
    _ kind: ArchiveEntry.Kind, _ attributes: [[UInt8]: [UInt8]]
  ) throws(ArchiveFailure) {
    var text = 0
    switch kind {
    case .hardLink(let target), .symlink(let target): text = target.count
    default: break
    }
    guard max(path.count, text) <= limits.pathBytes else { throw limit(.pathBytes, UInt64(limits.pathBytes)) }
    nameBytes += path.count + text + attributes.reduce(0) { $0 + $1.key.count + $1.value.count }
    guard nameBytes <= limits.nameBytes else { throw limit(.nameBytes, UInt64(limits.nameBytes)) }
  }

  private static func attributes(of entry: OpaquePointer) -> [[UInt8]: [UInt8]] {
    guard archive_entry_xattr_reset(entry) > 0 else { return [:] }
    var attributes: [[UInt8]: [UInt8]] = [:]
    var name: UnsafePointer<CChar>?
    var value: UnsafeRawPointer?
    var size = 0
    while archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK {
      guard let name = bytes(name) else { continue }
      attributes[name] = value.map { Array(UnsafeRawBufferPointer(start: $0, count: size)) } ?? []
    }
    return attributes
  }

  private static func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8]? {
    guard let text else { return nil }
    return Array(UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }

  /// Whether the last message says that a name could not be converted: then its bytes are kept, as is wanted.
  private var isAboutCharacters: Bool { Self.message(archive).contains("can't be converted") }

  private static func message(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { String(cString: $0) } ?? "libarchive does not say why"
  }

  private func limit(_ kind: ArchiveLimit, _ allowed: UInt64) -> ArchiveFailure {
    .limit(kind, allowed: allowed, path: path)
  }

  private func failure() -> ArchiveFailure { Self.failure(handle, entries: entryCount) }

  private static func failure(_ handle: borrowing Handle, entries: Int) -> ArchiveFailure {
    let archive = handle.pointer
    // Those of this machine: all others are about the bytes.
    let code = archive_errno(archive)
    if [EIO, ENOMEM, EAGAIN, EACCES, EISDIR, EBADF, EINTR].contains(code) {
      return .machine(operation: "read the archive", code: code)
    }
    if entries == 0 {
      if handle.input.isEmpty { return .empty }
      if archive_format(archive) == 0 { return .notAnArchive(isCompressed: archive_filter_count(archive) > 1) }
    }
    return .damaged(entries: entries, detail: message(archive))
  }
}
