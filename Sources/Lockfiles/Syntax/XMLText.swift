internal import Fingerprints
internal import Cparsers

/// XML as plain elements, without document types.
enum XMLText {
  struct Element: Sendable {
    let name: String
    let attributes: [(name: String, value: String)]
    let children: [Element]
    /// What stands directly in it.
    let text: String
    /// Counted from 1.
    let line: Int

    subscript(_ name: String) -> String? { attributes.first { $0.name.hasSameBytes(as: name) }?.value }

    func children(_ name: String) -> [Element] { children.filter { $0.name.hasSameBytes(as: name) } }
  }

  /// The one element that holds all others.
  static func parse(_ text: String) throws(SyntaxFailure) -> Element {
    var tape = try TextTape.of(text, language: "XML") { lockstep_tape_xml($0, $1, TextTape.limits) }
    guard let root = tape.next() else { throw SyntaxFailure(line: nil, message: "not valid XML: no element") }
    return element(root, &tape)
  }

  private static func element(_ begin: TextTape.Event, _ tape: inout TextTape) -> Element {
    var attributes: [(name: String, value: String)] = []
    var children: [Element] = []
    var text = ""
    while let event = tape.next(), event.kind != lockstep_event_end_table {
      switch event.kind {
      case lockstep_event_key: attributes.append((event.text, tape.next()?.text ?? ""))
      case lockstep_event_begin_table: children.append(element(event, &tape))
      default: text += event.text
      }
    }
    return Element(name: begin.text, attributes: attributes, children: children, text: text, line: begin.line)
  }
}
