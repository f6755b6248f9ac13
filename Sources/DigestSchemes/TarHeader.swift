/// What comes before the bytes of an entry in a tar of GNU's format.
///
/// Source: GNU tar, src/create.c (`start_header`, `write_long_name`, `write_long_link`) and the manual's "Basic Tar
/// Format". Names are bytes without an encoding; those that do not fit their field come before, as an entry of type
/// `L` or `K`, so that no name is too long and none has to be split.
enum TarHeader {
  static let blockLength = 512

  enum Kind {
    case file(executable: Bool, size: UInt64)
    case symlink(target: [UInt8])
    case directory
  }

  /// The header of the entry `name`, a directory's with its slash, and the long names it needs.
  static func blocks(name: [UInt8], kind: Kind) -> [UInt8] {
    var blocks: [UInt8] = []
    switch kind {
    case .file(let executable, let size):
      appendLong(name, type: "L", to: &blocks)
      append(name, mode: executable ? 0o755 : 0o644, size: size, type: "0", to: &blocks)
    case .directory:
      appendLong(name, type: "L", to: &blocks)
      append(name, mode: 0o755, size: 0, type: "5", to: &blocks)
    case .symlink(let target):
      appendLong(target, type: "K", to: &blocks)
      appendLong(name, type: "L", to: &blocks)
      append(name, mode: 0o755, size: 0, type: "2", link: target, to: &blocks)
    }
    return blocks
  }

  private static func appendLong(_ text: [UInt8], type: Unicode.Scalar, to blocks: inout [UInt8]) {
    guard text.count > nameLength else { return }
    append(longName, mode: 0o644, size: UInt64(text.count) + 1, type: type, to: &blocks)
    blocks += text
    let length = text.count + 1
    blocks.append(contentsOf: repeatElement(0, count: 1 + (blockLength - length % blockLength) % blockLength))
  }

  private static func append(
    _ name: [UInt8], mode: UInt64, size: UInt64, type: Unicode.Scalar, link: [UInt8] = [], to blocks: inout [UInt8]
  ) {
    var header = [UInt8](repeating: 0, count: blockLength)
    put(name.prefix(nameLength), at: 0, in: &header)
    put(octal(mode, digits: 7), at: 100, in: &header)
    put(octal(0, digits: 7), at: 108, in: &header)
    put(octal(0, digits: 7), at: 116, in: &header)
    put(number(size), at: 124, in: &header)
    put(octal(0, digits: 11), at: 136, in: &header)
    header[156] = UInt8(truncatingIfNeeded: type.value)
    put(link.prefix(nameLength), at: 157, in: &header)
    put(magic, at: 257, in: &header)
    // The sum counts its own field as blanks.
    let sum = header.reduce(UInt64(8 * 0x20)) { $0 + UInt64($1) }
    put(octal(sum, digits: 6), at: 148, in: &header)
    header[155] = 0x20
    blocks += header
  }

  private static func put(_ bytes: some Collection<UInt8>, at start: Int, in header: inout [UInt8]) {
    header.replaceSubrange(start..<(start + bytes.count), with: bytes)
  }

  /// Leading zeros, no end; the zero byte behind it is there already.
  private static func octal(_ value: UInt64, digits: Int) -> [UInt8] {
    (0..<digits).reversed().map { UInt8(truncatingIfNeeded: UInt64(0x30) + (value >> UInt64(3 * $0)) & 7) }
  }

  /// A size of twelve bytes: eleven octal digits, or from 8 GiB on the binary number after a byte of 0x80.
  private static func number(_ value: UInt64) -> [UInt8] {
    guard value >> 33 != 0 else { return octal(value, digits: 11) }
    return [0x80, 0, 0, 0] + (0..<8).reversed().map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
  }

  private static let nameLength = 100
  private static let longName = Array("././@LongLink".utf8)
  private static let magic = Array("ustar  ".utf8)
}
