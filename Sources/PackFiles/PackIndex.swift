/// Where the objects of one pack lie in it: an `.idx` file, version 1 or 2.
///
/// Source: git, Documentation/gitformat-pack.txt.
final class PackIndex: Sendable {
  /// The ids that begin with one byte, sorted, and where each object lies.
  struct Bucket {
    /// Twenty bytes an object.
    let ids: [UInt8]
    /// Four bytes an object, as the file has them.
    let offsets: [UInt8]

    var byteCount: Int { ids.count + offsets.count }
  }

  private let file: OpenFile
  private let isFirstVersion: Bool
  /// How many objects begin with a byte up to the index.
  private let fanOut: [Int]
  /// The last twenty bytes of the pack that the index was made for.
  let packChecksum: [UInt8]

  private static let magic: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]
  private static let idLength = 20
  private static let trailerLength = 40
  /// Buckets of more objects than these are not kept: the pack has some 100,000.
  private static let bucketLimit = 400

  var objectCount: Int { fanOut[255] }

  /// - Throws: ``ObjectFault``.
  init(_ path: String) throws(ObjectFault) {
    let file = try OpenFile(path)
    let isFirstVersion = try file.bytes(at: 0, count: 8) != Self.magic
    let table = try file.bytes(at: isFirstVersion ? 0 : 8, count: 1024)
    var fanOut: [Int] = []
    fanOut.reserveCapacity(256)
    for first in 0..<256 {
      let count = BigEndian.number32(table, at: 4 * first)
      guard count >= fanOut.last ?? 0 else { throw .malformed }
      fanOut.append(count)
    }
    let count = fanOut[255]
    guard
      isFirstVersion
        ? file.size == 1024 + 24 * count + Self.trailerLength
        : file.size >= 1032 + 28 * count + Self.trailerLength
    else { throw .malformed }
    packChecksum = try file.bytes(at: file.size - Self.trailerLength, count: Self.idLength)
    self.file = file
    self.isFirstVersion = isFirstVersion
    self.fanOut = fanOut
  }

  /// How many ids begin with `first`, and the row of the first of them.
  private func rows(_ first: UInt8) -> Range<Int> { (first == 0 ? 0 : fanOut[Int(first) - 1])..<fanOut[Int(first)] }

  /// The objects whose id begins with `first`; nil when they are so many that looking each up costs less.
  func bucket(_ first: UInt8) throws(ObjectFault) -> Bucket? {
    let rows = rows(first)
    guard rows.count <= Self.bucketLimit else { return nil }
    guard isFirstVersion else {
      return Bucket(
        ids: try file.bytes(at: 1032 + 20 * rows.lowerBound, count: 20 * rows.count),
        offsets: try file.bytes(at: 1032 + 24 * objectCount + 4 * rows.lowerBound, count: 4 * rows.count))
    }
    let bytes = try file.bytes(at: 1024 + 24 * rows.lowerBound, count: 24 * rows.count)
    var ids: [UInt8] = []
    var offsets: [UInt8] = []
    for row in stride(from: 0, to: bytes.count, by: 24) {
      offsets += bytes[row..<(row + 4)]
      ids += bytes[(row + 4)..<(row + 24)]
    }
    return Bucket(ids: ids, offsets: offsets)
  }

  /// The ids of all objects that begin with `first`.
  func ids(beginningWith first: UInt8) throws(ObjectFault) -> [[UInt8]] {
    let rows = rows(first)
    let (stride, skip, table) = isFirstVersion ? (24, 4, 1024) : (20, 0, 1032)
    let bytes = try file.bytes(at: table + stride * rows.lowerBound, count: stride * rows.count)
    return (0..<rows.count).map { Array(bytes[(stride * $0 + skip)...].prefix(Self.idLength)) }
  }

  /// Where in the pack the object `id` lies by its bucket; nil when it is not in it.
  func offset(of id: [UInt8], in bucket: Bucket) throws(ObjectFault) -> Int? {
    guard id.count == Self.idLength,
      let row = Self.search(id, bucket.ids, count: bucket.ids.count / Self.idLength, stride: Self.idLength, skip: 0)
        .found
    else { return nil }
    return try offset(BigEndian.number32(bucket.offsets, at: 4 * row))
  }

  /// Where in the pack the object `id` lies; nil when it is not in it. Reads what it needs of the index.
  ///
  /// Ids are spread evenly, so the first look is where `id` would lie then, which mostly suffices.
  func offset(of id: [UInt8]) throws(ObjectFault) -> Int? {
    guard id.count == Self.idLength else { return nil }
    var rows = rows(id[0])
    let (stride, skip, table) = isFirstVersion ? (24, 4, 1024) : (20, 0, 1032)
    var middle = rows.lowerBound + rows.count * (Int(id[1]) << 16 | Int(id[2]) << 8 | Int(id[3])) >> 24
    while !rows.isEmpty {
      let start = max(rows.lowerBound, min(middle - Self.lookLength / 2, rows.upperBound - Self.lookLength))
      let count = min(Self.lookLength, rows.upperBound - start)
      let bytes = try file.bytes(at: table + stride * start, count: stride * count)
      let (found, position) = Self.search(id, bytes, count: count, stride: stride, skip: skip)
      if let found {
        let raw =
          isFirstVersion
          ? Array(bytes[(24 * found)..<(24 * found + 4)])
          : try file.bytes(at: 1032 + 24 * objectCount + 4 * (start + found), count: 4)
        return try offset(BigEndian.number32(raw, at: 0))
      }
      switch position {
      case 0: rows = rows.lowerBound..<start
      case count: rows = (start + count)..<rows.upperBound
      default: return nil
      }
      middle = rows.lowerBound + rows.count / 2
    }
    return nil
  }

  /// So many ids are read at a look.
  private static let lookLength = 200

  /// The row of `id` among `count` sorted ones, and where it would lie.
  private static func search(
    _ id: [UInt8], _ ids: [UInt8], count: Int, stride: Int, skip: Int
  ) -> (found: Int?, position: Int) {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let order = compare(ids, at: middle * stride + skip, id)
      if order == 0 { return (middle, middle) }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return (nil, low)
  }

  /// The smallest offset of an object above `offset`; nil when there is none.
  ///
  /// Reads the whole table: meant for objects so large that this does not count.
  func nextOffset(above offset: Int) throws(ObjectFault) -> Int? {
    var nearest: Int?
    let stride = isFirstVersion ? 24 : 4
    let table = isFirstVersion ? 1024 : 1032 + 24 * objectCount
    var row = 0
    while row < objectCount {
      let count = min(16_384, objectCount - row)
      let rows = try file.bytes(at: table + row * stride, count: count * stride)
      for index in 0..<count {
        let found = try self.offset(BigEndian.number32(rows, at: index * stride))
        if found > offset, found < nearest ?? .max { nearest = found }
      }
      row += count
    }
    return nearest
  }

  /// An offset as the table gives it: with its highest bit set, a row of the table of large ones.
  private func offset(_ raw: Int) throws(ObjectFault) -> Int {
    guard !isFirstVersion, raw >= 1 << 31 else { return raw }
    let row = raw - 1 << 31
    let table = 1032 + 28 * objectCount
    guard row < (file.size - Self.trailerLength - table) / 8,
      let offset = BigEndian.number64(try file.bytes(at: table + 8 * row, count: 8), at: 0)
    else { throw .malformed }
    return offset
  }

  private static func compare(_ ids: [UInt8], at start: Int, _ id: [UInt8]) -> Int {
    for index in 0..<idLength where ids[start + index] != id[index] {
      return ids[start + index] < id[index] ? -1 : 1
    }
    return 0
  }
}
