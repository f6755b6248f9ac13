import Platforms
import Testing

@Suite("line ends on Windows")
struct LineEndTests {
  struct Case: Sendable {
    let attributes: TextAttributes
    let conversion: LineEndConversion

    init(
      _ conversion: LineEndConversion, text: TextAttributes.Value = .unspecified,
      eol: TextAttributes.Value = .unspecified, crlf: TextAttributes.Value = .unspecified
    ) {
      attributes = TextAttributes(text: text, eol: eol, crlf: crlf)
      self.conversion = conversion
    }
  }

  static func word(_ text: String) -> TextAttributes.Value { .word(Array(text.utf8)) }

  static let cases: [Case] = [
    Case(.ofText), Case(.always, text: .set), Case(.none, text: .unset), Case(.ofText, text: word("auto")),
    Case(.none, text: word("input")), Case(.none, text: word("auto"), eol: word("lf")),
    Case(.ofText, text: word("auto"), eol: word("crlf")), Case(.none, text: .set, eol: word("lf")),
    Case(.always, text: .set, eol: word("crlf")), Case(.none, eol: word("lf")), Case(.always, eol: word("crlf")),
    Case(.none, text: .unset, eol: word("crlf")), Case(.always, crlf: .set), Case(.none, crlf: .unset),
    Case(.none, crlf: word("input")), Case(.always, text: .set, crlf: .unset), Case(.ofText, text: word("other")),
  ]

  @Test("follow from attributes", arguments: cases)
  func decided(_ example: Case) { #expect(example.attributes.conversion == example.conversion) }

  static let contents: [([UInt8], text: [UInt8]?, always: [UInt8]?)] = [
    (Array("a\nb\n".utf8), Array("a\r\nb\r\n".utf8), Array("a\r\nb\r\n".utf8)),
    (Array("a".utf8), nil, nil),
    ([], nil, nil),
    (Array("a\r\nb\r\n".utf8), nil, nil),
    (Array("a\r\nb\n".utf8), nil, Array("a\r\nb\r\n".utf8)),
    (Array("a\rb\n".utf8), nil, Array("a\rb\r\n".utf8)),
    ([0x61, 0, 0x0A], nil, [0x61, 0, 0x0D, 0x0A]),
    ([1, 0x0A], nil, [1, 0x0D, 0x0A]),
    (Array(repeating: 0x61, count: 127) + [1, 0x0A], nil, Array(repeating: 0x61, count: 127) + [1, 0x0D, 0x0A]),
    (
      Array(repeating: 0x61, count: 128) + [1, 0x0A], Array(repeating: 0x61, count: 128) + [1, 0x0D, 0x0A],
      Array(repeating: 0x61, count: 128) + [1, 0x0D, 0x0A]
    ),
    ([0x0A, 0x1A], [0x0D, 0x0A, 0x1A], [0x0D, 0x0A, 0x1A]),
    (Array("é\u{1b}\t\n".utf8), Array("é\u{1b}\t\r\n".utf8), Array("é\u{1b}\t\r\n".utf8)),
  ]

  @Test("are written in what git takes for text", arguments: contents)
  func written(_ content: [UInt8], text: [UInt8]?, always: [UInt8]?) {
    #expect(LineEndConversion.ofText.apply(content) == text)
    #expect(LineEndConversion.always.apply(content) == always)
    #expect(LineEndConversion.none.apply(content) == nil)
  }
}
