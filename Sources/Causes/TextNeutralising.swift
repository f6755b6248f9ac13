/// What editors, git and generators vary in a text, and the text without it.
enum TextNeutralising: CaseIterable {
  case byteOrderMark
  case keyword
  case lineEnds
  case finalNewline

  var code: DifferenceCode {
    switch self {
    case .byteOrderMark: .byteOrderMark
    case .keyword: .filter
    case .lineEnds: .lineEnds
    case .finalNewline: .finalNewline
    }
  }

  /// `bytes` in the form that has nothing of this left to differ in.
  func neutral(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .byteOrderMark: bytes.starts(with: Self.mark) ? Array(bytes.dropFirst(Self.mark.count)) : bytes
    case .keyword: Self.unexpanded(bytes)
    case .lineEnds: Self.withLineFeeds(bytes)
    case .finalNewline: Self.withoutFinalNewlines(bytes)
    }
  }

  /// How the two differ in this, for people.
  func values(_ left: [UInt8], _ right: [UInt8]) -> String {
    switch self {
    case .byteOrderMark: left.starts(with: Self.mark) ? "with vs without" : "without vs with"
    case .keyword: "$Id$ expanded on one side"
    case .lineEnds: "\(Self.lineEnds(left)) vs \(Self.lineEnds(right))"
    case .finalNewline: "\(Self.finalNewlines(left)) vs \(Self.finalNewlines(right)) newlines at the end"
    }
  }

  static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Whether `bytes` are taken for text: as git does it, when there is no zero byte near the beginning.
  static func isText(_ bytes: [UInt8]) -> Bool { !bytes.prefix(8_000).contains(0) }

  /// The smallest set of these whose neutralisation makes the two equal; nil when none does.
  static func smallest(_ left: [UInt8], _ right: [UInt8]) -> [TextNeutralising]? {
    // What changes neither side can make nothing equal.
    let useful = allCases.filter { $0.neutral(left) != left || $0.neutral(right) != right }
    guard neutral(left, useful) == neutral(right, useful) else { return nil }
    let sets = (0..<(1 << useful.count)).map { bits in
      useful.indices.filter { bits & (1 << $0) != 0 }.map { useful[$0] }
    }
    return sets.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
      .map(\.element).first { neutral(left, $0) == neutral(right, $0) }
  }

  /// In the order of the cases: a line end must be plain before those at the end are taken off.
  private static func neutral(_ bytes: [UInt8], _ which: [TextNeutralising]) -> [UInt8] {
    which.reduce(bytes) { $1.neutral($0) }
  }

  static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for index in bytes.indices {
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
      result.append(bytes[index])
    }
    return result
  }

  static func withoutFinalNewlines(_ bytes: [UInt8]) -> [UInt8] {
    var end = bytes.count
    while end > 0, bytes[end - 1] == 0x0A {
      end -= end > 1 && bytes[end - 2] == 0x0D ? 2 : 1
    }
    return Array(bytes[..<end])
  }

  private static func finalNewlines(_ bytes: [UInt8]) -> Int {
    bytes[withoutFinalNewlines(bytes).count...].count { $0 == 0x0A }
  }

  private static func lineEnds(_ bytes: [UInt8]) -> String {
    let all = bytes.count { $0 == 0x0A }
    let pairs = bytes.count - withLineFeeds(bytes).count
    if all == 0 { return "no line ends" }
    return pairs == 0 ? "LF" : pairs == all ? "CRLF" : "CRLF and LF"
  }

  /// With each `$Id: …$` as `$Id$`, as git keeps it.
  static func unexpanded(_ bytes: [UInt8]) -> [UInt8] {
    let opening = Array("$Id:".utf8)
    let dollar = UInt8(ascii: "$")
    var result: [UInt8] = []
    var index = 0
    while let start = bytes[index...].firstIndex(of: dollar) {
      result += bytes[index..<start]
      guard bytes[start...].starts(with: opening),
        let end = bytes[(start + opening.count)...].firstIndex(where: { $0 == dollar || $0 == 0x0A }),
        bytes[end] == dollar
      else {
        result.append(dollar)
        index = start + 1
        continue
      }
      result += Array("$Id$".utf8)
      index = end + 1
    }
    return index == 0 ? bytes : result + bytes[index...]
  }
}
