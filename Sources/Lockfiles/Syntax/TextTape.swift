internal import Cparsers

/// What a parser made of a text, one event after the other; owns the parser's memory.
struct TextTape: ~Copyable {
  /// More levels of nesting, or more values, than any lockfile has.
  static let limits = lockstep_tape_limits(depth: 128, events: 8_000_000)

  private let tape: UnsafeMutablePointer<lockstep_tape>
  private var index = 0

  /// - Parameter language: for messages, as in "not valid JSON".
  static func of(
    _ text: String, language: String,
    reading: (UnsafePointer<CChar>, Int) -> UnsafeMutablePointer<lockstep_tape>?
  ) throws(SyntaxFailure) -> TextTape {
    var text = text
    let tape = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // Of an empty text there may be no address.
        characters.baseAddress.map { reading($0, characters.count) } ?? reading("", 0)
      }
    }
    guard let tape else { throw SyntaxFailure(line: nil, message: "too large to be read") }
    let result = TextTape(tape: tape)
    if let failure = result.failure(language) { throw failure }
    return result
  }

  private init(tape: UnsafeMutablePointer<lockstep_tape>) { self.tape = tape }

  private func failure(_ language: String) -> SyntaxFailure? {
    guard let error = tape.pointee.error else { return nil }
    let line = tape.pointee.error_line
    return SyntaxFailure(line: line > 0 ? line : nil, message: "not valid \(language): \(String(cString: error))")
  }

  deinit { lockstep_tape_free(tape) }

  struct Event {
    let kind: lockstep_event_kind
    let line: Int
    let text: String
  }

  /// The next event; nil at the end.
  mutating func next() -> Event? {
    guard index < tape.pointee.count else { return nil }
    let event = tape.pointee.events[index]
    index += 1
    var text = ""
    if event.length > 0, let texts = tape.pointee.texts {
      let bytes = UnsafeBufferPointer(start: texts + Int(event.offset), count: Int(event.length))
      text = bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }
    return Event(kind: lockstep_event_kind(UInt32(event.kind)), line: Int(event.line), text: text)
  }

  /// The value that comes next; the tape holds as many ends as beginnings.
  mutating func value() throws(SyntaxFailure) -> DataValue {
    guard let event = next() else { return .null }
    return try value(event)
  }

  private mutating func value(_ event: Event) throws(SyntaxFailure) -> DataValue {
    switch event.kind {
    case lockstep_event_true: return DataValue(.bool(true), line: event.line)
    case lockstep_event_false: return DataValue(.bool(false), line: event.line)
    case lockstep_event_number: return DataValue(Self.number(event.text), line: event.line)
    case lockstep_event_string: return DataValue(.string(event.text), line: event.line)
    case lockstep_event_date: return DataValue(.date, line: event.line)
    case lockstep_event_begin_array:
      var items: [DataValue] = []
      while let item = next(), item.kind != lockstep_event_end_array { items.append(try value(item)) }
      return DataValue(.array(items), line: event.line)
    case lockstep_event_begin_table:
      var members: [DataTable.Member] = []
      while let key = next(), key.kind == lockstep_event_key { members.append((key.text, try value())) }
      guard let table = DataTable(unique: members) else {
        let repeated = DataTable.repeated(in: members)
        throw SyntaxFailure(
          code: "key.repeated", line: repeated?.value.line,
          message: "the key \"\(repeated?.key ?? "")\" is given more than once")
      }
      return DataValue(.table(table), line: event.line)
    default: return DataValue(.null, line: event.line)
    }
  }

  private static func number(_ text: String) -> DataValue.Kind {
    if let integer = Int(text) { return .integer(integer) }
    return .number(Double(text) ?? .nan)
  }
}
