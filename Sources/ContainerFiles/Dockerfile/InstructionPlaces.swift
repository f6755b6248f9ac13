/// Where the parts of an instruction stand in its file.
struct InstructionPlaces: Hashable, Sendable {
  /// A line and a column, both counted from 1.
  struct Place: Hashable, Sendable {
    var line: Int
    var column: Int
  }

  /// What a line of the file contributes to the joined text.
  private struct Segment: Hashable {
    /// Where it begins in the joined text.
    let start: Int
    let place: Place
  }

  /// The heredoc's lines: where the first one is, and how many tabs each has that its content lacks.
  private struct DocumentLines: Hashable {
    let line: Int
    let tabs: [Int]
  }

  /// The instruction, continued lines joined.
  private(set) var text: [UInt8] = []
  private var segments: [Segment] = []
  /// Where flags and arguments begin in ``text``.
  private var flags: [Int] = []
  private var arguments: [Int] = []
  /// The numbers of the arguments in which bytes that are no UTF-8 were replaced, three bytes for one.
  private var replaced: Set<Int> = []
  /// Whether the arguments are JSON, so that they can be other than they are written.
  private var isJSON = false
  private var escape: UInt8 = 0x5C
  private var documents: [DocumentLines] = []
  /// For a trigger the places of its `ONBUILD`, in whose text it begins.
  private var outer: [Outer] = []

  private struct Outer: Hashable {
    let places: InstructionPlaces
    let start: Int
  }

  /// Joins what the line has before it is continued, which begins at `column`.
  mutating func join(_ line: ArraySlice<UInt8>, at place: Place) {
    segments.append(Segment(start: text.count, place: place))
    text.append(contentsOf: line)
  }

  /// - Parameters:
  ///   - line: what is in ``text``, taken apart.
  ///   - escape: what escapes in it.
  mutating func note(_ line: InstructionLine, escape: UInt8) {
    flags = line.flags.map(\.offset)
    arguments = line.arguments.map(\.offset)
    isJSON = line.isJSON
    replaced = []
    for (number, word) in line.arguments.enumerated()
    where !isJSON && !text.dropFirst(word.offset).starts(with: word.bytes) {
      replaced.insert(number)
    }
    self.escape = escape
  }

  /// - Parameter line: the first one of the heredoc's content.
  mutating func note(_ heredoc: Heredoc, from line: Int) {
    documents.append(DocumentLines(line: line, tabs: heredoc.trimmedTabs))
  }

  /// Places of a trigger, which begins at `start` in the text of its `ONBUILD`.
  mutating func move(into places: InstructionPlaces, at start: Int) { outer = [Outer(places: places, start: start)] }

  /// The word's own place where it is known exactly, else where it begins; the keyword's for nil.
  func place(of place: Refusal.Place?) -> Place {
    guard let place, let part = place.part else { return keyword }
    switch part {
    case .text: return self.place(at: place.offset)
    case .flag(let number):
      guard flags.indices.contains(number) else { return keyword }
      return self.place(at: inside(flags[number], place.offset, isWritten: false))
    case .named(let name, let count):
      let matching = flags.filter { isFlag(named: name, at: $0) }
      guard matching.indices.contains(count) else { return keyword }
      return self.place(at: inside(matching[count], place.offset, isWritten: false))
    case .argument(let number):
      guard arguments.indices.contains(number) else { return keyword }
      let start = arguments[number]
      if replaced.contains(number) {
        return self.place(at: RuneText.index(of: place.offset, from: start, in: text[...]))
      }
      return self.place(at: inside(start, place.offset, isWritten: !isJSON))
    case .document(let number, let line):
      guard documents.indices.contains(number), outer.isEmpty else { return keyword }
      let lines = documents[number]
      let tabs = lines.tabs.indices.contains(line) ? lines.tabs[line] : 0
      return Place(line: lines.line + line, column: place.offset + tabs + 1)
    }
  }

  /// Of the keyword.
  var keyword: Place { place(at: text.count - RuneText.trimmingLeadingSpace(text[...]).count) }

  /// - Parameter isWritten: whether the word is what is written, so that all of its bytes have a place.
  private func inside(_ start: Int, _ offset: Int, isWritten: Bool) -> Int {
    let end = start + offset
    guard start <= end, end <= text.count else { return start }
    let isPlain =
      isWritten
      || text[start..<end].allSatisfy { $0 < 0x80 && $0 != 0x27 && $0 != 0x22 && $0 != 0x5C && $0 != escape }
    return isPlain ? end : start
  }

  private func isFlag(named name: String, at start: Int) -> Bool {
    let word = text[start...]
    guard word.starts(with: "--\(name)".utf8) else { return false }
    return word.dropFirst(2 + name.utf8.count).first.map { $0 == UInt8(ascii: "=") || RuneText.isBlank($0) } ?? true
  }

  private func place(at offset: Int) -> Place {
    // The last segment that begins there or before it; one without text has nothing in it.
    guard let segment = segments.last(where: { $0.start <= offset && $0.start < max(1, text.count) }) ?? segments.first
    else { return Place(line: 0, column: 0) }
    let place = Place(line: segment.place.line, column: segment.place.column + offset - segment.start)
    guard let outer = outer.first else { return place }
    // Only the first line of a trigger is a part of the instruction's own text.
    return place.line == 1 ? outer.places.place(at: outer.start + place.column - 1) : outer.places.keyword
  }
}
