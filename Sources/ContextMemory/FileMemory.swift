public import BuildContext
public import Fingerprints

/// What a scan of a directory found, for the next scan: contents of files and names in directories by their stamps.
///
/// Only what is settled is kept (see ``FileStamp/isSettled(at:)``). Stored as: the root's path and the names of all
/// directories behind their lengths; records of files, 72 bytes each, and of directories, 56 bytes, behind their
/// numbers, both sorted by inode and device; the SHA-256 of all that.
public struct FileMemory: RememberedFiles {
  private static let magic = Array("lockstep file memory 1\n".utf8)
  private static let fileLength = 72
  private static let directoryLength = 56

  /// The directory that was scanned, absolute.
  public let root: String
  private let bytes: [UInt8]
  private let names: Range<Int>
  private let files: Records
  private let directories: Records

  /// Records of one length, sorted by inode and device.
  private struct Records {
    let start: Int
    let count: Int
    let length: Int
  }

  public var fileCount: Int { files.count }

  /// What `scan` of the directory `root` leaves.
  ///
  /// - Parameter tellsChanges: whether the times of a directory on the root's device change with the names in it; see
  ///   ``DirectoryTree/tellsChanges``.
  /// - Throws: ``DigestUnavailable``.
  public init(_ scan: DirectoryScan, root: String, tellsChanges: Bool) throws(DigestUnavailable) {
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
    bytes = writer.bytes + (try SHA256Digest.of(writer.bytes)).bytes
    self.root = root
  }

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
    guard reader.take(directoryCount * Self.directoryLength) != nil, reader.isAtEnd else { return nil }
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

  /// Where the record of the stamp begins.
  private func find(_ stamp: FileStamp, in records: Records) -> Int? {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      let start = records.start + middle * records.length
      if (number(at: start), number(at: start + 8)) < Self.order(stamp) { low = middle + 1 } else { high = middle }
    }
    let start = records.start + low * records.length
    guard low < records.count, number(at: start) == stamp.inode, number(at: start + 8) == stamp.device,
      number(at: start + 16) == stamp.size, number(at: start + 24) == UInt64(bitPattern: stamp.modified),
      number(at: start + 32) == UInt64(bitPattern: stamp.changed)
    else { return nil }
    return start
  }

  private func number(at position: Int) -> UInt64 {
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
