/// Expands `$Id$` as git does when it checks out a file that has the attribute `ident`.
///
/// libgit2 expands only the first one, and none in binary files. Source: gitattributes(5), and what git does where that
/// is silent: a keyword that was expanded before is expanded anew unless blanks in it say that another system did it,
/// none goes beyond its line, and the byte by which something turns out to be no keyword does not begin another.
enum IdentExpansion {
  /// `content` with each keyword followed by `id`; nil when there is none.
  static func expand(_ content: UnsafeRawBufferPointer, id: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var copied = 0
    var place = 0
    while let start = content[place...].firstIndex(of: dollar) {
      let (isKeyword, end) = keyword(content[(start + 1)...])
      if isKeyword {
        result += content[copied...start]
        result += Array("Id: ".utf8) + id + Array(" $".utf8)
        copied = end
      }
      place = end
    }
    guard copied > 0 else { return nil }
    return result + content[copied...]
  }

  private static let dollar = UInt8(ascii: "$")

  /// Whether what is behind a dollar makes it a keyword, and where to go on.
  private static func keyword(_ rest: Slice<UnsafeRawBufferPointer>) -> (Bool, end: Int) {
    var place = rest.startIndex
    for expected in "Id".utf8 {
      guard place < rest.endIndex else { return (false, place) }
      place += 1
      guard rest[place - 1] == expected else { return (false, place) }
    }
    guard place < rest.endIndex else { return (false, place) }
    if rest[place] == dollar { return (true, place + 1) }
    guard rest[place] == UInt8(ascii: ":") else { return (false, place + 1) }
    let value = rest[(place + 1)...].prefix { $0 != dollar && $0 != UInt8(ascii: "\n") }
    guard value.endIndex < rest.endIndex else { return (false, rest.endIndex) }
    // `$Id: VALUE $`: one blank before the value and one behind it.
    let blank = value.dropFirst().firstIndex(of: UInt8(ascii: " ")) ?? value.endIndex
    return (rest[value.endIndex] == dollar && blank >= value.endIndex - 1, value.endIndex + 1)
  }
}
