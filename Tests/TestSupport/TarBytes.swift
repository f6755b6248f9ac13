/// A tar made byte by byte, so that it can be what no tool would write.
public struct TarBytes {
  /// Without the two blocks of zeros at the end.
  public private(set) var bytes: [UInt8] = []

  public init() {}

  /// With its end, as a whole.
  public var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  /// Adds an entry in the ustar format.
  ///
  /// - Parameters:
  ///   - type: the letter of the entry's kind.
  ///   - size: what the header says, when it is not the content's size.
  ///   - pax: records of an extended header put before the entry.
  public mutating func add(
    _ name: String, type: Character = "0", mode: Int = 0o644, user: Int = 0, group: Int = 0, size: Int? = nil,
    link: String = "", major: Int = 0, minor: Int = 0, modified: Int = 0, userName: String = "", content: [UInt8] = [],
    pax: [(key: String, value: [UInt8])] = []
  ) {
    if !pax.isEmpty { add("pax", type: "x", content: pax.flatMap { Self.record($0.key, $0.value) }) }
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], at place: Int, _ width: Int) {
      for (index, byte) in text.prefix(width).enumerated() { header[place + index] = byte }
    }
    put(Array(name.utf8), at: 0, 100)
    put(Self.number(mode, 8), at: 100, 8)
    put(Self.number(user, 8), at: 108, 8)
    put(Self.number(group, 8), at: 116, 8)
    put(Self.number(size ?? content.count, 12), at: 124, 12)
    put(Self.number(modified, 12), at: 136, 12)
    put(Array("        ".utf8), at: 148, 8)
    put(Array(String(type).utf8), at: 156, 1)
    put(Array(link.utf8), at: 157, 100)
    put(Array("ustar\u{0}00".utf8), at: 257, 8)
    put(Array(userName.utf8), at: 265, 31)
    put(Self.number(major, 8), at: 329, 8)
    put(Self.number(minor, 8), at: 337, 8)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(Array(Self.octal(sum, 6).utf8) + [0, 0x20], at: 148, 8)
    bytes += header + content + [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  /// Octal digits and a zero byte, or GNU's binary form for what does not fit.
  private static func number(_ value: Int, _ width: Int) -> [UInt8] {
    let digits = String(value, radix: 8)
    if value >= 0, digits.utf8.count < width { return Array(octal(value, width - 1).utf8) + [0] }
    var bytes = (0..<width).map { index -> UInt8 in
      let shift = (width - 1 - index) * 8
      return shift < 64 ? UInt8(truncatingIfNeeded: value >> shift) : 0
    }
    bytes[0] |= 0x80
    return bytes
  }

  private static func octal(_ value: Int, _ width: Int) -> String {
    let digits = String(value, radix: 8)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// `LENGTH KEY=VALUE` and a newline, where the length counts itself.
  private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = Array(" \(key)=".utf8) + value + [0x0A]
    var length = rest.count
    while String(length).utf8.count + rest.count != length { length = String(length).utf8.count + rest.count }
    return Array(String(length).utf8) + rest
  }
}
