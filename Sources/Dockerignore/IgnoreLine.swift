internal import Glob

/// A line of an ignore file that says something, as the reference's reader hands it on.
public struct IgnoreLine: Hashable, Sendable {
  /// Counted from 1.
  public let line: Int
  /// The line as written, blanks at both ends removed.
  public let source: [UInt8]
  /// The pattern: cleaned, without a leading slash, with one `!` in front if the line has it.
  public let pattern: [UInt8]

  /// Reads the bytes of an ignore file.
  ///
  /// Lines end at `\n`, one `\r` before it belongs to the line end. One byte order mark at the start is
  /// dropped. A line that begins with `#` is a comment; blanks at both ends of a line do not count. Nothing
  /// is judged yet: `!` alone and broken patterns are handed on. Source: moby/patternmatcher,
  /// `ignorefile.ReadAll`.
  /// - Throws: ``IgnoreFileError`` for a line that is too long.
  public static func read(_ bytes: [UInt8]) throws(IgnoreFileError) -> [IgnoreLine] {
    var lines: [IgnoreLine] = []
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      // bufio.Scanner's buffer is 64 KiB and must hold the line end as well.
      guard end - start < 65_536 - (end == bytes.count ? 0 : 1) else {
        throw IgnoreFileError(line: number, problem: .lineTooLong)
      }
      var line = bytes[start..<end]
      if line.last == 0x0D { line = line.dropLast() }
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if let read = IgnoreLine(line, number: number) { lines.append(read) }
      start = end + 1
    }
    return lines
  }

  private init?(_ bytes: ArraySlice<UInt8>, number: Int) {
    if bytes.first == UInt8(ascii: "#") { return nil }
    let source = Blanks.trim(bytes)
    guard !source.isEmpty else { return nil }
    let negated = source.first == UInt8(ascii: "!")
    let body = negated ? Blanks.trim(source.dropFirst()) : source
    var pattern: [UInt8] = []
    if !body.isEmpty {
      pattern = CleanPath.clean(body)
      if pattern.count > 1, pattern.first == UInt8(ascii: "/") { pattern.removeFirst() }
    }
    line = number
    self.source = Array(source)
    self.pattern = negated ? [UInt8(ascii: "!")] + pattern : pattern
  }
}
