import TestSupport

/// Random ignore files and contexts, made of few names so that they meet.
struct RandomContext {
  var random: SeededGenerator

  private static let names =
    [
      "a", "b", "ab", "dist", "do", "docs", "x.md", "y.md", "a+b", "(a)", "a|b", "^a", "a b", " a", "#x", "é", "[a]",
    ].map { Array($0.utf8) } + [[0xFF], Array("a\nb".utf8)]

  private static let pieces =
    [
      "a", "b", "ab", "do", "docs", ".md", "*", "*", "**", "?", "/", "/", "+", "(", ")", "|", "{2}", "^", "$", ".",
      "[ab]",
      "[^a]", "[", "\\", "\\d", " ", "**/", "/**", "/*", "*.md", "\u{FEFF}", "..", "a{1001}*",
    ].map { Array($0.utf8) } + [[0xFF]]

  mutating func tree() -> Tree {
    Tree(
      files: (0..<Int.random(in: 4...20, using: &random)).map { _ in
        let depth = Int.random(in: 1...4, using: &random)
        return Array((0..<depth).map { _ in pick(Self.names) }.joined(separator: [slash]))
      })
  }

  /// Most lines come from the paths of the context, so that rules and paths meet often.
  mutating func rules(meeting tree: Tree) -> [UInt8] {
    let lines = (0..<Int.random(in: 1...6, using: &random)).map { _ -> [UInt8] in
      let exception = chance(3) ? Array("!".utf8) : []
      return exception + (chance(2) ? line(near: tree.entries.randomElement(using: &random)?.path ?? []) : line())
    }
    return Array(lines.joined(separator: [0x0A]))
  }

  private mutating func line() -> [UInt8] {
    (0..<Int.random(in: 1...5, using: &random)).flatMap { _ in pick(Self.pieces) }
  }

  private mutating func line(near path: [UInt8]) -> [UInt8] {
    var names = path.split(separator: slash).map { Array($0) }
    names = Array(names.prefix(Int.random(in: 1...max(1, names.count), using: &random)))
    let wild = names.map { chance(5) ? pick(["*", "**", "*.md", "?"].map { Array($0.utf8) }) : $0 }
    let ending = chance(6) ? pick(["/", "/*", "/**", "\r", " "].map { Array($0.utf8) }) : []
    return (chance(8) ? Array("**/".utf8) : []) + wild.joined(separator: [slash]) + ending
  }

  private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }

  private mutating func pick(_ choices: [[UInt8]]) -> [UInt8] {
    choices[Int.random(in: choices.indices, using: &random)]
  }
}

private let slash = UInt8(ascii: "/")
