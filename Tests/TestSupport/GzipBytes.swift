/// A gzip file made byte by byte, its content not compressed.
public enum GzipBytes {
  /// - Parameter blockSize: bytes of one stored block; another size is another compressed form of the same content.
  public static func file(
    _ content: [UInt8], modified: Int = 0, name: String? = nil, level: UInt8 = 0, blockSize: Int = 30_000
  ) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, name == nil ? 0 : 8] + LittleEndianBytes.word(modified) + [level, 3]
    if let name { bytes += Array(name.utf8) + [0] }
    var place = 0
    repeat {
      let end = min(content.count, place + blockSize)
      let length = LittleEndianBytes.half(end - place)
      bytes += [end == content.count ? 1 : 0] + length + length.map { ~$0 } + content[place..<end]
      place = end
    } while place < content.count
    return bytes + CheckSum.of(content) + LittleEndianBytes.word(content.count)
  }
}
