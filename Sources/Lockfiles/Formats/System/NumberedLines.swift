/// The lines of a text without their ends, counted from 1.
///
/// `\n` and `\r\n` end a line; what is behind the last end is a line unless it is empty.
struct NumberedLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var start = 0
  private var number = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func next() -> (number: Int, bytes: ArraySlice<UInt8>)? {
    guard start < bytes.count else { return nil }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    var line = bytes[start..<end]
    if line.last == 0x0D { line = line.dropLast() }
    start = end + 1
    number += 1
    return (number, line)
  }
}
