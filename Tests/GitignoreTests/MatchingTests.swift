import Gitignore
import Testing

@Suite("what git ignores")
struct MatchingTests {
  @Test("paths are decided as git does")
  func tables() {
    for row in Cases.all {
      let query = Query(row.path)
      let decision = GitignoreFile(Array(row.rules.utf8)).decide(query.path, isDirectory: query.isDirectory)
      #expect(decision.ignored == row.ignored, "\(row)")
    }
  }

  @Test("the deciding rule is named, and the directory it excluded")
  func explanation() {
    let file = GitignoreFile(Array("# c\n*.log\r\nbuild/  \n!keep.log\n".utf8))
    let kept = file.decide(Array("x/keep.log".utf8), isDirectory: false)
    #expect(!kept.ignored && kept.rule?.line == 4 && kept.viaParent == nil)
    let below = file.decide(Array("x/build/y/keep.log".utf8), isDirectory: false)
    #expect(below.ignored && below.rule?.line == 3 && below.viaParent == Array("x/build".utf8))
    #expect(below.rule?.source == Array("build/".utf8))
    let itself = file.decide(Array("x/build".utf8), isDirectory: true)
    #expect(itself.ignored && itself.rule?.line == 3 && itself.viaParent == nil)
    let free = file.decide(Array("x/build".utf8), isDirectory: false)
    #expect(!free.ignored && free.rule == nil && free.viaParent == nil)
  }

  @Test("a re-included directory does not speak for what is below it")
  func reincludedDirectory() {
    let file = GitignoreFile(Array("/*\n!/a\n".utf8))
    #expect(file.decide(Array("a".utf8), isDirectory: true).rule?.line == 2)
    #expect(file.decide(Array("a/b".utf8), isDirectory: false).rule == nil)
  }

  @Test("slashes at the ends and doubled ones do not count, and the root is never ignored")
  func unclean() {
    let file = GitignoreFile(Array("*\n".utf8))
    #expect(file.decide(Array("/a//b/".utf8), isDirectory: true).viaParent == Array("a".utf8))
    for root in ["", "/"] {
      let decision = file.decide(Array(root.utf8), isDirectory: true)
      #expect(!decision.ignored && decision.rule == nil)
    }
  }

  @Test("patterns that make other matchers explode take no time")
  func pathological() {
    let patterns = [
      String(repeating: "**/", count: 200) + "x", "/" + String(repeating: "*a", count: 200) + "b",
      "z/**/" + String(repeating: "*a*", count: 100) + "b", String(repeating: "/**", count: 300) + "/a/x",
    ]
    let file = GitignoreFile(Array(patterns.joined(separator: "\n").utf8))
    let deep = Array("z/".utf8) + Array(String(repeating: "a/", count: 500).utf8) + Array("y".utf8)
    let wide = Array(String(repeating: "a", count: 1_000).utf8)
    let elapsed = ContinuousClock().measure {
      #expect(!file.decide(deep, isDirectory: false).ignored)
      #expect(!file.decide(wide, isDirectory: false).ignored)
    }
    #expect(elapsed < .seconds(10))
  }
}
