import Testing

@testable import Lockfiles

@Suite("patterns of workspaces")
struct WorkspacePatternTests {
  @Test(
    "a pattern chooses a folder or not",
    arguments: [
      (["packages/*"], "packages/a", true), (["packages/*"], "packages/a/b", false),
      (["packages/*"], "packages", false),
      (["packages/**"], "packages/a/b", true), (["./packages/*/"], "packages/a", true),
      (["packages/a"], "packages/a", true),
      (["packages/a"], "packages/ab", false), (["**"], "x/y", true), (["*"], ".hidden", false),
      (["**/test"], "a/b/test", true),
      (["{a,b}/*"], "b/c", true), (["{a,b}/*"], "c/c", false), (["a?c"], "abc", true), (["[a-c]x"], "bx", true),
      (["[!a-c]x"], "bx", false), (["a/*", "!a/b"], "a/b", false), (["!a/b", "a/*"], "a/b", true),
      (["a/*", "!**/b", "a/b"], "a/b", true), (["a*b*c"], "axxbyyc", true), (["a*b*c"], "axxbyy", false),
      ([], "a", false),
      (["{a,{b,c}}/d"], "c/d", true), (["[x"], "[x", true),
    ])
  func choice(_ patterns: [String], _ folder: String, _ isChosen: Bool) {
    #expect(WorkspacePatterns(patterns).choose(folder) == isChosen)
  }

  @Test("hostile patterns end soon")
  func hostile() {
    let stars = String(repeating: "*a", count: 2_000)
    #expect(!WorkspacePatterns([stars]).choose(String(repeating: "a", count: 3_000) + "b"))
    let deep = Array(repeating: "**", count: 500).joined(separator: "/") + "/x"
    #expect(!WorkspacePatterns([deep]).choose(Array(repeating: "y", count: 500).joined(separator: "/")))
    let braces = String(repeating: "{a,b}", count: 64)
    #expect(!WorkspacePatterns([braces]).choose("ab"))
    #expect(WorkspacePatterns(Array(repeating: "*/x", count: 200)).isCut)
  }
}
