/// The text of an ignore file, line by line, for trying changes.
struct IgnoreText: Sendable {
  /// Without their line ends.
  private var lines: [[UInt8]]
  private let lineEnd: [UInt8]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    let windows = lines.contains { $0.last == 0x0D }
    lines = lines.map { $0.last == 0x0D ? Array($0.dropLast()) : $0 }
    lineEnd = windows ? [0x0D, 0x0A] : [0x0A]
  }

  var bytes: [UInt8] { lines.flatMap { $0 + lineEnd } }

  /// The text with the line `number`, from 1, replaced; an empty line in its place when nil, so that the others
  /// keep their numbers.
  func replacing(_ number: Int, with line: [UInt8]?) -> IgnoreText {
    var copy = self
    guard copy.lines.indices.contains(number - 1) else { return copy }
    copy.lines[number - 1] = line ?? []
    return copy
  }

  func appending(_ line: [UInt8]) -> IgnoreText {
    var copy = self
    copy.lines.append(line)
    return copy
  }
}
