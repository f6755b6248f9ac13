/// Text with the line of the file that each of its bytes came from.
///
/// Continued lines, nested scripts and quoted words keep their places this way, however often they are cut again.
struct SourceText: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var lines: [Int32] = []

  init() {}

  init(_ bytes: some Collection<UInt8>, line: Int) {
    append(bytes, line: line)
  }

  var isEmpty: Bool { bytes.isEmpty }
  var count: Int { bytes.count }

  /// Bytes that are no UTF-8 replaced.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The line of the first byte; 0 when there is none.
  var line: Int { lines.first.map(Int.init) ?? 0 }

  mutating func append(_ more: some Collection<UInt8>, line: Int) {
    bytes.append(contentsOf: more)
    lines.append(contentsOf: repeatElement(Int32(clamping: line), count: more.count))
  }

  mutating func append(_ more: SourceText) {
    bytes.append(contentsOf: more.bytes)
    lines.append(contentsOf: more.lines)
  }

  /// Appends the byte of `other` at `index`.
  mutating func append(_ other: SourceText, at index: Int) {
    bytes.append(other.bytes[index])
    lines.append(other.lines[index])
  }

  subscript(_ range: Range<Int>) -> SourceText {
    var part = SourceText()
    part.bytes = Array(bytes[range])
    part.lines = Array(lines[range])
    return part
  }

  /// Without ASCII blanks at both ends.
  var trimmed: SourceText {
    var start = 0
    var end = bytes.count
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return self[start..<end]
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
