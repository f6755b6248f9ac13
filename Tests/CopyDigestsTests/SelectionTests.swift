import CopyDigests
import Fingerprints
import Testing

@Suite("what sources select")
struct SelectionTests {
  @Test("a path is what it leads to, whatever its name")
  func links() throws {
    let tree = try ContentTree(
      records("d/", "d/f=1", "l>d", "up>../../d/f", "abs>/d", "on>l/f", "through>gone/../d/f", "self>d/"))
    let file = try #require(tree.digest(of: BytePath("d/f")))
    for path in ["/d/f", "d/f", "/l/f", "/up", "/abs/f", "/on", "/through", "/self/f", "/../d/./f"] {
      #expect(try tree.digest(of: selector(path)) == file, "\(path)")
    }
    #expect(try tree.digest(of: selector("/l")) == tree.digest(of: BytePath("d")))
    #expect(try tree.digest(of: selector("/")) == tree.rootDigest)
  }

  @Test("what is missing has a name, and links that go round end")
  func failures() throws {
    let tree = try ContentTree(records("a=1", "gone>nowhere", "round>round", "one>two", "two>one"))
    for path in ["/x", "/a/b", "/gone", "/gone/x"] {
      #expect(throws: CopyFailure.notFound(Array(path.utf8))) { try tree.digest(of: selector(path)) }
    }
    for path in ["/round", "/one", "/two/x"] {
      #expect(throws: CopyFailure.tooManyLinks(Array(path.utf8))) { try tree.digest(of: selector(path)) }
    }
    // The first source that fails, in the order of paths.
    #expect(throws: CopyFailure.notFound(Array("/x".utf8))) {
      try CopyDigest(of: [selector("y"), selector("x"), selector("a")], in: tree)
    }
  }

  @Test("255 links are followed, no more")
  func manyLinks() throws {
    var made = try records("end=1")
    for number in 1...256 { made += try records("l\(number)>\(number == 1 ? "end" : "l\(number - 1)")") }
    let tree = try ContentTree(made)
    #expect(try tree.digest(of: selector("/l255")) == tree.digest(of: BytePath("end")))
    #expect(throws: CopyFailure.tooManyLinks(Array("/l256".utf8))) { try tree.digest(of: selector("/l256")) }
  }

  @Test("a wildcard makes a list of names; directories in it are their header and what they hold")
  func wildcard() throws {
    let tree = try ContentTree(records("a=1", "ab/", "ab/c=2", "b=3"))
    func text(_ path: String) throws -> String { try #require(tree.digest(of: BytePath(path))).text }
    let header = try #require(tree.headerDigest(of: BytePath("ab"))).text
    #expect(
      try tree.digest(of: selector("/a*")) == digest("\0a", text("a"), "\0ab", header, "\0ab\0c", text("ab/c")))
    #expect(try tree.digest(of: selector("/ab/*")) == digest("\0c", text("ab/c")))
    #expect(try tree.digest(of: selector("/x*")) == digest(""))
    #expect(try tree.digest(of: selector("/x/*")) == digest(""))
  }

  @Test("the part before a wildcard is followed, and keeps the name it is written with")
  func wildcardBehindLink() throws {
    let tree = try ContentTree(records("d/", "d/a=1", "l>d", "root>/", "d/s>a"))
    func text(_ path: String) throws -> String { try #require(tree.digest(of: BytePath(path))).text }
    #expect(try tree.digest(of: selector("/l/*")) == digest("\0a", text("d/a"), "\0s", text("d/a")))
    #expect(try tree.digest(of: selector("/root/d/[a]")) == digest("\0a", text("d/a")))
    // All of the root, and in it the link itself, which then leads to the root.
    #expect(
      try tree.digest(of: selector("/root/*"))
        == digest(
          "\0d", #require(tree.headerDigest(of: BytePath("d"))).text, "\0d\0a", text("d/a"), "\0d\0s", text("d/s"),
          "\0l", text("d"), "\0root", tree.rootDigest.text))
  }

  @Test("excludes are relative to what is copied, and do not apply to that itself when it is a link")
  func excludes() throws {
    let tree = try ContentTree(records("d/", "d/a=1", "d/e/", "d/e/a=2", "d/e/b=3", "l>d"))
    func text(_ path: String) throws -> String { try #require(tree.digest(of: BytePath(path))).text }
    let header = try #require(tree.headerDigest(of: BytePath("d"))).text
    #expect(
      try tree.digest(of: selector("/d", excludes: ["**/a"]))
        == digest("\0", header, "\0e", header, "\0e\0b", text("d/e/b")))
    // An excluded directory comes back with what is kept in it.
    #expect(
      try tree.digest(of: selector("/d", excludes: ["e", "!e/b", "a"]))
        == digest("\0", header, "\0e", header, "\0e\0b", text("d/e/b")))
    #expect(try tree.digest(of: selector("/d", excludes: ["*"])) == digest(""))
    #expect(try tree.digest(of: selector("/l", excludes: ["**/a"])) == tree.digest(of: BytePath("d")))
    #expect(try tree.digest(of: selector("/d/a", excludes: ["a"])) == tree.digest(of: BytePath("d/a")))
  }

  @Test("broken patterns fail where the reference comes across them")
  func brokenPatterns() throws {
    let tree = try ContentTree(records("a=1"))
    func fails(_ selector: CopySelector) -> CopyFailure? {
      do throws(CopyFailure) { _ = try tree.digest(of: selector) } catch { return error }
      return nil
    }
    #expect(fails(selector("/x*[")) == .wildcardSyntax(Array("/x*[".utf8)))
    // Nothing is compared below what is not there.
    #expect(fails(selector("/gone/x*[")) == nil)
    guard case .exclude? = fails(selector("/a", excludes: ["["])) else {
      Issue.record("a pattern that is refused at once")
      return
    }
    guard case .exclude? = fails(selector("/", excludes: ["a{1001}*"])) else {
      Issue.record("a pattern that is refused when it is compared")
      return
    }
    #expect(fails(selector("/gone", excludes: ["a{1001}*"])) == nil)
  }

  @Test("required paths")
  func required() throws {
    let tree = try ContentTree(records("d/", "d/a=1"))
    func source(_ include: String) -> CopySelector {
      CopySelector(path: [0x2F], includes: [Array(include.utf8)], required: [Array("/\(include)".utf8)])
    }
    #expect(try tree.digest(of: source("d/a")) != digest(""))
    #expect(throws: CopyFailure.notFound(Array("/d/b".utf8))) { try tree.digest(of: source("d/b")) }
  }

  @Test("of paths below each other one is looked at; lists stay")
  func selectors() {
    let sources = ["b", "a/x", "a!", "*", "a", "a", "*", "b/../a/y"].map { selector($0) }
    #expect(
      CopyDigest.selectors(of: sources).map { String(decoding: $0.path, as: UTF8.self) }
        == ["/*", "/*", "/a", "/a!", "/b"])
    let all = ["a", "/", "b*", "b"].map { selector($0) }
    #expect(
      CopyDigest.selectors(of: all).map { String(decoding: $0.path, as: UTF8.self) } == ["/", "/b*"])
  }

  @Test("the digest of the sources is that of all paths, descending")
  func sources() throws {
    #expect(
      try CopyDigest.selectorDigest(of: ["a", "b*", "a"].map { selector($0) }) == digest("/b*\0/a\0/a"))
  }
}
