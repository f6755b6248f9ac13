/// One instruction as the parser sees it: its name, its flags and its arguments, not yet looked into.
struct InstructionLine {
  /// As written.
  let name: [UInt8]
  /// Nil for a name that is no instruction's.
  let keyword: Dockerfile.Keyword?
  let flags: [[UInt8]]
  /// For `ENV` and `LABEL` names and values in turn; for `ONBUILD` the trigger's name and its arguments.
  let arguments: [[UInt8]]
  /// Whether the arguments are in exec form.
  let isJSON: Bool
  /// Whether heredocs count in it.
  let takesHeredocs: Bool
  /// The line, continuations joined.
  let text: [UInt8]
  var heredocs: [Heredoc] = []
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
    let argument = Array(RuneText.trimmingSpace(rest))
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
      arguments = strings ?? (argument.isEmpty ? [] : [argument])
      takesHeredocs = keyword == .run && !isJSON
    case .healthcheck:
      let type = argument.prefix { !RuneText.isSpace(UInt32($0)) }
      let command = Array(argument[type.endIndex...].drop { RuneText.isSpace(UInt32($0)) })
      let strings = try Self.execForm(command)
      isJSON = strings != nil
      arguments = type.isEmpty ? [] : [Array(type)] + (strings ?? (command.isEmpty ? [] : [command]))
    case .from, .expose: arguments = WordSplitting.atBlanks(argument)
    case .arg: arguments = WordSplitting.keepingQuotes(argument, escape: escape)
    case .env, .label: arguments = try Self.pairs(argument, of: keyword == .env ? "ENV" : "LABEL", escape: escape)
    case .maintainer, .stopsignal, .user, .workdir: arguments = argument.isEmpty ? [] : [argument]
    case .onbuild:
      // One level, so that no chain of them can exhaust the stack.
      guard !isTrigger else { throw Refusal("ONBUILD ONBUILD is not allowed") }
      guard !argument.isEmpty else {
        arguments = []
        break
      }
      let trigger = try InstructionLine(argument, escape: escape, isTrigger: true)
      arguments = [trigger.name] + trigger.arguments
      takesHeredocs = trigger.takesHeredocs
    case nil: arguments = []
    }
    self.isJSON = isJSON
    self.takesHeredocs = takesHeredocs
  }

  private static func execForm(_ argument: [UInt8]) throws(Refusal) -> [[UInt8]]? {
    switch JSONArray.read(argument) {
    case .none: return nil
    case .mixed: throw Refusal("a JSON array of arguments must consist of strings only")
    case .strings(let strings): return strings
    }
  }

  /// `NAME=value …`, or the old form `NAME the value`.
  private static func pairs(_ argument: [UInt8], of name: String, escape: UInt8) throws(Refusal) -> [[UInt8]] {
    let words = WordSplitting.keepingQuotes(argument, escape: escape)
    guard let first = words.first else { return [] }
    let equals = UInt8(ascii: "=")
    guard first.contains(equals) else {
      let (key, value) = WordSplitting.atFirstBlanks(argument[...])
      guard let value else { throw Refusal("\(name) must have two arguments") }
      return [Array(key), Array(value)]
    }
    var pairs: [[UInt8]] = []
    for word in words {
      guard let index = word.firstIndex(of: equals) else {
        throw Refusal("can't find = in \(Refusal.quote(word)): it must be name=value")
      }
      pairs.append(Array(word[..<index]))
      pairs.append(Array(word[(index + 1)...]))
    }
    return pairs
  }
}
