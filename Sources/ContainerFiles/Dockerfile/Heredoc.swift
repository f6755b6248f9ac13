/// A document inside the Dockerfile: `<<NAME` on an instruction's line and what follows until `NAME`.
struct Heredoc: Hashable, Sendable {
  let name: [UInt8]
  /// `<<-`: tabs at the starts of its lines do not count.
  let trimsTabs: Bool
  /// Whether variables in it are expanded: no part of the name is quoted.
  let expands: Bool
  /// Where it is announced in the instruction's text; nil where the reader lost the place.
  private(set) var offset: Int?
  var content: [UInt8] = []

  /// The heredoc that `word` announces, or nil when it announces none.
  ///
  /// - Throws: when the name's quotes do not end.
  init?(_ word: [UInt8]) throws(Refusal) {
    var rest = word.drop { (0x30...0x39).contains($0) }
    guard rest.starts(with: [0x3C, 0x3C]) else { return nil }
    rest = rest.dropFirst(2)
    trimsTabs = rest.first == UInt8(ascii: "-")
    if trimsTabs { rest = rest.dropFirst() }
    rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) && $0 != 0x0B }
    guard !rest.isEmpty, !rest.contains(UInt8(ascii: "<")) else { return nil }

    // A name with fewer quotes after quotes are removed was quoted.
    var lexer = ShellLexer(escape: 0x5C, variables: Variables())
    lexer.keepsUnset = true
    let words = try lexer.words(Array(rest))
    guard let name = words.first, words.count == 1 else { return nil }
    lexer.keepsQuotes = true
    let raw = try lexer.words(Array(rest)).first ?? []
    self.name = name
    expands = Self.quotes(name) == Self.quotes(raw)
  }

  private static func quotes(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 0x27 || $0 == 0x22 } }

  /// The heredocs that a line of an instruction announces, in order.
  ///
  /// A line whose quotes do not end announces none, as in the reference.
  static func announced(by line: [UInt8]) throws(Refusal) -> [Heredoc] {
    var lexer = ShellLexer(escape: 0x5C, variables: Variables())
    lexer.keepsUnset = true
    lexer.keepsQuotes = true
    lexer.keepsEscapes = true
    var words: [[UInt8]] = []
    do throws(Refusal) {
      words = try lexer.words(line)
    } catch {
      return []
    }
    var heredocs: [Heredoc] = []
    var position: Int? = 0
    for word in words where word.drop(while: { (0x30...0x39).contains($0) }).starts(with: [0x3C, 0x3C]) {
      // The lexer hardly changes anything in them, so they are found one after the other; after one that is not found
      // none is looked for, so that a long line is gone through once.
      let offset = position.flatMap { find(word, in: line, from: $0) }
      position = offset.map { $0 + word.count }
      do throws(Refusal) {
        guard var heredoc = try Heredoc(word) else { continue }
        heredoc.offset = offset
        heredocs.append(heredoc)
      } catch {
        throw offset.map { Refusal(error.message, in: .text, at: $0) } ?? Refusal(error.message)
      }
    }
    return heredocs
  }

  private static func find(_ word: [UInt8], in line: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + word.count <= line.count {
      if line[index] == word[0], line[index...].starts(with: word) { return index }
      index += 1
    }
    return nil
  }

  /// Whether `word` stands for a heredoc among an instruction's arguments; a mistake in it makes it a plain word.
  static func named(by word: [UInt8]) -> Heredoc? {
    do throws(Refusal) {
      return try Heredoc(word)
    } catch {
      return nil
    }
  }

  /// Reads the lines up to the name.
  ///
  /// - Returns: false when the file ends before.
  mutating func read(from lines: inout PhysicalLines) throws(DockerfileError) -> Bool {
    while let next = try lines.next() {
      var text = PhysicalLines.trimmingEnd(next)
      if trimsTabs { text = text.drop { $0 == 0x09 } }
      if text.elementsEqual(name) { return true }
      content.append(contentsOf: next)
    }
    return false
  }

  /// How many tabs each line of the content has that ``text`` lacks.
  var trimmedTabs: [Int] {
    guard trimsTabs, content.contains(0x09) else { return [] }
    return content.split(separator: 0x0A, omittingEmptySubsequences: false).map { $0.prefix { $0 == 0x09 }.count }
  }

  /// The document as it is written to a file.
  var text: [UInt8] {
    guard trimsTabs else { return content }
    var text: [UInt8] = []
    var isAtStart = true
    for byte in content where !(isAtStart && byte == 0x09) {
      text.append(byte)
      isAtStart = byte == 0x0A
    }
    return text
  }
}
