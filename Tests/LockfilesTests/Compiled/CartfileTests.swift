import Fingerprints
import Lockfiles
import Testing

@Suite("locks of Carthage")
struct CartfileTests {
  static let commit = String(repeating: "c", count: 40)

  @Test("dependencies of all kinds")
  func lock() throws {
    let text = """
      # made by carthage
      github "Quick/Nimble" "v8.1.2"
      github "o/r" "\(Self.commit)"
      github "https://ghe.example.org/o/r" "1.0"
      git "https://me:pw@h/x.git" "2.0"
      git "https://h/y.git" "\(Self.commit)"
      binary "https://h/z.json" "3.0"
      """
    let lock = try read("Cartfile.resolved", text)
    #expect(
      lock.packages.map(\.name) == [
        "Quick/Nimble", "o/r", "https://ghe.example.org/o/r", "https://h/x.git", "https://h/y.git", "https://h/z.json",
      ])
    #expect(
      lock.packages.map(\.source) == [
        nil, "git+https://github.com/o/r@\(Self.commit)", nil, "git", "git+https://h/y.git@\(Self.commit)", "binary",
      ])
    #expect(lock.codes == ["hash.missing:2"])
    #expect(lock.grade == .b)
    #expect(try read("Cartfile.resolved", "github \"o/r\" \"\(Self.commit)\"").grade == .a)
  }

  @Test(
    "what is no lock is refused",
    arguments: [
      ("github \"a/b\"", "syntax:1"), ("x", "syntax:1"), ("\n=======", "conflict:2"), ("github a/b \"1\"", "syntax:1"),
      ("github \"a/b\" \"1\"\ngithub \"A/B\" \"2\"", "conflict:2"),
    ])
  func refused(_ text: String, _ code: String) throws {
    let lock = try read("Cartfile.resolved", text)
    #expect(lock.codes.contains(code))
    #expect(lock.grade == .unreadable)
  }

  @Test(
    "a Cartfile is judged",
    arguments: [
      ("github \"quick/nimble\"", "fresh"), ("github \"Quick/Nimble\" ~> 8.0", "fresh"),
      ("github \"Quick/Nimble\" >= 8.1.2", "fresh"),
      ("github \"Quick/Nimble\" == 8.1.2 # x", "fresh"), ("github \"Quick/Nimble\" \"master\"", "fresh"),
      ("# x\n", "fresh"),
      ("git \"https://h/x\"", "fresh"), ("github \"Quick/Nimble\" ~> 9.0", "stale"),
      ("github \"Quick/Nimble\" >= 8.2", "stale"),
      ("github \"Quick/Nimble\" == 8.1", "stale"), ("github \"Quick/Quick\"", "stale"),
      ("git \"https://h/x.git\" ~> 0.2", "stale"),
      ("github \"Quick/Nimble\" ~> x", "unknown"), ("whatever", "unknown"),
    ])
  func freshness(_ cartfile: String, _ verdict: String) throws {
    let text = "github \"Quick/Nimble\" \"v8.1.2\"\ngit \"https://h/x.git\" \"0.1.5\""
    let lock = try read("Cartfile.resolved", text, others: ["Cartfile": cartfile])
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
    #expect(try read("Cartfile.resolved", text, others: ["Cartfile.private": cartfile]).verdict == verdict)
    #expect(try read("Cartfile.resolved", text).verdict == "unknown")
  }
}
