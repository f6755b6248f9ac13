/// The lines of a file as they are written.
struct PhysicalText: Sendable {
  private let bytes: [UInt8]
  /// Without the ends of lines.
  private let ranges: [Range<Int>]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var ranges: [Range<Int>] = []
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var last = end
      while last > start, bytes[last - 1] == 0x0D { last -= 1 }
      ranges.append(start..<last)
      start = end + 1
    }
    self.ranges = ranges
  }

  var count: Int { ranges.count }

  /// The line with this number, counted from 1; empty beyond the end.
  subscript(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= ranges.count else { return [] }
    return bytes[ranges[number - 1]]
  }

  static func trimmingStart(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> { line.drop(while: SourceText.isBlank) }

  func isComment(_ number: Int) -> Bool { Self.trimmingStart(self[number]).first == UInt8(ascii: "#") }

  func isBlank(_ number: Int) -> Bool { Self.trimmingStart(self[number]).isEmpty }
}
