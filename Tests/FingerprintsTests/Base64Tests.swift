import Fingerprints
import Testing

@Suite("base64")
struct Base64Tests {
  /// Source: RFC 4648, section 10, and bytes that tell the alphabets apart.
  private static let vectors: [(bytes: [UInt8], text: String)] = [
    ([], ""), (Array("f".utf8), "Zg=="), (Array("fo".utf8), "Zm8="), (Array("foo".utf8), "Zm9v"),
    (Array("foob".utf8), "Zm9vYg=="), (Array("fooba".utf8), "Zm9vYmE="), (Array("foobar".utf8), "Zm9vYmFy"),
    ([0xFB, 0xEF, 0xFF], "++//"), ([0xFF, 0xFE], "//4="), ([0, 0, 0, 0], "AAAAAA=="),
  ]

  @Test(
    "is written in the standard alphabet with padding, and read in both alphabets with and without", arguments: vectors)
  func vector(bytes: [UInt8], text: String) {
    #expect(Base64.encode(bytes) == text)
    let forURLs = text.replacing("+", with: "-").replacing("/", with: "_")
    for spelling in [text, forURLs, text.replacing("=", with: ""), forURLs.replacing("=", with: "")] {
      #expect(Base64.decode(spelling) == bytes, "\(spelling)")
    }
  }

  @Test(
    "what no encoder writes is refused",
    arguments: [
      "Zg=", "Zg===", "Z", "Z===", "====", "=", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n", " Zm9v", "Zm9v====", "Zg==Zg==",
      "+-+-", "/_AA", "Zm9é", "Z!==",
    ])
  func refused(text: String) { #expect(Base64.decode(text) == nil) }

  @Test("locks' spellings: the standard alphabet, with its padding where that is asked for")
  func forms() {
    for form in [Base64.Form.any, .standard, .padded] {
      #expect(Base64.decode("++//".utf8, as: form) == [0xFB, 0xEF, 0xFF])
      #expect(Base64.decode("Zg==".utf8, as: form) == [0x66])
      #expect(Base64.decode("Zg=".utf8, as: form) == nil)
      #expect(Base64.decode("Zh==".utf8, as: form) == nil)
    }
    #expect(Base64.decode("--__".utf8, as: .any) == [0xFB, 0xEF, 0xFF])
    #expect(Base64.decode("--__".utf8, as: .standard) == nil)
    #expect(Base64.decode("--__".utf8, as: .padded) == nil)
    #expect(Base64.decode("Zg".utf8, as: .standard) == [0x66])
    #expect(Base64.decode("Zg".utf8, as: .padded) == nil)
  }
}
