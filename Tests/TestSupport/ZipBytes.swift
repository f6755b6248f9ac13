/// A zip made byte by byte, its members stored.
public struct ZipBytes {
  private var members: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  /// - Parameters:
  ///   - clock: time and date in the form of DOS.
  ///   - extra: extra fields, at both places.
  public mutating func add(
    _ name: String, _ content: [UInt8], mode: Int = 0o644, clock: Int = 0x5821_0000, extra: [UInt8] = [],
    comment: String = ""
  ) {
    let shared: [UInt8] =
      [20, 0, 0, 0, 0, 0] + LittleEndianBytes.word(clock) + CheckSum.of(content)
      + LittleEndianBytes.word(content.count) + LittleEndianBytes.word(content.count)
      + LittleEndianBytes.half(name.utf8.count) + LittleEndianBytes.half(extra.count)
    directory += [0x50, 0x4B, 1, 2, 20, 3] + shared + LittleEndianBytes.half(comment.utf8.count) + [0, 0, 0, 0]
    directory += LittleEndianBytes.word((0o100000 | mode) << 16) + LittleEndianBytes.word(members.count)
    directory += Array(name.utf8) + extra + Array(comment.utf8)
    members += [0x50, 0x4B, 3, 4] + shared + Array(name.utf8) + extra + content
    count += 1
  }

  public var finished: [UInt8] {
    members + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + LittleEndianBytes.half(count)
      + LittleEndianBytes.half(count) + LittleEndianBytes.word(directory.count)
      + LittleEndianBytes.word(members.count) + [0, 0]
  }
}
