/// The lines of a text with their numbers, counted from 1; `\n`, `\r\n` and `\r` end one.
struct TextLines: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var index = 0
  private var number = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next line without its end and without blanks around it.
  mutating func next() -> (number: Int, line: ArraySlice<UInt8>)? {
    guard index < bytes.count else { return nil }
    let end = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
    let line = bytes[index..<end]
    let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    index = end + (isPair ? 2 : 1)
    number += 1
    return (number, line.trimmed)
  }
}
