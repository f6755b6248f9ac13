/// An instruction's arguments with the line of each byte, which the parsed Dockerfile does not keep.
struct InstructionText: Sendable {
  /// Without the instruction's name and its flags; continued lines joined, heredocs after line ends.
  let arguments: SourceText
  /// The comments between its continued lines.
  let comments: [Int]

  /// - Parameter lines: the first and the last line, counted from 1.
  init(_ file: PhysicalText, from first: Int, through last: Int, escape: UInt8, isTrigger: Bool) {
    var joined = SourceText()
    var comments: [Int] = []
    var number = first
    var isOpen = true
    while isOpen, number <= last {
      defer { number += 1 }
      if number > first, file.isBlank(number) { continue }
      if number > first, file.isComment(number) {
        comments.append(number)
        continue
      }
      let line = file[number]
      isOpen = Self.append(line, number, to: &joined, escape: escape)
    }
    var text = Self.withoutWord(joined)
    if isTrigger { text = Self.withoutWord(text) }
    text = Self.withoutFlags(text)
    while number <= last {
      text.append([0x0A], line: number - 1)
      text.append(file[number], line: number)
      number += 1
    }
    arguments = text
    self.comments = comments
  }

  /// As the builder joins lines: an escape before the last one means that the line ends.
  private static func append(
    _ line: ArraySlice<UInt8>, _ number: Int, to text: inout SourceText, escape: UInt8
  ) -> Bool {
    var end = line.endIndex
    while end > line.startIndex, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
    guard end > line.startIndex, line[end - 1] == escape, end - 1 == line.startIndex || line[end - 2] != escape else {
      text.append(line, line: number)
      return false
    }
    text.append(line[..<(end - 1)], line: number)
    return true
  }

  private static func withoutWord(_ text: SourceText) -> SourceText {
    let text = text.trimmed
    let end = text.bytes.firstIndex(where: SourceText.isBlank) ?? text.count
    return text[end..<text.count].trimmed
  }

  private static func withoutFlags(_ text: SourceText) -> SourceText {
    let bytes = text.bytes
    var position = 0
    while bytes[position...].starts(with: "--".utf8) {
      var quote: UInt8?
      while position < bytes.count {
        let byte = bytes[position]
        if quote == nil, SourceText.isBlank(byte) { break }
        if byte == quote {
          quote = nil
        } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        }
        position += 1
      }
      while position < bytes.count, SourceText.isBlank(bytes[position]) { position += 1 }
    }
    return text[position..<text.count]
  }
}
