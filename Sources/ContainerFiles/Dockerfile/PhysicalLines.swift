/// The lines of a Dockerfile as they are in the file, ends of lines included.
struct PhysicalLines {
  private let bytes: [UInt8]
  private var position: Int
  /// The number of the line that was read last, counted from 1.
  private(set) var number = 0

  /// What the frontend's scanner holds of one line, without the end of the line.
  static let longestLine = 65_535

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // Only at the very start; elsewhere the mark is text.
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// - Returns: nil at the end of the file.
  /// - Throws: when the line is longer than the reference reads.
  mutating func next() throws(DockerfileError) -> ArraySlice<UInt8>? {
    guard position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
    number += 1
    // The mark counts: the scanner sees it before it is removed.
    let start = number == 1 ? 0 : position
    guard end - start <= Self.longestLine else {
      throw DockerfileError(
        line: number, column: Self.longestLine - (position - start) + 1,
        "the line is longer than \(Self.longestLine) bytes")
    }
    let line = bytes[position..<min(end + 1, bytes.count)]
    position = end + 1
    return line
  }

  /// Without the newline, and without the carriage returns before it.
  static func trimmingEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last == 0x0A || last == 0x0D { line = line.dropLast() }
    return line
  }
}
