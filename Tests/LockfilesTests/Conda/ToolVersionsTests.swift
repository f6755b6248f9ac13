import Fingerprints
import Lockfiles
import Testing

@Suite(".tool-versions")
struct ToolVersionsTests {
  private static let commit = String(repeating: "a", count: 40)

  @Test(
    "a version is one release, or something else",
    arguments: [
      ("nodejs 20.11.0", Grade.b, []), ("nodejs: 20.11.0 # x", .b, []), ("java temurin-21.0.1+12", .b, []),
      ("ruby 3.4.0-rc1", .b, []), ("postgres 15.4", .b, []), ("rust nightly-2024-01-31", .b, []),
      ("erlang ref:\(commit)", .a, []), ("erlang ref-\(commit)", .a, []), ("x path:./tools/x", .b, ["path.local:1"]),
      ("nodejs 20", .c, ["unpinned:1"]), ("python 3.11", .c, ["unpinned:1"]), ("python latest", .c, ["unpinned:1"]),
      ("python latest:3.11", .c, ["unpinned:1"]), ("python system", .c, ["unpinned:1"]),
      ("rust nightly", .c, ["unpinned:1"]), ("nodejs lts-hydrogen", .c, ["unpinned:1"]),
      ("erlang ref:main", .c, ["unpinned:1"]), ("erlang branch:\(commit)", .c, ["unpinned:1"]),
      ("x path:/opt/x", .c, ["unpinned:1"]), ("x path:~/x", .c, ["unpinned:1"]), ("x prefix:1.2.3", .c, ["unpinned:1"]),
      ("x sub-1:latest", .c, ["unpinned:1"]), ("nodejs", .c, ["unpinned:1"]), ("nodejs >=20.1.0", .c, ["unpinned:1"]),
      ("nodejs {{env.V}}", .c, ["unpinned:1"]),
    ] as [(String, Grade, [String])])
  func version(_ line: String, _ grade: Grade, _ codes: [String]) throws {
    let lock = try read(".tool-versions", line + "\n")
    #expect(lock.grade == grade, "\(lock.findings)")
    #expect(lock.codes.filter { $0 != "hash.unsupported" } == codes)
  }

  @Test("the order of a tool's versions counts, that of the tools does not")
  func semantics() throws {
    let base = try read(".tool-versions", "python 3.11.7 3.12.1 system\nruby 3.3.0\n")
    #expect(base.pins == ["python==3.11.7", "python==3.12.1", "pythonsystem", "ruby==3.3.0"])
    func semantic(_ text: String) throws -> Fingerprint? { try read(".tool-versions", text).semantic }
    #expect(try semantic("# x\r\nruby\t3.3.0\r\n\r\npython  3.11.7 3.12.1 system # y\r\n") == base.semantic)
    #expect(try semantic("python 3.12.1 3.11.7 system\nruby 3.3.0\n") != base.semantic)
    #expect(try semantic("python 3.11.7 3.12.1\nruby 3.3.0\n") != base.semantic)
  }

  @Test("a tool that stands twice is a conflict, unless both lines are the same")
  func repeated() throws {
    let lock = try read(".tool-versions", "ruby 3.3.0\nruby 3.3.1\n")
    #expect(lock.codes == ["conflict:2", "hash.unsupported"])
    #expect(try read(".tool-versions", "ruby 3.3.0\nruby  3.3.0 #\n").grade == .b)
    #expect(try read(".tool-versions", "# nothing\n").grade == .unreadable)
  }

  @Test("a folder of the tree is referred to")
  func references() throws {
    let lock = try read("a/.tool-versions", "x path:../tools/x\ny path:/opt/y\n")
    #expect(lock.references.map(\.path) == ["tools/x", "/opt/y"])
    #expect(lock.references.map(\.isInside) == [true, false])
  }
}
