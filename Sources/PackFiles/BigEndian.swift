/// Numbers as git's files hold them: the highest byte first.
enum BigEndian {
  /// The four bytes at `offset`, which the caller knows to be there.
  static func number32(_ bytes: [UInt8], at offset: Int) -> Int {
    Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
  }

  /// The eight bytes at `offset`, which the caller knows to be there; nil for more than `Int` holds.
  static func number64(_ bytes: [UInt8], at offset: Int) -> Int? {
    let high = number32(bytes, at: offset)
    return high < 1 << 31 ? high << 32 | number32(bytes, at: offset + 4) : nil
  }
}
