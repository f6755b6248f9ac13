/// One pack and its index, both open.
final class PackFile: Sendable {
  let index: PackIndex
  let file: OpenFile
  /// Where the entries begin.
  static let firstEntry = 12
  private static let checksumLength = 20

  /// Where the entries end and the checksum begins.
  var end: Int { file.size - Self.checksumLength }

  /// Opens the pack at `path`, which has no `.pack` behind it, and makes sure that the two files belong together.
  ///
  /// - Throws: ``ObjectFault``.
  init(_ path: String) throws(ObjectFault) {
    let index = try PackIndex(path + ".idx")
    let file = try OpenFile(path + ".pack")
    let header = try file.bytes(at: 0, count: Self.firstEntry)
    let version = BigEndian.number32(header, at: 4)
    guard header.starts(with: Array("PACK".utf8)), version == 2 || version == 3,
      BigEndian.number32(header, at: 8) == index.objectCount
    else { throw .malformed }
    guard file.size >= Self.firstEntry + Self.checksumLength,
      try file.bytes(at: file.size - Self.checksumLength, count: Self.checksumLength) == index.packChecksum
    else { throw .malformed }
    self.index = index
    self.file = file
  }
}
