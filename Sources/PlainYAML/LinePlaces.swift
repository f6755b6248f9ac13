/// Lines and columns of characters by their numbers, as an editor counts them: a newline ends a line and nothing else.
///
/// YAML's own parser also counts carriage returns, U+0085, U+2028 and U+2029, and takes the end of a file that has no
/// newline there for the beginning of one more line.
struct LinePlaces {
  /// The number of each line's first character, from 0.
  private var starts = [0]
  /// The line that was looked for last: most of what is asked for follows on it.
  private var last = 0

  init(_ text: [UInt8]) {
    var number = 0
    for byte in text where byte & 0xC0 != 0x80 {
      number += 1
      if byte == 0x0A { starts.append(number) }
    }
  }

  /// Both count from 1.
  mutating func place(of character: Int) -> (line: Int, column: Int) {
    while last > 0, starts[last] > character { last -= 1 }
    while last + 1 < starts.count, starts[last + 1] <= character { last += 1 }
    return (last + 1, character - starts[last] + 1)
  }
}
