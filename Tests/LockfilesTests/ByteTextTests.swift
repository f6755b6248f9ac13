import Testing

@testable import Lockfiles

@Suite("text byte by byte")
struct ByteTextTests {
  @Test(
    "the first separator splits",
    arguments: [
      ("a#b#c", "#", "a", "b#c"), ("#", "#", "", ""), ("a://b", "://", "a", "b"), ("aab", "ab", "a", ""),
      ("é:ü", ":", "é", "ü"), ("a#\u{301}b", "#", "a", "\u{301}b"), ("aé", "é", "a", ""),
      (
        String(repeating: "x", count: 40) + "--" + String(repeating: "y", count: 40), "--",
        String(repeating: "x", count: 40), String(repeating: "y", count: 40)
      ),
    ])
  func split(_ text: String, _ separator: String, _ before: String, _ after: String) throws {
    let parts = try #require(text.split(atFirst: separator))
    #expect(Array(parts.before.utf8) == Array(before.utf8))
    #expect(Array(parts.after.utf8) == Array(after.utf8))
    #expect(text.holds(separator))
  }

  @Test(
    "what is not there is not found",
    arguments: [("", "#"), ("abc", "abcd"), ("abc", "ac"), ("abc", ""), ("", ""), ("e\u{301}", "é")])
  func absent(_ text: String, _ part: String) {
    #expect(text.split(atFirst: part) == nil)
    #expect(!text.holds(part))
  }

  @Test(
    "beginnings and ends",
    arguments: [
      ("abc", "ab", true, false), ("abc", "bc", false, true), ("abc", "abc", true, true), ("abc", "", true, true),
      ("", "", true, true), ("abc", "abcd", false, false), ("abc", "x", false, false), ("é", "e", false, false),
      ("#\u{301}", "#", true, false),
    ])
  func ends(_ text: String, _ part: String, _ begins: Bool, _ ends: Bool) {
    #expect(text.starts(with: part) == begins)
    #expect(text.ends(with: part) == ends)
    #expect((text.dropping(prefix: part) != nil) == begins)
  }

  @Test("what is behind a prefix", arguments: [("a#\u{301}b", "a#", "\u{301}b"), ("abc", "abc", ""), ("éa", "é", "a")])
  func behind(_ text: String, _ prefix: String, _ rest: String) {
    #expect(Array((text.dropping(prefix: prefix) ?? "?").utf8) == Array(rest.utf8))
  }

  @Test(
    "blanks at both ends are cut",
    arguments: [("", ""), (" ", ""), ("\t a b\r\n", "a b"), ("a", "a"), (" \u{301}a\u{a0} ", "\u{301}a\u{a0}")])
  func trimming(_ text: String, _ trimmed: String) {
    #expect(Array(text.trimmed.utf8) == Array(trimmed.utf8))
    #expect(Array(text.utf8.trimmed) == Array(trimmed.utf8))
  }

  @Test("the order is that of the bytes, with and without others than ASCII")
  func order() {
    #expect(["b", "a", "B", "", "ab", "a"].sortedByBytes() == ["", "B", "a", "ab", "b"])
    #expect(["b", "a", "b"].sortedByBytesWithRepeats() == ["a", "b", "b"])
    // Unicode calls the first two equal, and orders the last two the other way round.
    let texts = ["é", "e\u{301}", "\u{FFFD}", "\u{10000}", "é", "z", "\u{E9}"]
    let expected = ["e\u{301}", "z", "é", "\u{FFFD}", "\u{10000}"]
    #expect(texts.sortedByBytes().map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }

  @Test("ASCII", arguments: [("", true), ("a\u{7F}", true), ("a\u{80}", false), ("aé", false)])
  func ascii(_ text: String, _ expected: Bool) { #expect(text.isASCII == expected) }
}
