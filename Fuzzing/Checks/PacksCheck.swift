internal import Fingerprints
internal import PackFiles

/// Loose objects and packs: all ways to an object give the same one, or none.
enum PacksCheck {
  private static let limits = ReadLimits(objectSize: 1 << 20, deltaDepth: 64)

  /// A byte: whether the rest is a file or what is compressed in one.
  static func loose(_ content: [UInt8]) throws {
    guard let choice = content.first else { return }
    let file = Array(content.dropFirst())
    let repository = try ScratchRepository()
    try repository.put(file: choice % 2 == 0 ? file : Zlib.stored(file), as: id(1))
    try read([id(1)], repository)
  }

  /// The length of an index in two bytes, the index, and its pack, which gets the checksum that the index wants.
  static func files(_ content: [UInt8]) throws {
    guard content.count > 2 else { return }
    let length = min(Int(content[0]) << 8 | Int(content[1]), content.count - 2)
    let index = Array(content[2..<(2 + length)])
    let pack = Array(content[(2 + length)...]) + index.suffix(40).prefix(20)
    let first = index.count > 1024 ? Array(index.dropFirst(1024).prefix(20)) : []
    try read(pack, index, [id(1), id(2)] + (first.count == 20 ? [ObjectID(first)] : []))
  }

  /// Entries of a pack: each a byte for the type, one for the base, one for what the size is off by, the length of the
  /// content in two bytes, and the content, which is compressed here.
  static func entries(_ content: [UInt8]) throws {
    var pack = Array("PACK".utf8) + Zlib.bigEndian(2) + [0, 0, 0, 0]
    var offsets: [Int] = []
    var rest = content[...]
    while rest.count >= 5, offsets.count < 12 {
      let header = Array(rest.prefix(5))
      let content = Array(rest.dropFirst(5).prefix(Int(header[3]) << 8 | Int(header[4])))
      rest = rest.dropFirst(5 + content.count)
      offsets.append(pack.count)
      pack += self.header(type: header[0] & 7, size: max(0, content.count + Int(Int8(bitPattern: header[2]))))
      let base = Int(header[1])
      if header[0] & 7 == 6 {
        pack += distance(base < offsets.count ? pack.count - offsets[base] : base << 4)
      } else if header[0] & 7 == 7 {
        pack += id(base + 1).bytes
      }
      pack += Zlib.stored(content)
    }
    pack.replaceSubrange(8..<12, with: Zlib.bigEndian(offsets.count))
    let checksum = [UInt8](repeating: 7, count: 20)
    var index: [UInt8] = [0xFF, 0x74, 0x4F, 0x63] + Zlib.bigEndian(2)
    for first in 0..<256 { index += Zlib.bigEndian(min(first, offsets.count)) }
    for number in offsets.indices { index += id(number + 1).bytes }
    for _ in offsets { index += [0, 0, 0, 0] }
    for offset in offsets { index += Zlib.bigEndian(offset) }
    try read(pack + checksum, index + checksum + checksum, (1...13).map(id))
  }

  private static func id(_ number: Int) -> ObjectID {
    ObjectID([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 20))
  }

  private static func header(type: UInt8, size: Int) -> [UInt8] {
    var bytes = [type << 4 | UInt8(size & 15)]
    var rest = size >> 4
    while rest > 0 {
      bytes[bytes.count - 1] |= 0x80
      bytes.append(UInt8(rest & 127))
      rest >>= 7
    }
    return bytes
  }

  private static func distance(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 127)]
    var rest = value >> 7
    while rest > 0 {
      rest -= 1
      bytes.insert(0x80 | UInt8(rest & 127), at: 0)
      rest >>= 7
    }
    return bytes
  }

  private static func read(_ pack: [UInt8], _ index: [UInt8], _ ids: [ObjectID]) throws {
    let repository = try ScratchRepository()
    try repository.write(pack, to: "objects/pack/pack-1.pack")
    try repository.write(index, to: "objects/pack/pack-1.idx")
    try read(ids, repository)
  }

  private static func read(_ ids: [ObjectID], _ repository: ScratchRepository) throws {
    let files = ObjectFiles(objectsDirectory: repository.objects, limits: limits)
    var bare = limits
    bare.baseCacheSize = 0
    bare.indexCacheSize = 0
    let reader = try ObjectReader(files)
    let other = try ObjectReader(ObjectFiles(objectsDirectory: repository.objects, limits: bare))
    func result(_ reader: ObjectReader, _ id: ObjectID) -> Result<StoredObject, ObjectFault> {
      Result { () throws(ObjectFault) in try reader.read(id) }
    }
    let objects = ids.map { result(reader, $0) }
    for (id, object) in zip(ids, objects) {
      try require(result(reader, id) == object, "reading twice is the same")
      try require(result(other, id) == object, "what is kept changes nothing: \(object), \(result(other, id))")
    }
    let bulk = try BulkReader.read(ids, from: files, threads: 1, makeWorker: {}) { _, _, type, content in
      Copy(type: type, content: content.withUnsafeBytes { Array($0) })
    }
    for (id, (object, bulk)) in zip(ids, zip(objects, bulk)) {
      _ = reader.size(of: id)
      guard let bulk else { continue }
      let single = try? object.get()
      try require(
        single?.type == bulk.type && single?.content == bulk.content, "many at once are the same as one by one")
    }
  }

  private struct Copy: Sendable {
    let type: ObjectType
    let content: [UInt8]
  }
}
