internal import CYaml
internal import Fingerprints

/// The events of a YAML text, from the parser that Yams is built upon and does not show.
///
/// Owns libyaml's parser and a copy of the text, and frees both.
final class YAMLEvents {
  struct Event {
    enum Kind {
      case scalar(String, isPlain: Bool)
      case alias
      case beginSequence
      case beginMapping
      case end
    }

    let kind: Kind
    /// Of an alias, the anchor it stands for.
    let anchor: TextKey?
    /// As it is meant: `!` and handles written out. Nil when there is none.
    let tag: String?
    /// Counted from 1.
    let line: Int
    let column: Int
  }

  /// In one place of memory: the parser keeps its own address.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let text: UnsafeMutableBufferPointer<UInt8>
  private var lines: LinePlaces
  private var isFinished: Bool

  init(_ bytes: [UInt8]) {
    lines = LinePlaces(bytes)
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

  /// The next event; nil at the end.
  ///
  /// - Throws: ``YAMLTree/Failure`` with the first mistake of syntax.
  func next() throws(YAMLTree.Failure) -> Event? {
    while !isFinished {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else {
        isFinished = true
        throw failure(parser.pointee)
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { isFinished = true }
      guard let next = self.event(event) else { continue }
      return next
    }
    return nil
  }

  private func event(_ event: yaml_event_t) -> Event? {
    switch event.type {
    case YAML_ALIAS_EVENT: return make(.alias, event, anchor: event.data.alias.anchor, tag: nil)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: Int(scalar.length)), as: UTF8.self)
      let isPlain = scalar.style == YAML_PLAIN_SCALAR_STYLE || scalar.style == YAML_ANY_SCALAR_STYLE
      return make(.scalar(text, isPlain: isPlain), event, anchor: scalar.anchor, tag: scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      return make(
        .beginSequence, event, anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      return make(.beginMapping, event, anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return make(.end, event, anchor: nil, tag: nil)
    default: return nil
    }
  }

  private func make(
    _ kind: Event.Kind, _ event: yaml_event_t, anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?
  ) -> Event {
    let (line, column) = lines.place(of: Int(event.start_mark.index))
    return Event(
      kind: kind, anchor: anchor.map { TextKey(String(cString: $0)) }, tag: tag.map { String(cString: $0) },
      line: line, column: column)
  }

  /// What the parser says of the mistake it met.
  private func failure(_ parser: yaml_parser_t) -> YAMLTree.Failure {
    let problem = parser.problem.map { String(cString: $0) } ?? "unknown mistake"
    let (line, column) = lines.place(of: Int(parser.problem_mark.index))
    switch parser.error {
    case YAML_READER_ERROR:
      return YAMLTree.Failure(
        line: 0, column: 0, message: "not valid YAML: \(problem) at byte \(parser.problem_offset)")
    case YAML_MEMORY_ERROR:
      return YAMLTree.Failure(line: 0, column: 0, message: "too large to be read")
    case _ where problem.contains("cannot start any token"):
      return YAMLTree.Failure(
        line: line, column: column,
        message: "not valid YAML: a tab or another character that nothing can begin with; indent with blanks")
    case _ where problem.contains("nesting level"):
      return YAMLTree.Failure(line: line, column: column, message: "nested too deep to be read")
    default:
      let around = parser.context.map { " (\(String(cString: $0)))" } ?? ""
      return YAMLTree.Failure(line: line, column: column, message: "not valid YAML: \(problem)\(around)")
    }
  }
}
