internal import CYaml

/// The events of a YAML text, from the parser that Yams is built upon and does not show.
///
/// Owns libyaml's parser and a copy of the text, and frees both.
final class YAMLEvents {
  struct Event {
    enum Kind {
      case scalar(anchor: [UInt8]?, length: Int)
      case alias([UInt8])
      /// A sequence or a mapping.
      case begin(anchor: [UInt8]?)
      case end
    }

    let kind: Kind
    /// Counted from 1.
    let line: Int
    let column: Int
  }

  /// In one place of memory: the parser keeps its own address.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>
  private var isFinished: Bool

  init(_ bytes: [UInt8]) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    text = .allocate(capacity: max(1, bytes.count))
    _ = text.update(fromContentsOf: bytes)
    isFinished = yaml_parser_initialize(parser) != 1
    guard !isFinished else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    text.deallocate()
  }

  /// The next event; nil at the end and at a mistake of syntax.
  func next() -> Event? {
    while !isFinished {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else {
        isFinished = true
        return nil
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { isFinished = true }
      guard let kind = Self.kind(event) else { continue }
      return Event(kind: kind, line: Int(event.start_mark.line) + 1, column: Int(event.start_mark.column) + 1)
    }
    return nil
  }

  private static func kind(_ event: yaml_event_t) -> Event.Kind? {
    switch event.type {
    case YAML_ALIAS_EVENT: .alias(bytes(event.data.alias.anchor) ?? [])
    case YAML_SCALAR_EVENT: .scalar(anchor: bytes(event.data.scalar.anchor), length: Int(event.data.scalar.length))
    case YAML_SEQUENCE_START_EVENT: .begin(anchor: bytes(event.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT: .begin(anchor: bytes(event.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .end
    default: nil
    }
  }

  /// Up to the zero byte; nil where there is nothing.
  private static func bytes(_ start: UnsafeMutablePointer<UInt8>?) -> [UInt8]? {
    guard let start else { return nil }
    var count = 0
    while start[count] != 0 { count += 1 }
    return Array(UnsafeBufferPointer(start: start, count: count))
  }
}
