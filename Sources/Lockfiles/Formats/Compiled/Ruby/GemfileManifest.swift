/// What a `Gemfile` asks for, as far as it is a list of gems.
///
/// A Gemfile is a Ruby program; only calls with literal arguments, and blocks of them, are understood.
struct GemfileManifest {
  struct Gem {
    let name: String
    /// Canonical, sorted.
    let requirements: [String]
    let arguments: RubyArguments
    /// Whether it comes from a source of its own.
    let hasOwnSource: Bool
    let line: Int
  }

  private(set) var gems: [Gem] = []
  /// The addresses of the sources for all gems.
  private(set) var sources: [String] = []
  /// What it asks of Ruby, canonical and sorted; empty when that is in another file, nil when it asks for nothing.
  private(set) var ruby: [String]?
  /// The line of `gemspec`, which takes further gems from another file.
  private(set) var gemspecLine: Int?
  /// The first line that is more than a list of gems.
  private(set) var otherLine: Int?

  /// Keys of `gem` that name a source.
  private static let sourceKeys = ["git", "github", "gitlab", "gist", "bitbucket", "path", "source"]

  init(_ bytes: [UInt8]) throws(SyntaxFailure) {
    /// Whether the gems in each open block have a source of their own.
    var blocks: [Bool] = []
    for statement in Self.statements(try TextLine.lines(of: bytes)) {
      let words = statement.text.split(maxSplits: 1, whereSeparator: \.isBlank)
      guard let first = words.first else { continue }
      var rest = words.count > 1 ? words[1].trimmed : []
      let opens = rest.text.ends(with: " do")
      if opens { rest = rest.dropLast(3) }
      if first.text == "end", rest.isEmpty, !blocks.isEmpty {
        blocks.removeLast()
      } else if let arguments = RubyArguments(rest), read(first.text, arguments, opens, blocks, statement.line) {
        if opens { blocks.append(["git", "path", "github", "source"].contains(first.text)) }
      } else {
        otherLine = statement.line
        return
      }
    }
    if !blocks.isEmpty { otherLine = 1 }
  }

  /// Whether the call is understood.
  private mutating func read(
    _ name: String, _ arguments: RubyArguments, _ opens: Bool, _ blocks: [Bool], _ line: Int
  ) -> Bool {
    switch name {
    case "gem" where !opens:
      guard let gem = arguments.values.first else { return false }
      let isPinned = blocks.contains(true) || arguments.options.contains { Self.sourceKeys.contains($0.key) }
      // A gem that is asked for under a condition may be none.
      guard arguments["install_if"] == nil else { return false }
      gems.append(
        Gem(
          name: gem, requirements: GemRequirement.canonical(Array(arguments.values.dropFirst())), arguments: arguments,
          hasOwnSource: isPinned, line: line))
    case "source":
      guard let address = arguments.values.first else { return false }
      if !opens { sources.append(address) }
    case "gemspec": gemspecLine = line
    case "ruby": ruby = GemRequirement.canonical(arguments.values)
    case "plugin": break
    case "group", "platform", "platforms", "git", "path", "github": return opens
    default: return false
    }
    return true
  }

  private struct Statement {
    var text: [UInt8]
    let line: Int
  }

  /// Lines without comments; one that ends with a comma goes on in the next.
  private static func statements(_ lines: [TextLine]) -> [Statement] {
    var result: [Statement] = []
    var goesOn = false
    for line in lines {
      let text = withoutComment(line.bytes).trimmed
      if text.isEmpty { continue }
      if goesOn, let last = result.indices.last {
        result[last].text += [UInt8(ascii: " ")] + text
      } else {
        result.append(Statement(text: Array(text), line: line.number))
      }
      goesOn = text.last == UInt8(ascii: ",")
    }
    return result
  }

  private static func withoutComment(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var quote: UInt8?
    for index in line.indices {
      let byte = line[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: "#") {
        return line[..<index]
      }
    }
    return line
  }
}
