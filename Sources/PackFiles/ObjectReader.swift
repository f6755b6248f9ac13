public import Fingerprints

/// Reads single objects from the files of an object directory; serves one thread.
///
/// What it gives is not checked against the id that was asked for: the caller hashes it anyway.
public final class ObjectReader {
  private var files: ObjectFiles
  private let inflater: Inflater
  /// Around the entry that was read last.
  private var window = PackWindow()
  /// What ``prepare(from:to:)`` read.
  private var piece = PackWindow()
  private var indexes: IndexCache
  private var bases: BaseCache

  /// An entry larger than this is read by itself, into memory of its own.
  private static let windowLimit = 1 << 20

  /// - Throws: ``ObjectFault/unreadable(_:)`` when there is no memory.
  public init(_ files: ObjectFiles) throws(ObjectFault) {
    self.files = files
    inflater = try Inflater()
    indexes = IndexCache(files.packs.map(\.index), limit: files.limits.indexCacheSize)
    bases = BaseCache(limit: files.limits.baseCacheSize)
  }

  private func open(_ files: ObjectFiles) {
    self.files = files
    window = PackWindow()
    piece = PackWindow()
    indexes = IndexCache(files.packs.map(\.index), limit: files.limits.indexCacheSize)
    bases = BaseCache(limit: files.limits.baseCacheSize)
  }

  /// The object `id` from the first file that has it sound.
  ///
  /// Where a pack lacks it that was removed meanwhile, the packs that are there now are looked into.
  /// - Throws: ``ObjectFault``: of several copies, what is wrong with the first.
  public func read(_ id: ObjectID) throws(ObjectFault) -> StoredObject {
    do throws(ObjectFault) {
      return try readOpened(id)
    } catch {
      guard error == .missing, let reopened = files.reopened() else { throw error }
      open(reopened)
      return try readOpened(id)
    }
  }

  private func readOpened(_ id: ObjectID) throws(ObjectFault) -> StoredObject {
    var fault = ObjectFault.missing
    do throws(ObjectFault) {
      if let place = try place(of: id) { return try object(at: place, isBase: false) }
    } catch {
      if error == .tooLarge { throw error }
      fault = error
      if let object = otherCopy(of: id) { return object }
    }
    for directory in files.directories {
      do throws(ObjectFault) {
        return try LooseObject.read(id, in: directory, by: inflater, limits: files.limits)
      } catch {
        if error == .tooLarge { throw error }
        if fault == .missing { fault = error }
      }
    }
    throw fault
  }

  /// The object in any pack that has it sound.
  private func otherCopy(of id: ObjectID) -> StoredObject? {
    for pack in files.packs.indices {
      if let place = try? place(of: id, inPack: pack), let object = try? object(at: place, isBase: false) {
        return object
      }
    }
    return nil
  }

  /// Why objects may be missing.
  public var gaps: [ObjectFiles.Gap] { files.gaps }

  /// The ids of objects that begin with the hexadecimal digits `prefix`, at least two; sorted, none twice.
  ///
  /// - Throws: ``ObjectFault`` when an index cannot be read.
  public func ids(beginningWith prefix: String) throws(ObjectFault) -> [ObjectID] {
    guard let first = UInt8(prefix.prefix(2), radix: 16), prefix.utf8.count >= 2 else { return [] }
    let prefix = prefix.lowercased()
    var found: Set<ObjectID> = []
    for pack in files.packs {
      found.formUnion(
        try pack.index.ids(beginningWith: first).map { ObjectID($0) }.filter { $0.hex.hasPrefix(prefix) })
    }
    for directory in files.directories { found.formUnion(LooseObject.ids(beginningWith: prefix, in: directory)) }
    return found.sorted { $0.hex < $1.hex }
  }

  /// The size of the content of object `id` in bytes; nil when it is missing or damaged.
  ///
  /// Of an object in a pack no more is inflated than the delta that makes it, of another no more than its header.
  public func size(of id: ObjectID) -> Int? {
    guard let place = try? place(of: id), let header = try? header(at: place) else {
      return files.directories.lazy.compactMap { LooseObject.size(of: id, in: $0, by: self.inflater) }.first
    }
    if case .whole = header.kind { return header.size }
    guard let delta = try? inflate(header, at: place) else { return nil }
    return try? Delta.resultSize(delta)
  }

  /// Where the object `id` lies in a pack; nil when no pack has it.
  func place(of id: ObjectID) throws(ObjectFault) -> BaseCache.Key? { try indexes.find(id.bytes) }

  /// Where the base of the entry at `place` lies, in the same pack; nil for an entry that is no delta.
  func base(of place: BaseCache.Key) throws(ObjectFault) -> BaseCache.Key? {
    switch try header(at: place).kind {
    case .whole: nil
    case .offsetDelta(let base): BaseCache.Key(pack: place.pack, offset: base)
    case .referenceDelta(let base): try self.place(of: base, inPack: place.pack)
    }
  }

  /// The object of the entry at `place`; kept for the deltas that need it when `isBase`.
  func object(at place: BaseCache.Key, isBase: Bool) throws(ObjectFault) -> StoredObject {
    var deltas: [(place: BaseCache.Key, header: EntryHeader)] = []
    var current = place
    var base: StoredObject?
    while base == nil {
      if let kept = bases.find(current) {
        base = kept
        break
      }
      let header = try header(at: current)
      switch header.kind {
      case .whole(let type):
        let object = StoredObject(type: type, content: try inflate(header, at: current))
        if isBase || !deltas.isEmpty { bases.keep(object, at: current) }
        base = object
        continue
      case .offsetDelta(let offset):
        deltas.append((current, header))
        current = BaseCache.Key(pack: place.pack, offset: offset)
      case .referenceDelta(let id):
        deltas.append((current, header))
        guard let found = try self.place(of: id, inPack: place.pack) else { throw .missing }
        current = found
      }
      if deltas.count > files.limits.deltaDepth {
        // More entries than there are: the same one twice.
        throw Set(deltas.map(\.place)).count < deltas.count ? .deltaCycle : .tooDeep
      }
    }
    guard var object = base else { throw .missing }
    while let delta = deltas.popLast() {
      let content = try Delta.apply(
        inflate(delta.header, at: delta.place), to: object.content, limit: files.limits.objectSize)
      object = StoredObject(type: object.type, content: content)
      if isBase || !deltas.isEmpty { bases.keep(object, at: delta.place) }
    }
    return object
  }

  private func place(of id: ObjectID, inPack pack: Int) throws(ObjectFault) -> BaseCache.Key? {
    try indexes.find(id.bytes, inPack: pack).map { BaseCache.Key(pack: pack, offset: $0) }
  }

  /// Reads at once what entries between two places of one pack will need.
  func prepare(from first: BaseCache.Key, to last: BaseCache.Key) {
    // Where it fails, each entry will say why.
    try? piece.load(
      files.packs[first.pack], number: first.pack, from: first.offset,
      wanted: last.offset - first.offset + Self.tailLength)
  }

  /// So much of the last entry of a piece is read with it.
  private static let tailLength = 16 << 10

  private func header(at place: BaseCache.Key) throws(ObjectFault) -> EntryHeader {
    try lend(from: place, at: place.offset, EntryHeader.maximumLength) { (bytes: RawSpan) throws(ObjectFault) in
      try EntryHeader(bytes, at: place.offset)
    }
  }

  /// The content, or the delta, of the entry at `place`.
  private func inflate(_ header: EntryHeader, at place: BaseCache.Key) throws(ObjectFault) -> [UInt8] {
    guard header.size <= files.limits.objectSize else { throw .tooLarge }
    let pack = files.packs[place.pack]
    let start = place.offset + header.length
    guard start < pack.end else { throw .truncated }
    // More than what zlib makes of bytes that cannot be compressed.
    let bound = min(header.size + header.size / 8 + 128, pack.end - start)
    if bound > Self.windowLimit { return try inflateLarge(header, at: place, from: start, bound) }
    return try lend(from: place, at: start, bound) { (bytes: RawSpan) throws(ObjectFault) in
      try inflater.inflate(bytes, size: header.size)
    }
  }

  /// ``inflate(_:at:)`` without the windows, which large entries would only push the others out of.
  private func inflateLarge(
    _ header: EntryHeader, at place: BaseCache.Key, from start: Int, _ bound: Int
  ) throws(ObjectFault) -> [UInt8] {
    let pack = files.packs[place.pack]
    let next = try pack.index.nextOffset(above: place.offset) ?? pack.end
    guard next > start else { throw .malformed }
    let stream = try pack.file.bytes(at: start, count: min(bound, next - start))
    return try inflater.inflate(stream.span.bytes, size: header.size)
  }

  /// Lends at least the `wanted` bytes from `offset` on of the pack of `place`, or as many as its entries have.
  private func lend<Result>(
    from place: BaseCache.Key, at offset: Int, _ wanted: Int,
    _ body: (RawSpan) throws(ObjectFault) -> Result
  ) throws(ObjectFault) -> Result {
    let pack = files.packs[place.pack]
    if let result = try piece.lend(pack, number: place.pack, from: offset, wanted: wanted, body) { return result }
    if let result = try window.lend(pack, number: place.pack, from: offset, wanted: wanted, body) { return result }
    try window.load(pack, number: place.pack, from: offset, wanted: wanted)
    guard let result = try window.lend(pack, number: place.pack, from: offset, wanted: wanted, body) else {
      throw .truncated
    }
    return result
  }
}
