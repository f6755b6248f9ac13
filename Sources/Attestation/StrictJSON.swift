internal import Cparsers

/// Reads JSON and refuses what two readers might understand in two ways.
///
/// Those are a key that is given twice, also in another spelling, bytes that are not UTF-8, and anything behind the value.
public enum StrictJSON {
  /// More than any attestation has.
  private static let limits = lockstep_tape_limits(depth: 64, events: 200_000)

  /// - Throws: ``Mistake``.
  public static func parse(_ bytes: [UInt8]) throws(Mistake) -> JSONValue {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Mistake("it is not UTF-8") }
    let tape = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { lockstep_tape_json($0, characters.count, false, limits) }
          ?? lockstep_tape_json("", 0, false, limits)
      }
    }
    guard let tape else { throw Mistake("it is too large to be read") }
    var reader = Reader(tape: tape)
    return try reader.document()
  }

  /// Why a text is no JSON that can be relied upon: a phrase to follow its name.
  public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
  }

  /// Goes over what the parser found; owns the parser's memory.
  private struct Reader: ~Copyable {
    private let tape: UnsafeMutablePointer<lockstep_tape>
    private var index = 0

    init(tape: UnsafeMutablePointer<lockstep_tape>) { self.tape = tape }

    deinit { lockstep_tape_free(tape) }

    mutating func document() throws(Mistake) -> JSONValue {
      if let error = tape.pointee.error { throw Mistake("it is not valid JSON: \(String(cString: error))") }
      guard let event = next() else { throw Mistake("it is empty") }
      return try value(event)
    }

    private mutating func next() -> lockstep_event? {
      guard index < tape.pointee.count else { return nil }
      defer { index += 1 }
      return tape.pointee.events[index]
    }

    private func text(_ event: lockstep_event) -> String {
      guard event.length > 0, let texts = tape.pointee.texts else { return "" }
      let bytes = UnsafeBufferPointer(start: texts + Int(event.offset), count: Int(event.length))
      return bytes.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
    }

    private func kind(_ event: lockstep_event) -> lockstep_event_kind { lockstep_event_kind(UInt32(event.kind)) }

    /// The tape holds as many ends as beginnings, and a value behind each key.
    private mutating func value(_ event: lockstep_event) throws(Mistake) -> JSONValue {
      switch kind(event) {
      case lockstep_event_true: return .bool(true)
      case lockstep_event_false: return .bool(false)
      case lockstep_event_number: return .number(text(event))
      case lockstep_event_string: return .string(text(event))
      case lockstep_event_begin_array:
        var items: [JSONValue] = []
        while let item = next(), kind(item) != lockstep_event_end_array { items.append(try value(item)) }
        return .array(items)
      case lockstep_event_begin_table: return .object(try members())
      default: return .null
      }
    }

    private mutating func members() throws(Mistake) -> [JSONValue.Member] {
      var members: [JSONValue.Member] = []
      var keys: Set<[UInt8]> = []
      while let key = next(), kind(key) == lockstep_event_key, let item = next() {
        let name = text(key)
        guard keys.insert(Array(name.utf8)).inserted else {
          throw Mistake("the key \"\(name)\" is given more than once")
        }
        members.append(JSONValue.Member(name, try value(item)))
      }
      return members
    }
  }
}
