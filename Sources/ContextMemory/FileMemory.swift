public import BuildContext
public import Fingerprints

/// What a scan of a directory found, for the next scan: contents of files and names in directories by their stamps.
///
/// Only what is settled is kept (see ``FileStamp/isSettled(at:)``). Stored as: the root's path and the names of all
/// directories behind their lengths; records of files, 72 bytes each, and of directories, 56 bytes, behind their
/// numbers, both sorted by inode and device; for a scan of which all is kept, its result with all paths, ended by zero
/// bytes, and four bytes for each: where its record is; the SHA-256 of all that.
public struct FileMemory: RememberedFiles {
  private static let magic = Array("lockstep file memory 2\n".utf8)
  private static let fileLength = 72
  private static let directoryLength = 56

  /// The directory that was scanned, absolute.
  public let root: String
  private let bytes: [UInt8]
  private let names: Range<Int>
  private let files: Records
  private let directories: Records

  /// What came of a scan of which everything is kept.
  public struct Outcome: Hashable, Sendable {
    /// Of the ignore rules, with the name of their file.
    public let rules: SHA256Digest
    public let digest: SHA256Digest
    public let entryCount: Int
    public let byteCount: UInt64
    public let warnings: [String]
  }

  /// Nil when something was not settled, or when names in directories are not to be believed.
  public let outcome: Outcome?
  private let paths: Range<Int>
  private let places: Range<Int>

  /// Records of one length, sorted by inode and device.
  private struct Records {
    let start: Int
    let count: Int
    let length: Int
  }

  public var fileCount: Int { files.count }

  /// What `scan` of the directory `root` leaves.
  ///
  /// - Parameters:
  ///   - rules: see ``Outcome/rules``.
  ///   - tellsChanges: whether the times of a directory on the root's device change with the names in it; see
  ///     ``DirectoryTree/tellsChanges``.
  /// - Throws: ``DigestUnavailable``.
  public init(
    _ scan: DirectoryScan, root: String, rules: SHA256Digest, tellsChanges: Bool
  ) throws(DigestUnavailable) {
    let contents = Self.unique(scan.contents.filter { $0.stamp.isSettled(at: scan.start) }, by: \.stamp)
    let device = scan.directories.first?.stamp.device
    let directories = Self.unique(
      scan.directories.filter { tellsChanges && $0.stamp.device == device && $0.stamp.isSettled(at: scan.start) },
      by: \.stamp)
    var writer = ByteWriter(
      reserving: contents.count * Self.fileLength + directories.count * (Self.directoryLength + 200) + 4096)
    writer.bytes += Self.magic
    writer.append(Array(root.utf8))
    writer.append(directories.reduce(0) { $0 + $1.names.count })
    let namesStart = writer.bytes.count
    for directory in directories { writer.bytes += directory.names }
    names = namesStart..<writer.bytes.count
    writer.append(contents.count)
    files = Records(start: writer.bytes.count, count: contents.count, length: Self.fileLength)
    for content in contents {
      writer.append(content.stamp)
      writer.bytes += content.digest.bytes
    }
    writer.append(directories.count)
    self.directories = Records(start: writer.bytes.count, count: directories.count, length: Self.directoryLength)
    var start = 0
    for directory in directories {
      writer.append(directory.stamp)
      writer.append(start)
      writer.append(directory.names.count)
      start += directory.names.count
    }
    outcome =
      scan.contents.count + scan.directories.count > 0 && tellsChanges
        && scan.contents.allSatisfy({ $0.stamp.isSettled(at: scan.start) })
        && scan.directories.allSatisfy({ $0.stamp.device == device && $0.stamp.isSettled(at: scan.start) })
      ? Outcome(
        rules: rules, digest: try scan.manifest.digest(), entryCount: scan.entryCount, byteCount: scan.byteCount,
        warnings: scan.warnings) : nil
    (paths, places) = Self.append(outcome, scan, files: files, directories: self.directories, to: &writer)
    bytes = writer.bytes + (try SHA256Digest.of(writer.bytes)).bytes
    self.root = root
  }

  /// Writes the part about the outcome; gives where the paths are and where the places of their records.
  private static func append(
    _ outcome: Outcome?, _ scan: DirectoryScan, files: Records, directories: Records, to writer: inout ByteWriter
  ) -> (paths: Range<Int>, places: Range<Int>) {
    writer.append(outcome == nil ? 0 : 1)
    guard let outcome else { return (0..<0, 0..<0) }
    writer.bytes += outcome.rules.bytes + outcome.digest.bytes
    writer.append(outcome.entryCount)
    writer.append(Int(truncatingIfNeeded: outcome.byteCount))
    writer.append(outcome.warnings.count)
    for warning in outcome.warnings { writer.append(Array(warning.utf8)) }
    let written = writer.bytes
    var all: [UInt8] = []
    var records: [UInt32] = []
    for (path, stamp, part) in scan.directories.map({ ($0.path, $0.stamp, directories) })
      + scan.contents.map({ ($0.path, $0.stamp, files) })
    {
      all += path.isRoot ? [UInt8(ascii: ".")] : path.bytes
      all.append(0)
      records.append(UInt32(truncatingIfNeeded: place(of: stamp, in: part, written) ?? 0))
    }
    writer.append(all)
    let paths = (writer.bytes.count - all.count)..<writer.bytes.count
    writer.append(records.count)
    let start = writer.bytes.count
    for record in records { withUnsafeBytes(of: record.littleEndian) { writer.bytes += $0 } }
    return (paths, start..<writer.bytes.count)
  }

  /// Whether everything in the directory is as it was, so that ``outcome`` still holds.
  public func holds(_ tree: DirectoryTree, threads: Int) -> Bool {
    guard outcome != nil, !places.isEmpty else { return false }
    return tree.hasStamps(paths: bytes[paths], threads: threads) { stamp(ofPath: $0) }
  }

  /// What belongs to the path with this number; of no file when there is no such record.
  private func stamp(ofPath index: Int) -> FileStamp {
    let place = places.lowerBound + 4 * index
    guard place + 4 <= places.upperBound else { return Self.noStamp }
    let record = Int(UInt32(littleEndian: bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)))
    guard record >= files.start, record + 40 <= bytes.count else { return Self.noStamp }
    return FileStamp(
      device: number(at: record + 8), inode: number(at: record), size: number(at: record + 16),
      modified: Int64(bitPattern: number(at: record + 24)), changed: Int64(bitPattern: number(at: record + 32)))
  }

  private static let noStamp = FileStamp(device: 0, inode: 0, size: 0, modified: 0, changed: 0)

  private static func unique<Element>(_ elements: [Element], by stamp: (Element) -> FileStamp) -> [Element] {
    let sorted = elements.sorted { Self.order(stamp($0)) < Self.order(stamp($1)) }
    var result: [Element] = []
    result.reserveCapacity(sorted.count)
    // Names of one file stand together.
    for element in sorted where result.last.map({ Self.order(stamp($0)) != Self.order(stamp(element)) }) ?? true {
      result.append(element)
    }
    return result
  }

  private static func order(_ stamp: FileStamp) -> (UInt64, UInt64) { (stamp.inode, stamp.device) }

  /// As it is stored.
  public var stored: [UInt8] { bytes }

  /// What was stored as `bytes`; nil when they are damaged in any way, or of another version.
  ///
  /// - Throws: ``DigestUnavailable``.
  public init?(stored bytes: [UInt8]) throws(DigestUnavailable) {
    guard bytes.count >= Self.magic.count + 32, bytes.starts(with: Self.magic) else { return nil }
    let hasher = try MessageDigest(.sha256)
    hasher.update(bytes.span.extracting(first: bytes.count - 32).bytes)
    guard hasher.finish().elementsEqual(bytes.suffix(32)) else { return nil }
    var reader = ByteReader(bytes: bytes, position: Self.magic.count, end: bytes.count - 32)
    guard let root = reader.string(), let names = reader.string(),
      let fileCount = reader.count(ofAtLeast: Self.fileLength)
    else { return nil }
    files = Records(start: reader.position, count: fileCount, length: Self.fileLength)
    guard reader.take(fileCount * Self.fileLength) != nil,
      let directoryCount = reader.count(ofAtLeast: Self.directoryLength)
    else { return nil }
    directories = Records(start: reader.position, count: directoryCount, length: Self.directoryLength)
    guard reader.take(directoryCount * Self.directoryLength) != nil, let hasOutcome = reader.number() else {
      return nil
    }
    if hasOutcome == 1 {
      guard let rules = reader.take(32), let digest = reader.take(32), let entryCount = reader.number(),
        let byteCount = reader.number(), let warningCount = reader.count(ofAtLeast: 8)
      else { return nil }
      var warnings: [String] = []
      for _ in 0..<warningCount {
        guard let warning = reader.string() else { return nil }
        warnings.append(String(decoding: warning, as: UTF8.self))
      }
      guard let paths = reader.string(), let count = reader.count(ofAtLeast: 4), let places = reader.take(4 * count)
      else { return nil }
      outcome = Outcome(
        rules: SHA256Digest(Array(rules)), digest: SHA256Digest(Array(digest)), entryCount: entryCount,
        byteCount: UInt64(byteCount), warnings: warnings)
      self.paths = paths.indices
      self.places = places.indices
    } else {
      outcome = nil
      paths = 0..<0
      places = 0..<0
    }
    guard reader.isAtEnd else { return nil }
    self.root = String(decoding: root, as: UTF8.self)
    self.names = names.indices
    self.bytes = bytes
  }

  public func content(_ stamp: FileStamp) -> SHA256Digest? {
    find(stamp, in: files).map { SHA256Digest(Array(bytes[($0 + 40)..<($0 + 72)])) }
  }

  public func names(_ stamp: FileStamp) -> ArraySlice<UInt8>? {
    guard let record = find(stamp, in: directories) else { return nil }
    let start = number(at: record + 40)
    let count = number(at: record + 48)
    guard start <= UInt64(names.count), count <= UInt64(names.count) - start else { return nil }
    let first = names.lowerBound + Int(start)
    return bytes[first..<(first + Int(count))]
  }

  private func find(_ stamp: FileStamp, in records: Records) -> Int? { Self.place(of: stamp, in: records, bytes) }

  /// Where the record of the stamp begins.
  private static func place(of stamp: FileStamp, in records: Records, _ bytes: [UInt8]) -> Int? {
    func number(at position: Int) -> UInt64 { Self.number(at: position, bytes) }
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      let start = records.start + middle * records.length
      if (number(at: start), number(at: start + 8)) < order(stamp) { low = middle + 1 } else { high = middle }
    }
    let start = records.start + low * records.length
    guard low < records.count, number(at: start) == stamp.inode, number(at: start + 8) == stamp.device,
      number(at: start + 16) == stamp.size, number(at: start + 24) == UInt64(bitPattern: stamp.modified),
      number(at: start + 32) == UInt64(bitPattern: stamp.changed)
    else { return nil }
    return start
  }

  private func number(at position: Int) -> UInt64 { Self.number(at: position, bytes) }

  private static func number(at position: Int, _ bytes: [UInt8]) -> UInt64 {
    UInt64(littleEndian: bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}

extension ByteWriter {
  fileprivate mutating func append(_ stamp: FileStamp) {
    for number in [
      stamp.inode, stamp.device, stamp.size, UInt64(bitPattern: stamp.modified), UInt64(bitPattern: stamp.changed),
    ] { append(Int(truncatingIfNeeded: number)) }
  }
}
