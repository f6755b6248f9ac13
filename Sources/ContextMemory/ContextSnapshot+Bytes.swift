public import Fingerprints
internal import Git

/// How a snapshot is stored: numbers in eight bytes, the lowest first, byte strings behind their length, and at the
/// end the SHA-256 of all of it.
extension ContextSnapshot {
  /// Of entries or of bytes; what is beyond it is nonsense, and sums stay in range.
  private static let maximumSum = 1 << 43

  private static let magic = Array("lockstep context snapshot 2\n".utf8)

  /// The snapshot as it is stored.
  ///
  /// - Throws: ``DigestUnavailable``.
  public func stored() throws(DigestUnavailable) -> [UInt8] {
    var writer = ByteWriter(reserving: text.count + names.count + directories.count * 80 + 4096)
    writer.bytes += Self.magic
    for text in [origin.tool, origin.objectsDirectory] { writer.append(Array(text.utf8)) }
    writer.append(origin.directory.bytes)
    writer.append(origin.ignoreFileName == nil ? 0 : 1)
    writer.append(Array((origin.ignoreFileName ?? "").utf8))
    writer.append(origin.ignoreFile)
    writer.append(text)
    writer.append(names)
    writer.append(directories.count)
    for directory in directories {
      writer.bytes += directory.id.bytes
      for number in [
        directory.name.count, directory.extent, directory.lines.lowerBound, directory.lines.count,
        directory.sum.entries, Int(truncatingIfNeeded: directory.sum.bytes), directory.sum.ignored,
      ] { writer.append(number) }
    }
    for places in [attributeFiles, submodules] {
      writer.append(places.count)
      for place in places {
        writer.append(place.path.bytes)
        writer.bytes += place.id.bytes
      }
    }
    writer.append(arrivingEmpty.count)
    for path in arrivingEmpty { writer.append(path.bytes) }
    writer.append(remarks.count)
    for remark in remarks {
      writer.append(remark.path.bytes)
      writer.append(Array(remark.text.utf8))
    }
    writer.bytes += try SHA256Digest.of(writer.bytes).bytes
    return writer.bytes
  }

  /// The snapshot that was stored as `bytes`; nil when they are damaged in any way, or of another version.
  ///
  /// - Throws: ``DigestUnavailable``.
  public init?(stored bytes: [UInt8]) throws(DigestUnavailable) {
    guard bytes.count > Self.magic.count + 64, bytes.starts(with: Self.magic) else { return nil }
    let hasher = try MessageDigest(.sha256)
    hasher.update(bytes.span.extracting(first: bytes.count - 32).bytes)
    guard hasher.finish() == Array(bytes.suffix(32)) else { return nil }
    var reader = ByteReader(bytes: bytes, position: Self.magic.count, end: bytes.count - 32)
    guard let tool = reader.string(), let objects = reader.string(), let directory = reader.string(),
      let hasName = reader.number(), let name = reader.string(), let ignoreFile = reader.string(),
      let text = reader.string(), let names = reader.string(),
      let count = reader.count(ofAtLeast: 76)
    else { return nil }
    self.init(
      Origin(
        tool: String(decoding: tool, as: UTF8.self), objectsDirectory: String(decoding: objects, as: UTF8.self),
        directory: BytePath(Array(directory)),
        ignoreFileName: hasName == 0 ? nil : String(decoding: name, as: UTF8.self), ignoreFile: Array(ignoreFile)))
    self.text = Array(text)
    self.names = Array(names)
    directories.reserveCapacity(count)
    var nameStart = 0
    for _ in 0..<count {
      guard let id = reader.take(20), let name = reader.number(), let extent = reader.number(),
        let start = reader.number(), let length = reader.number(), let entries = reader.number(),
        let size = reader.number(), let ignored = reader.number(),
        name <= names.count - nameStart, (1...count).contains(extent), start <= text.count,
        length <= text.count - start, max(entries, ignored, size) <= Self.maximumSum
      else { return nil }
      var directory = Directory(
        id: ObjectID(Array(id)), name: nameStart..<(nameStart + name), extent: extent, lines: start..<(start + length))
      directory.sum = Sum(entries: entries, bytes: UInt64(size), ignored: ignored)
      directories.append(directory)
      nameStart += name
    }
    guard let attributeFiles = Self.places(&reader), let submodules = Self.places(&reader),
      let emptyCount = reader.count(ofAtLeast: 8)
    else { return nil }
    self.attributeFiles = attributeFiles
    self.submodules = submodules
    for _ in 0..<emptyCount {
      guard let path = reader.string() else { return nil }
      arrivingEmpty.append(BytePath(Array(path)))
    }
    guard let remarkCount = reader.count(ofAtLeast: 16) else { return nil }
    for _ in 0..<remarkCount {
      guard let path = reader.string(), let text = reader.string() else { return nil }
      remarks.append(
        ContextOutline.Remark(path: BytePath(Array(path)), text: String(decoding: text, as: UTF8.self)))
    }
    guard reader.isAtEnd, directories.first?.extent == count, isNested else { return nil }
  }

  private static func places(_ reader: inout ByteReader) -> [ContextOutline.Place]? {
    guard let count = reader.count(ofAtLeast: 28) else { return nil }
    var places: [ContextOutline.Place] = []
    for _ in 0..<count {
      guard let path = reader.string(), let id = reader.take(20) else { return nil }
      places.append(ContextOutline.Place(path: BytePath(Array(path)), id: ObjectID(Array(id))))
    }
    return places
  }

  /// Whether every directory lies wholly inside the one around it.
  private var isNested: Bool {
    var open: [(end: Int, lines: Range<Int>)] = []
    for (index, directory) in directories.enumerated() {
      while let last = open.last, index >= last.end { open.removeLast() }
      let end = index + directory.extent
      if let around = open.last {
        guard end <= around.end, directory.lines.lowerBound >= around.lines.lowerBound,
          directory.lines.upperBound <= around.lines.upperBound
        else { return false }
      }
      open.append((end, directory.lines))
    }
    return true
  }
}
