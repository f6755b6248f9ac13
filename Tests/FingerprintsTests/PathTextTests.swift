import Fingerprints
import TestSupport
import Testing

@Suite("paths as text")
struct PathTextTests {
  @Test(
    "the spelling in manifests is the documented one",
    arguments: [
      (Array("plain.txt".utf8), "plain.txt"),
      (Array("é".utf8), "é"),
      ([0x61, 0x0A, 0x62], #"a\nb"#),
      ([0x61, 0x5C, 0x62], #"a\\b"#),
      ([0xFF, 0xFE], #"\xff\xfe"#),
      // An overlong form, a lone surrogate and a cut sequence are not UTF-8.
      ([0xC0, 0xAE], #"\xc0\xae"#),
      ([0xED, 0xA0, 0x80], #"\xed\xa0\x80"#),
      ([0x61, 0xE2, 0x82], #"a\xe2\x82"#),
      ([0x09, 0x61], "\ta"),
      ([], ""),
    ] as [([UInt8], String)])
  func escaped(bytes: [UInt8], expected: String) {
    #expect(Array(PathText.escaped(BytePath(bytes)).utf8) == Array(expected.utf8))
    #expect(PathText.unescaped(Array(expected.utf8)) == bytes)
  }

  @Test("what is no spelling is refused", arguments: [#"a\"#, #"a\q"#, #"\x4"#, #"\xg1"#])
  func refused(text: String) {
    #expect(PathText.unescaped(Array(text.utf8)) == nil)
  }

  @Test("escaping is reversible for any bytes, and its result is UTF-8 on one line")
  func roundTrip() {
    var random = SeededGenerator.fresh()
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        [0x0A, 0x5C, 0xC3, 0xA9, 0xFF, 0x61, UInt8.random(in: 1...255, using: &random)].randomElement(using: &random)
          ?? 0
      }
      let text = PathText.escaped(BytePath(bytes))
      #expect(PathText.unescaped(Array(text.utf8)) == bytes, "seed \(random.seed), bytes \(bytes)")
      #expect(!text.utf8.contains(0x0A))
    }
  }

  @Test(
    "nothing that acts on a terminal or a log is shown",
    arguments: [
      "\u{1B}[2Jx", "\u{7F}", "\u{9B}31m", "a\u{202E}b", "x\r\ny", "\u{2028}", "\u{FEFF}", "zero\u{200B}width",
    ])
  func visible(text: String) {
    let shown = PathText.visible(text)
    #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    #expect(shown.contains("\\u{"))
  }

  @Test(
    "a path is taken apart and normalised as bytes",
    arguments: [
      ("a/./b//c/", "a/b/c"), ("a/../b", "b"), ("a/..", ""), ("", ""), (".", ""), ("..", nil), ("a/../../b", nil),
      ("../\u{301}x", nil), ("a/\u{301}", "a/\u{301}"),
    ] as [(String, String?)])
  func normalised(text: String, expected: String?) {
    #expect(BytePath(text).normalised() == expected.map { BytePath($0) })
  }

  @Test("order and equality are those of bytes")
  func order() {
    let composed = BytePath("\u{E9}")
    let decomposed = BytePath("e\u{301}")
    #expect(composed != decomposed)
    let sorted = ["é", "a0", "a/b", "a.b", "a-b", "A"].map { BytePath($0) }.sorted()
    #expect(sorted.map { PathText.escaped($0) } == ["A", "a-b", "a.b", "a/b", "a0", "é"])
  }
}
