/// What becomes of line ends when a file is written.
public enum LineEndConversion: Hashable, Sendable {
  case none
  /// A carriage return is put before each lone newline.
  case always
  /// The same, of files only that git takes for text and that hold no carriage return yet.
  case ofText

  /// The bytes that are written; nil when they are those of `content`.
  ///
  /// Source: git, `crlf_to_worktree`, `will_convert_lf_to_crlf`, `gather_stats` and `convert_is_binary` in convert.c.
  public func apply(_ content: UnsafeRawBufferPointer) -> [UInt8]? {
    if self == .none { return nil }
    let statistics = TextStatistics(content)
    guard statistics.loneNewlines > 0 else { return nil }
    if self == .ofText {
      guard statistics.pairs == 0, !statistics.isBinary else { return nil }
    }
    var result: [UInt8] = []
    result.reserveCapacity(content.count + statistics.loneNewlines)
    var previous: UInt8 = 0
    for byte in content {
      if byte == 0x0A, previous != 0x0D { result.append(0x0D) }
      result.append(byte)
      previous = byte
    }
    return result
  }

  public func apply(_ content: [UInt8]) -> [UInt8]? { content.withUnsafeBytes { apply($0) } }
}

/// What git counts in a file to tell text from other data.
struct TextStatistics {
  private(set) var loneNewlines = 0
  private(set) var loneReturns = 0
  /// Carriage returns with a newline behind.
  private(set) var pairs = 0
  private(set) var zeros = 0
  private(set) var printable = 0
  private(set) var unprintable = 0

  var isBinary: Bool { loneReturns > 0 || zeros > 0 || printable >> 7 < unprintable }

  init(_ content: UnsafeRawBufferPointer) {
    var index = 0
    while index < content.count {
      let byte = content[index]
      index += 1
      switch byte {
      case 0x0D:
        if index < content.count, content[index] == 0x0A {
          pairs += 1
          index += 1
        } else {
          loneReturns += 1
        }
      case 0x0A: loneNewlines += 1
      case 0x7F: unprintable += 1
      // Backspace, tabulator, escape and form feed are found in text.
      case 0x08, 0x09, 0x1B, 0x0C: printable += 1
      case 0:
        zeros += 1
        unprintable += 1
      case 1..<0x20: unprintable += 1
      default: printable += 1
      }
    }
    // The end mark of old text files.
    if content.last == 0x1A { unprintable -= 1 }
  }
}
