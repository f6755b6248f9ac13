/// One instruction as the parser sees it: its name, its flags and its arguments, not yet looked into.
struct InstructionLine {
  /// As written.
  let name: [UInt8]
  /// Nil for a name that is no instruction's.
  let keyword: Dockerfile.Keyword?
  let flags: [WordSplitting.Piece]
  /// For `ENV` and `LABEL` names and values in turn; for `ONBUILD` the trigger's name and its arguments.
  let arguments: [WordSplitting.Piece]
  /// Whether the arguments are in exec form.
  let isJSON: Bool
  /// Whether heredocs count in it.
  let takesHeredocs: Bool
  /// The line, continuations joined.
  let text: [UInt8]
  var heredocs: [Heredoc] = []
  /// Of its parts in the file.
  var places = InstructionPlaces()
  /// The first line, counted from 1.
  var line = 0
  var endLine = 0

  /// - Throws: when the arguments do not have the form that the instruction asks of them.
  init(_ text: [UInt8], escape: UInt8, isTrigger: Bool = false) throws(Refusal) {
    self.text = text
    let (head, tail) = WordSplitting.atFirstBlanks(RuneText.trimmingSpace(text[...]))
    name = Array(head)
    keyword = Dockerfile.Keyword(rawValue: String(decoding: RuneText.lowercased(head), as: UTF8.self))
    let (flags, rest) = WordSplitting.flags(tail ?? [], escape: escape)
    self.flags = flags
    let argument = RuneText.trimmingSpace(rest)
    var isJSON = false
    var takesHeredocs = false

    switch keyword {
    case .add, .copy, .volume:
      let strings = try Self.execForm(argument)
      isJSON = strings != nil
      arguments = strings ?? WordSplitting.atBlanks(argument)
      takesHeredocs = keyword != .volume && !isJSON
    case .run, .cmd, .entrypoint, .shell:
      let strings = try Self.execForm(argument)
      isJSON = strings != nil
      arguments = strings ?? Self.whole(argument)
      takesHeredocs = keyword == .run && !isJSON
    case .healthcheck:
      let type = argument.prefix { !RuneText.isSpace(UInt32($0)) }
      let command = argument[type.endIndex...].drop { RuneText.isSpace(UInt32($0)) }
      let strings = try Self.execForm(command)
      isJSON = strings != nil
      arguments = type.isEmpty ? [] : Self.whole(type) + (strings ?? Self.whole(command))
    case .from, .expose: arguments = WordSplitting.atBlanks(argument)
    case .arg: arguments = WordSplitting.keepingQuotes(argument, escape: escape)
    case .env, .label: arguments = try Self.pairs(argument, of: keyword == .env ? "ENV" : "LABEL", escape: escape)
    case .maintainer, .stopsignal, .user, .workdir: arguments = Self.whole(argument)
    case .onbuild:
      // One level, so that no chain of them can exhaust the stack.
      guard !isTrigger else { throw Refusal("ONBUILD ONBUILD is not allowed", in: .text, at: head.startIndex) }
      guard !argument.isEmpty else {
        arguments = []
        break
      }
      let start = argument.startIndex
      let trigger: InstructionLine
      do throws(Refusal) {
        trigger = try InstructionLine(Array(argument), escape: escape, isTrigger: true)
      } catch {
        throw Refusal(error.message, in: .text, at: start + (error.place?.offset ?? 0))
      }
      arguments =
        [WordSplitting.Piece(bytes: trigger.name, offset: start)]
        + trigger.arguments.map { WordSplitting.Piece(bytes: $0.bytes, offset: start + $0.offset) }
      takesHeredocs = trigger.takesHeredocs
    case nil: arguments = []
    }
    self.isJSON = isJSON
    self.takesHeredocs = takesHeredocs
  }

  /// The text as one word; none when it is empty.
  private static func whole(_ text: ArraySlice<UInt8>) -> [WordSplitting.Piece] {
    text.isEmpty ? [] : [WordSplitting.Piece(bytes: Array(text), offset: text.startIndex)]
  }

  private static func execForm(_ argument: ArraySlice<UInt8>) throws(Refusal) -> [WordSplitting.Piece]? {
    switch JSONArray.read(argument) {
    case .none: return nil
    case .mixed(let place):
      throw Refusal("a JSON array of arguments must consist of strings only", in: .text, at: place)
    case .strings(let strings): return strings
    }
  }

  /// `NAME=value …`, or the old form `NAME the value`.
  private static func pairs(
    _ argument: ArraySlice<UInt8>, of name: String, escape: UInt8
  ) throws(Refusal) -> [WordSplitting.Piece] {
    let words = WordSplitting.keepingQuotes(argument, escape: escape)
    guard let first = words.first else { return [] }
    let equals = UInt8(ascii: "=")
    guard first.bytes.contains(equals) else {
      let (key, value) = WordSplitting.atFirstBlanks(argument)
      guard let value else { throw Refusal("\(name) must have two arguments", in: .text, at: first.offset) }
      return [key, value].map { WordSplitting.Piece(bytes: Array($0), offset: $0.startIndex) }
    }
    var pairs: [WordSplitting.Piece] = []
    for word in words {
      guard let index = word.bytes.firstIndex(of: equals) else {
        throw Refusal(
          "can't find = in \(Refusal.quote(word.bytes)): it must be name=value", in: .text, at: word.offset)
      }
      pairs.append(WordSplitting.Piece(bytes: Array(word.bytes[..<index]), offset: word.offset))
      pairs.append(
        WordSplitting.Piece(
          bytes: Array(word.bytes[(index + 1)...]),
          offset: RuneText.index(of: index + 1, from: word.offset, in: argument)))
    }
    return pairs
  }
}
