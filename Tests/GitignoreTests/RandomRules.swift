import TestSupport

/// Random ignore files and paths, made of few names so that they meet, and of all that is special in a pattern.
struct RandomRules {
  var random: SeededGenerator

  private static let names: [[UInt8]] =
    [
      "a", "b", "ab", "ba", "abc", ".a", "a.b", "a b", " ", "a ", "-", "]", "[", "[a]", "!a", "#a", "a*", "**", "\\",
      "\\a",
      "A", "1", "_", "^", "?", "a\t", "é", "a:", "a\r",
    ].map { Array($0.utf8) } + [[0xFF], [0x0B], [0x61, 0x80]]

  private static let pieces: [[UInt8]] = [
    "a", "b", "ab", ".", "*", "*", "?", "**", "/", "/**/", "**/", "/**", "a**/", "***", "/*", "*/", "[ab]", "[!a]",
    "[^b]", "[a-c]",
    "[c-a]", "[]a]", "[!]a]", "[a-]", "[-a]", "[[:alpha:]]", "[![:space:]]", "[[:punct:]x-z]", "[[:foo:]]", "[[:a]",
    "[a",
    "[a/b]", "[\\]a]", "[+--]", "[a[:digit:]-c]", "**\\/", "\\a", "\\", "\\*", "\\/", "\\ ", " ", "\t", "#", "!", "é",
    "[é]", "-", "]",
  ].map { Array($0.utf8) }

  private static let classBytes: [UInt8] = Array("ab-c]![^:\\/[1alpha: ".utf8) + [0xC3, 0xA9, 0xFF]

  mutating func path() -> [UInt8] {
    let names = (0..<Int.random(in: 1...4, using: &random)).map { _ in pick(Self.names) }
    return Array(names.joined(separator: [UInt8(ascii: "/")]))
  }

  /// Different paths, of which those that are directories, or stand above others, are never asked about as files.
  mutating func queries(_ count: Int) -> [Query] {
    var directories: Set<[UInt8]> = []
    for _ in 0..<(count / 3) {
      var prefix: [UInt8] = []
      for name in path().split(separator: UInt8(ascii: "/")) {
        prefix += (prefix.isEmpty ? [] : [UInt8(ascii: "/")]) + name
        directories.insert(prefix)
      }
    }
    let sorted = directories.sorted { $0.lexicographicallyPrecedes($1) }
    var queries = sorted.prefix(count / 2).map { Query(path: $0, isDirectory: true) }
    while queries.count < count {
      var candidate = path()
      if chance(2), let directory = sorted.randomElement(using: &random) {
        candidate = directory + [UInt8(ascii: "/")] + candidate
      }
      if !directories.contains(candidate) { queries.append(Query(path: candidate, isDirectory: false)) }
    }
    return queries
  }

  /// Some lines come from the paths that are asked about, so that rules and paths meet often.
  mutating func rules(meeting queries: [Query]) -> [UInt8] {
    var text: [UInt8] = chance(12) ? [0xEF, 0xBB, 0xBF] : []
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      if chance(4) { text.append(UInt8(ascii: "!")) }
      if chance(20) { text.append(contentsOf: Array("# ".utf8)) }
      let target = queries.randomElement(using: &random)?.path ?? []
      text += chance(2) ? line(near: target) : line()
      if chance(5) { text.append(UInt8(ascii: "/")) }
      if chance(8) { text += Array(" \\ \t ".utf8).shuffled(using: &random).prefix(2) }
      if chance(40) { text += [0, 0x61] }
      text += pick([[0x0A], [0x0A], [0x0A], [0x0D, 0x0A], [0x0A, 0x0A], [0x20, 0x0D, 0x0A]])
    }
    if chance(3) { text.removeLast() }
    return text
  }

  private mutating func line() -> [UInt8] {
    (0..<Int.random(in: 1...6, using: &random)).flatMap { _ in chance(12) ? bracket() : pick(Self.pieces) }
  }

  private mutating func bracket() -> [UInt8] {
    let body = (0..<Int.random(in: 0...6, using: &random)).map { _ in pick(Self.classBytes) }
    return [UInt8(ascii: "[")] + body + (chance(8) ? [] : [UInt8(ascii: "]")])
  }

  private mutating func line(near path: [UInt8]) -> [UInt8] {
    let slash = UInt8(ascii: "/")
    var names = path.split(separator: slash).map { Array($0) }
    if chance(2) { names = Array(names.prefix(Int.random(in: 1...names.count, using: &random))) }
    if chance(3) { names = Array(names.suffix(1)) }
    let wild = names.map { name -> [UInt8] in
      if chance(6) { return [UInt8(ascii: "*")] }
      if chance(6) { return Array("**".utf8) }
      return name.flatMap { byte -> [UInt8] in
        switch Int.random(in: 0...12, using: &random) {
        case 0: [UInt8(ascii: "?")]
        case 1: [UInt8(ascii: "*")]
        case 2: [UInt8(ascii: "\\"), byte]
        case 3: [UInt8(ascii: "["), byte, UInt8(ascii: "]")]
        case 4: [UInt8(ascii: "["), UInt8(ascii: "!"), byte, UInt8(ascii: "]")]
        default: [byte]
        }
      }
    }
    return (chance(4) ? [slash] : []) + wild.joined(separator: [slash])
  }

  private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  private mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &random)]
  }
}
