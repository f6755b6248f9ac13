/// A pattern for the folders of a workspace's members: `packages/*`, `!**/test/**`.
///
/// Knows `*`, `**`, `?`, `[a-z]` and `{a,b}`, as the globs of npm, yarn, pnpm and bun do. Nothing here takes more steps
/// than the pattern's length times the folder's.
struct WorkspacePattern {
  let isNegated: Bool
  /// One for each choice between braces, in parts between slashes.
  let choices: [[[UInt8]]]

  init(_ text: String) {
    var bytes = Array(text.utf8)[...]
    let negations = bytes.prefix { $0 == UInt8(ascii: "!") }.count
    isNegated = !negations.isMultiple(of: 2)
    bytes = bytes.dropFirst(negations)
    choices = Self.expanded(Array(bytes)).map { choice in
      choice.split(separator: UInt8(ascii: "/")).map { Array($0) }.filter { $0 != [UInt8(ascii: ".")] }
    }
  }

  /// The folder, when the pattern can match no other.
  var literal: String? {
    let special = Array("*?[]{}".utf8)
    guard choices.count == 1, let parts = choices.first, parts.allSatisfy({ $0.allSatisfy { !special.contains($0) } })
    else { return nil }
    return parts.map(\.text).joined(separator: "/")
  }

  /// - Parameter folder: in parts between slashes.
  func matches(_ folder: [[UInt8]]) -> Bool { choices.contains { Self.matches($0, folder) } }

  private static let manyFolders = Array("**".utf8)

  /// Row by row: which beginnings of `parts` the pattern's beginning matches.
  private static func matches(_ pattern: [[UInt8]], _ parts: [[UInt8]]) -> Bool {
    guard pattern.contains(manyFolders) else {
      return pattern.count == parts.count && zip(pattern, parts).allSatisfy { matches($0, $1) }
    }
    var reached = [true] + Array(repeating: false, count: parts.count)
    for part in pattern {
      var next = Array(repeating: false, count: parts.count + 1)
      if part == manyFolders {
        var isOpen = false
        for index in next.indices {
          isOpen = isOpen || reached[index]
          next[index] = isOpen
        }
      } else {
        for index in parts.indices where reached[index] { next[index + 1] = matches(part, parts[index]) }
      }
      reached = next
    }
    return reached.last ?? false
  }

  private static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    if name.first == UInt8(ascii: "."), pattern.first != UInt8(ascii: ".") { return false }
    var (place, index) = (0, 0)
    var retry: (place: Int, index: Int)?
    while index < name.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        retry = (place, index)
        place += 1
      } else if let length = step(pattern, place, name[index]) {
        place += length
        index += 1
      } else if let (star, start) = retry {
        retry = (star, start + 1)
        place = star + 1
        index = start + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// How many bytes of the pattern the byte satisfies; nil when it does not.
  private static func step(_ pattern: [UInt8], _ place: Int, _ byte: UInt8) -> Int? {
    guard place < pattern.count else { return nil }
    switch pattern[place] {
    case UInt8(ascii: "?"): return 1
    case UInt8(ascii: "["):
      guard let end = pattern[(place + 1)...].firstIndex(of: UInt8(ascii: "]")) else { fallthrough }
      return set(pattern[(place + 1)..<end], holds: byte) ? end + 1 - place : nil
    default: return pattern[place] == byte ? 1 : nil
    }
  }

  private static func set(_ items: ArraySlice<UInt8>, holds byte: UInt8) -> Bool {
    let isNegated = items.first == UInt8(ascii: "!") || items.first == UInt8(ascii: "^")
    let items = Array(isNegated ? items.dropFirst() : items)
    var index = 0
    var isIn = false
    while index < items.count {
      if index + 2 < items.count, items[index + 1] == UInt8(ascii: "-") {
        isIn = isIn || (items[index] <= byte && byte <= items[index + 2])
        index += 3
      } else {
        isIn = isIn || items[index] == byte
        index += 1
      }
    }
    return isIn != isNegated
  }

  /// The choices between braces, the first pair first; what would be more than 64 stays as it is.
  private static func expanded(_ pattern: [UInt8]) -> [[UInt8]] {
    var open = [pattern]
    var done: [[UInt8]] = []
    while let next = open.popLast() {
      guard let end = next.firstIndex(of: UInt8(ascii: "}")),
        let start = next[..<end].lastIndex(of: UInt8(ascii: "{"))
      else {
        done.append(next)
        continue
      }
      let choices = next[(start + 1)..<end].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      guard open.count + done.count + choices.count <= 64 else { return [pattern] }
      for choice in choices { open.append(Array(next[..<start] + choice + next[(end + 1)...])) }
    }
    return done
  }
}
