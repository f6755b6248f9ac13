import Gitignore
import Testing

@Suite("ignore files become rules")
struct ReadingTests {
  private func rules(_ text: String) -> [GitignoreRule] { GitignoreFile(Array(text.utf8)).rules }

  @Test("lines that say nothing are no rules, and lines are counted all the same")
  func lines() {
    #expect(rules("").isEmpty)
    #expect(rules("\u{FEFF}").isEmpty)
    #expect(rules("\n# a\n\r\n   \n \r\n\0a\n").isEmpty)
    #expect(rules("\u{FEFF}# a\n\na\n \r\n!b").map(\.line) == [3, 5])
  }

  @Test(
    "a line is kept as git shows it",
    arguments: [
      ("a  ", "a"), ("a\\  ", "a\\ "), ("a\t \r", "a\t"), (" a", " a"), ("!a/ ", "!a/"), ("a \0b", "a"), ("a\\", "a\\"),
      ("\\ ", "\\ "), ("a \\", "a \\"),
    ])
  func source(line: String, source: String) {
    #expect(rules(line).map(\.source) == [Array(source.utf8)])
  }

  @Test("what a rule is: negated, for directories only, anchored")
  func kinds() {
    let cases: [(line: String, negated: Bool, directoryOnly: Bool, anchored: Bool)] = [
      ("a", false, false, false), ("!a", true, false, false), ("!!a", true, false, false),
      ("\\!a", false, false, false),
      ("a/", false, true, false), ("/a", false, false, true), ("!/a/", true, true, true), ("a/b", false, false, true),
      ("a\\/", false, true, false), ("[/]", false, false, true), ("**/a", false, false, true),
    ]
    for one in cases {
      let found = rules(one.line)
      #expect(found.map(\.negated) == [one.negated], "\(one)")
      #expect(found.map(\.directoryOnly) == [one.directoryOnly], "\(one)")
      #expect(found.map(\.anchored) == [one.anchored], "\(one)")
    }
  }

  @Test(
    "patterns git makes nothing of are told",
    arguments: ["[", "[a", "[]", "[!]", "a\\", "a\\/", "[[:foo:]]", "[[:alpha:]", "[a-", "[a\\", "!", "/", "//", "!/"])
  func broken(line: String) {
    #expect(rules(line).map(\.isBroken) == [true])
  }

  @Test(
    "odd patterns that are none the less whole", arguments: ["[]]", "[c-a]", "[[:]", "]", "a//", "[a/b]", "\\ ", "***"])
  func whole(line: String) {
    #expect(rules(line).map(\.isBroken) == [false])
  }
}
