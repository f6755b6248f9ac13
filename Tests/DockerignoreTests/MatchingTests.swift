import Dockerignore
import Glob
import Testing

@Suite("matching")
struct MatchingTests {
  /// Walks to `path` from the root, as a builder does.
  private func isIgnored(_ path: String, by rules: String) throws -> Bool {
    var matcher = IgnoreMatcher(try IgnoreFile(Array(rules.utf8)))
    return try matcher.explain(Array(path.utf8)).ignored
  }

  @Test(
    "the dialect is moby/patternmatcher's",
    arguments: [
      // rules, path, ignored
      ("x", "x", true), ("x", "a/x", false), ("x", "x/y/z", true), ("*", ".hidden", true), ("*/x", "a/x", true),
      ("*/x", "a/b/x", false), ("**/x", "x", true), ("**/x", "a/b/x", true), ("a/**", "a", false),
      ("a/**", "a/b/c", true), ("a**", "ab", true), ("a**", "a/b", true), ("f**o", "fo", true),
      ("f**o", "fx/o", true), ("f**o", "fxxo", false), ("**foo", "barfoo", true), ("**foo*", "barfoo", false),
      ("?", "é", true), ("??", "é", false), ("a[b-d]e", "ace", true), ("a[^b]c", "a/c", true), ("a[!b]c", "a!c", true),
      (#"a\*"#, "a*", true), (#"a\*"#, "ab", false), ("*.log\n!keep.log", "keep.log", false),
      ("a\n!a/b", "a/b", false), ("a\n!a/b", "a/c", true), ("*\n!a/b\n", "a/b", false), ("X", "x", false),
      (".", "a", false), ("/", "a", false), ("..", "a", false), ("a+b", "a+b", true), ("a.b*", "axbc", false),
      ("**/*.pyc", "x\ny/ab.pyc", false), ("é", "e\u{301}", false), ("**", "anything/at/all", true),
    ] as [(String, String, Bool)])
  func dialect(rules: String, path: String, ignored: Bool) throws {
    #expect(try isIgnored(path, by: rules) == ignored)
  }

  @Test("the deciding rule, the overruled ones and the directory that decided are named")
  func explanation() throws {
    var matcher = IgnoreMatcher(try IgnoreFile(Array("# c\n*.log\nbuild\n!keep.log\n".utf8)))
    let kept = try matcher.explain(Array("keep.log".utf8))
    #expect(!kept.ignored)
    #expect(kept.rule?.line == 4)
    #expect(kept.matched.map(\.line) == [2, 4])
    let below = try matcher.explain(Array("build/x/y".utf8))
    #expect(below.ignored)
    #expect(below.rule?.line == 3)
    #expect(below.viaParent == Array("build".utf8))
    let free = try matcher.explain(Array("src/a".utf8))
    #expect(!free.ignored && free.rule == nil && free.matched.isEmpty)
  }

  @Test("patterns that make other matchers explode take no time")
  func pathological() throws {
    let clock = ContinuousClock()
    let patterns = [
      String(repeating: "**/", count: 12) + "x", String(repeating: "*a", count: 30) + "b",
      String(repeating: "[a-z]", count: 200), String(repeating: "?", count: 5000),
    ]
    let path = Array(String(repeating: "a/", count: 250).utf8) + Array("y".utf8)
    let elapsed = try clock.measure {
      for text in patterns {
        let pattern = try Pattern(Array(text.utf8))
        #expect(pattern.matches(path) == false)
      }
    }
    #expect(elapsed < .seconds(2))
  }

  @Test(
    "directories are entered only where an exception may keep something",
    arguments: [
      ("a", "a", true), ("a\n!b", "a", true), ("a\n!a/b", "a", false), ("a\n!a/b/c", "a/b", false),
      ("a\n!a/b/c", "a/d", true), ("a\n!**/*.md", "a", false), ("a\n!a/b/**", "a", false),
      // The builder would enter these; nothing can come of it.
      ("a\n!*.md", "a", true), ("!**/*.md\na", "a", true), ("a\n!b/*.md", "a", true), ("a\n!a/*/c", "a/b", false),
      // The builder should enter this and does not.
      ("a\n!a/*/**", "a/b", true),
    ] as [(String, String, Bool)])
  func pruning(rules: String, directory: String, prunes: Bool) throws {
    var matcher = IgnoreMatcher(try IgnoreFile(Array(rules.utf8)))
    var state = matcher.root
    let path = Array(directory.utf8)
    for end in path.indices.filter({ path[$0] == UInt8(ascii: "/") }) + [path.count] {
      state = try matcher.decide(Array(path[..<end]), under: state)
    }
    #expect(matcher.canPrune(path, state) == prunes)
  }
}
