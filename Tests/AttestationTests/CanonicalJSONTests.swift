import Attestation
import Testing

@Suite("JSON of attestations")
struct CanonicalJSONTests {
  private static let written: [(value: JSONValue, text: String)] = [
    (.null, "null"), (.bool(true), "true"), (.bool(false), "false"), (.integer(-12), "-12"),
    (.array([]), "[]"), (.object([JSONValue.Member]()), "{}"),
    (.strings(["a", "b"]), #"["a","b"]"#),
    // A slash is not escaped, and what is not ASCII stays as it is.
    (.string("https://a/ä€😀\u{7F}"), "\"https://a/ä€😀\u{7F}\""),
    (.string("\"\\\u{8}\t\n\u{C}\r\u{0}\u{1F}"), #""\"\\\b\t\n\f\r\u0000\u001f""#),
    // Composed and decomposed stay what they are.
    (.string("e\u{301}"), "\"e\u{301}\""),
    // Sorted by bytes: upper case first, a shorter key before a longer one.
    (
      .object([
        ("b", .integer(1)), ("a", .null), ("B", .object([("z", .null), ("y", .null)])), ("aa", .null), ("", .null),
      ]),
      #"{"":null,"B":{"y":null,"z":null},"a":null,"aa":null,"b":1}"#
    ),
  ]

  @Test("is written in one way, and read back as it was", arguments: written)
  func vector(value: JSONValue, text: String) throws {
    let bytes = CanonicalJSON.bytes(value)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    #expect(CanonicalJSON.bytes(try StrictJSON.parse(bytes)) == bytes)
  }

  private static let mistakes: [(text: [UInt8], why: String)] = [
    (Array(#"{"a":1,"a":1}"#.utf8), "the key \"a\" is given more than once"),
    (Array(#"{"a":1,"b":2,"\u0061":3}"#.utf8), "the key \"a\" is given more than once"),
    (Array(#"{"x":{"a":1,"a":2}}"#.utf8), "more than once"),
    (Array("{} {}".utf8), "not valid JSON"), (Array("{}\u{0}".utf8), "not valid JSON"),
    (Array("[1,]".utf8), "not valid JSON"),
    (Array("{/**/}".utf8), "not valid JSON"), (Array("NaN".utf8), "not valid JSON"),
    (Array("'a'".utf8), "not valid JSON"),
    (Array(#""\ud800""#.utf8), "not valid JSON"), ([], "not valid JSON"),
    ([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], "not valid JSON"),
    ([0x22, 0xFF, 0x22], "it is not UTF-8"), ([0x22, 0xC0, 0x80, 0x22], "it is not UTF-8"),
    (Array((String(repeating: "[", count: 200) + String(repeating: "]", count: 200)).utf8), "not valid JSON"),
  ]

  @Test("what two readers might understand in two ways is refused", arguments: mistakes)
  func refused(text: [UInt8], why: String) {
    #expect {
      try StrictJSON.parse(text)
    } throws: {
      "\($0)".contains(why)
    }
  }

  @Test("keys that differ in their form alone are two keys")
  func forms() throws {
    let value = try StrictJSON.parse(Array("{\"\u{E9}\":1,\"e\u{301}\":2}".utf8))
    #expect(value.members?.count == 2 && value["e\u{301}"] == .number("2"))
  }
}
