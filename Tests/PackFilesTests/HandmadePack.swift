import Fingerprints
import Foundation

/// A pack and its index made byte by byte, so that anything may be wrong with them.
struct HandmadePack {
  struct Entry {
    var header: [UInt8]
    var stream: [UInt8]
    /// What the index calls it.
    var id: ObjectID
    /// What the index says of its place; nil for the true one.
    var offset: Int?

    /// - Parameter size: what the header says; nil for the true one.
    init(type: UInt8, size: Int? = nil, base: [UInt8] = [], _ content: [UInt8], id: UInt8) {
      header = Self.header(type: type, size: size ?? content.count) + base
      stream = HandmadePack.zlib(content)
      self.id = HandmadePack.id(id)
    }

    private static func header(type: UInt8, size: Int) -> [UInt8] {
      var bytes = [type << 4 | UInt8(size & 15)]
      var rest = size >> 4
      while rest > 0 {
        bytes[bytes.count - 1] |= 0x80
        bytes.append(UInt8(rest & 0x7F))
        rest >>= 7
      }
      return bytes
    }
  }

  var entries: [Entry]
  var packHeader: [UInt8] = Array("PACK".utf8) + [0, 0, 0, 2]
  /// Changes the index just before it is written.
  var changeIndex: (inout [UInt8]) -> Void = { _ in }
  var changePack: (inout [UInt8]) -> Void = { _ in }

  init(_ entries: [Entry]) { self.entries = entries }

  static func id(_ number: UInt8) -> ObjectID { ObjectID([UInt8](repeating: number, count: 20)) }

  /// The distance of an OFS_DELTA as packs spell it.
  static func distance(_ value: Int) -> [UInt8] {
    var bytes = [UInt8(value & 0x7F)]
    var rest = value >> 7
    while rest > 0 {
      rest -= 1
      bytes.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
      rest >>= 7
    }
    return bytes
  }

  /// `content` as a zlib stream of stored blocks.
  static func zlib(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x78, 0x01]
    var rest = content[...]
    repeat {
      let block = rest.prefix(65_535)
      rest = rest.dropFirst(block.count)
      let count = UInt16(block.count)
      bytes += [rest.isEmpty ? 1 : 0, UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
      bytes += block
    } while !rest.isEmpty
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in content {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return bytes + big32(Int(b << 16 | a))
  }

  static func big32(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }

  /// Writes both files below `directory`, which becomes an object directory.
  func write(to directory: String) throws {
    try FileManager.default.createDirectory(atPath: directory + "/pack", withIntermediateDirectories: true)
    var pack = packHeader + Self.big32(entries.count)
    var rows: [(id: ObjectID, offset: Int)] = []
    for entry in entries {
      rows.append((entry.id, entry.offset ?? pack.count))
      pack += entry.header + entry.stream
    }
    let checksum = [UInt8](repeating: 0xCC, count: 20)
    pack += checksum
    rows.sort { $0.id < $1.id }
    var index: [UInt8] = [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]
    for first in 0..<256 { index += Self.big32(rows.count { Int($0.id.bytes[0]) <= first }) }
    for row in rows { index += row.id.bytes }
    for _ in rows { index += [0, 0, 0, 0] }
    for row in rows { index += Self.big32(row.offset) }
    index += checksum + checksum
    changeIndex(&index)
    changePack(&pack)
    try Data(pack).write(to: URL(fileURLWithPath: directory + "/pack/pack-1.pack"))
    try Data(index).write(to: URL(fileURLWithPath: directory + "/pack/pack-1.idx"))
  }
}
