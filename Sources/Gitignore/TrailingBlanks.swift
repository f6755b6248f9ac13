/// The blanks at the end of a line, which git drops unless a backslash quotes them.
///
/// Only spaces count; a tab is part of the pattern (git's `trim_trailing_spaces`).
enum TrailingBlanks {
  static func trim(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      index += byte == UInt8(ascii: "\\") && index + 1 < line.endIndex ? 2 : 1
      if byte != UInt8(ascii: " ") { end = index }
    }
    return line[..<end]
  }
}
