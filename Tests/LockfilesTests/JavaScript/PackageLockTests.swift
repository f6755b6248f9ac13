import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("locks of npm")
struct PackageLockTests {
  static let hash = "sha512-" + Data(repeating: 7, count: 64).base64EncodedString()
  static let hex = "sha512:" + String(repeating: "07", count: 64)
  static let commit = String(repeating: "c", count: 40)

  @Test(
    "what npm locked is read as npm reads it",
    arguments: [
      ("package-lock.v1.json", ["@demo/beta in packages/beta", "alpha in packages/alpha"]),
      ("package-lock.v2.json", ["@demo/beta in packages/beta", "alpha in packages/alpha"]),
      ("package-lock.v3.json", ["@demo/beta in packages/beta", "alpha in packages/alpha"]),
    ])
  func fixtures(_ name: String, _ members: [String]) throws {
    let lock = try JavaScriptFixtures.read(name, as: "package-lock.json")
    #expect(
      JavaScriptFixtures.pins(lock).sorted()
        == (members + [
          "@demo/native==2.0.1", "leaf==1.2.0", "leaf==1.2.0 from bundled", "leaf==1.4.0", "leaf==2.0.0-rc.1",
          "old==0.9.0", "plain in lib/plain", "tool==3.1.4",
        ]).sorted())
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    // The folder that is no member of the workspace has neither version nor hash.
    #expect(lock.grade == .b)
    #expect(Set(lock.codes.map { String($0.prefix(10)) }) == ["path.local"])
  }

  @Test("versions 2 and 3 of one tree mean the same")
  func versions() throws {
    let (two, three) = (
      try JavaScriptFixtures.read("package-lock.v2.json", as: "package-lock.json"),
      try JavaScriptFixtures.read("package-lock.v3.json", as: "package-lock.json")
    )
    #expect(two.formatVersion == "2")
    #expect(three.formatVersion == "3")
    #expect(two.bytes.digest != three.bytes.digest)
    #expect(two.semantic?.text == three.semantic?.text)
    #expect(two.holdsTargets)
    #expect(!(try JavaScriptFixtures.read("package-lock.v1.json", as: "package-lock.json").holdsTargets))
  }

  @Test("a shrinkwrap is a lock by another name, and wins")
  func shrinkwrap() throws {
    let lock = try JavaScriptFixtures.read("package-lock.v3.json", as: "npm-shrinkwrap.json")
    #expect(lock.format == "npm-shrinkwrap.json")
    #expect(lock.verdict == "fresh")
    let shadowed = try JavaScriptFixtures.read(
      "package-lock.v3.json", as: "package-lock.json", others: ["npm-shrinkwrap.json": "{}"])
    #expect(shadowed.codes.contains("shadowed"))
  }

  @Test("what counts is in the semantic text")
  func semantics() throws {
    let text = """
      {"name": "x", "lockfileVersion": 3, "requires": true, "packages": {
        "": {"workspaces": ["packages/*", "!packages/not"], "dependencies": {"a": "^1"}},
        "node_modules/a": {"version": "1.0.0", "resolved": "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#abc",
          "integrity": "sha1-BwcHBwcHBwcHBwcHBwcHBwcHBwc= \(Self.hash)", "license": "MIT", "engines": {"node": ">=1"}},
        "node_modules/b": {"name": "@real/b", "version": "2.0.0", "dev": true, "optional": true,
          "resolved": "https://me:pw@npm.example.com/path/@real%2fb/-/b-2.0.0.tgz", "integrity": "\(Self.hash)",
          "os": ["linux", "!win32"], "cpu": ["x64"], "libc": ["musl"]},
        "node_modules/g": {"version": "1.0.0", "resolved": "git+ssh://git@github.com/o/r.git#\(Self.commit)",
          "devOptional": true, "peer": true},
        "node_modules/t": {"version": "1.0.0", "resolved": "https://u:p@h.example/t.tgz?x=1", "integrity": "\(Self.hash)"},
        "node_modules/m": {"resolved": "packages/m", "link": true},
        "packages/m": {"version": "9.9.9"}
      }}
      """
    let lock = try read("package-lock.json", text)
    #expect(
      lock.semantic?.text == """
        1.0.0 - sha1:\(String(repeating: "07", count: 20)),\(Self.hex) - -  a
        1.0.0 git+ssh://github.com/o/r@\(Self.commit) - - -  g
        1.0.0 https://h.example/t.tgz?x=1 \(Self.hex) - -  t
        2.0.0 https://npm.example.com/path \(Self.hex) os=!win32|linux%20&%20cpu=x64%20&%20libc=musl -  @real/b
        9.9.9 file:packages/m - - -  m
        dev,optional - - - -  @groups:@real/b
        devOptional,peer - - - -  @groups:g
        prod - - - -  @groups:a
        prod - - - -  @groups:m
        prod - - - -  @groups:t

        """)
    #expect(lock.grade == .a, "\(lock.findings)")
    #expect(lock.codes.isEmpty)
    #expect(lock.packages.map(\.line) == [3, 5, 8, 10, 12])
    #expect(lock.references.map(\.path) == ["package.json", "packages/m/package.json"])
    #expect(lock.references.map(\.kind) == [.manifest, .member])
  }

  /// One package in a lock of version 3.
  private func lock(_ entry: String, at location: String = "node_modules/a") -> String {
    "{\"lockfileVersion\": 3, \"requires\": true, \"packages\": {\n\"\": {},\n\"\(location)\": {\(entry)}\n}}"
  }

  @Test(
    "entries are graded by where they come from",
    arguments: [
      ("\"version\": \"1.0.0\", \"integrity\": \"\(hash)\"", Grade.a, [String]()),
      ("\"version\": \"1.0.0\"", .b, ["hash.missing:3"]),
      ("\"version\": \"1.0.0\", \"integrity\": \"sha512-AAAA\"", .b, ["hash.missing:3"]),
      ("\"version\": \"1.0.0\", \"integrity\": \"sha1-BwcHBwcHBwcHBwcHBwcHBwcHBwc=\"", .b, ["hash.weak:3"]),
      ("\"version\": \"^1.0.0\", \"integrity\": \"\(hash)\"", .c, ["unpinned:3"]),
      ("\"integrity\": \"\(hash)\"", .c, ["unpinned:3"]),
      ("\"version\": \"1.0.0\", \"resolved\": \"https://h/a.tgz\"", .c, ["unpinned:3"]),
      ("\"version\": \"1.0.0\", \"resolved\": \"https://h/a/-/a-1.0.0.tgz\"", .b, ["hash.missing:3"]),
      ("\"version\": \"1.0.0\", \"resolved\": \"git+https://h/o/r.git#main\"", .c, ["unpinned:3"]),
      ("\"version\": \"1.0.0\", \"resolved\": \"git+https://h/o/r.git\"", .c, ["unpinned:3"]),
      ("\"version\": \"1.0.0\", \"resolved\": \"git+https://h/o/r.git#\(commit)\"", .a, []),
      ("\"version\": \"1.0.0\", \"resolved\": \"https://codeload.github.com/o/r/tar.gz/\(commit)\"", .a, []),
      ("\"version\": \"1.0.0\", \"resolved\": \"file:v/a.tgz\", \"integrity\": \"\(hash)\"", .a, []),
      ("\"version\": \"1.0.0\", \"resolved\": \"file:v/a.tgz\"", .b, ["path.local:3"]),
      ("\"version\": \"1.0.0\", \"resolved\": \"file:../a.tgz\", \"integrity\": \"\(hash)\"", .c, ["unpinned:3"]),
      ("\"version\": \"1.0.0\", \"resolved\": \"ftp://u:pw@h/a\"", .c, ["unpinned:3"]),
      ("\"version\": \"1.0.0\", \"inBundle\": true", .a, []),
      ("\"resolved\": \"../a\", \"link\": true", .c, ["unpinned"]),
      ("\"resolved\": \"lib/a\", \"link\": true", .b, ["path.local"]),
    ])
  func grades(_ entry: String, _ grade: Grade, _ codes: [String]) throws {
    let lock = try read("package-lock.json", lock(entry))
    #expect(lock.grade == grade, "\(lock.findings)")
    #expect(lock.codes == codes)
    #expect(!lock.findings.contains { $0.message.contains("pw") })
  }

  @Test(
    "what is no lock is refused with its line",
    arguments: [
      ("[]", "syntax"), ("{}", "syntax"), ("{\"name\": \"x\"}", "syntax"), ("{\"lockfileVersion\": 3", "syntax:1"),
      ("{\"lockfileVersion\":\n 4}", "version.unsupported:2"),
      ("{\"lockfileVersion\": 3, \"packages\":\n []}", "syntax:2"),
      ("{\"lockfileVersion\": 3, \"packages\": {\n\"a\": 1}}", "syntax:2"),
      ("{\"lockfileVersion\": 1, \"dependencies\": {\n\"a\": []}}", "syntax:2"),
      ("{\"lockfileVersion\": 1, \"a\": 1,\n\"a\": 2}", "key.repeated:2"),
      ("{\n<<<<<<< HEAD\n\"lockfileVersion\": 3\n=======\n", "conflict:2"), ("{\"lockfileVersion\": NaN}", "syntax:1"),
    ])
  func refused(_ text: String, _ code: String) throws {
    let lock = try read("package-lock.json", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == [code])
    #expect(lock.semantic == nil)
  }

  @Test("a project without dependencies has an empty lock", arguments: [1, 2, 3])
  func empty(_ version: Int) throws {
    let lock = try read("package-lock.json", "{\"name\": \"x\", \"lockfileVersion\": \(version)}")
    #expect(lock.packages.isEmpty)
    #expect(lock.grade == .a)
  }

  @Test("an optional dependency that was lost is found (npm/cli#4828)")
  func optional() throws {
    let text = lock(
      "\"version\": \"1.0.0\", \"integrity\": \"\(Self.hash)\", \"optionalDependencies\": {\"b\": \"1\", \"@s/c\": \"1\"}"
    )
    let lost = try read("package-lock.json", text)
    #expect(lost.codes == ["optional.missing:3", "optional.missing:3"])
    #expect(lost.findings.first?.message.hasPrefix("b, an optional dependency of a, is not in the lock") == true)
    let nested = text.replacing(
      "\n}}", with: ",\n\"node_modules/a/node_modules/@s/c\": {\"version\": \"1.0.0\", \"inBundle\": true}\n}}")
    #expect(try read("package-lock.json", nested).codes == ["optional.missing:3"])
  }

  @Test("a lock of version 2 whose halves disagree leaves open what is installed")
  func halves() throws {
    let text = """
      {"lockfileVersion": 2, "packages": {"": {},
        "node_modules/a": {"version": "1.0.0", "integrity": "\(Self.hash)"}},
       "dependencies": {"a": {"version": "1.0.0", "integrity": "\(Self.hash)"}}}
      """
    let base = try read("package-lock.json", text)
    #expect(base.grade == .a)
    for (old, new) in [
      ("\"dependencies\": {\"a\": {\"version\": \"1.0.0\"", "\"dependencies\": {\"a\": {\"version\": \"1.0.1\""),
      ("\"dependencies\": {\"a\"", "\"dependencies\": {\"b\""),
    ] {
      let edited = try read("package-lock.json", text.replacing(old, with: new))
      #expect(edited.codes == ["conflict:3"])
      #expect(edited.grade == .c)
      #expect(edited.semantic != base.semantic)
    }
  }

  @Test(
    "version 1 says where a package comes from in its version",
    arguments: [
      ("\"version\": \"npm:real@1.2.3\", \"integrity\": \"\(hash)\"", "real==1.2.3"),
      ("\"version\": \"github:o/r#\(commit)\", \"from\": \"o/r\"", "a== from git+ssh://github.com/o/r@\(commit)"),
      ("\"version\": \"git+ssh://git@h:o/r.git#\(commit)\"", "a== from git+ssh://h/o/r@\(commit)"),
      ("\"version\": \"https://h/x/a-1.0.0.tgz\", \"integrity\": \"\(hash)\"", "a==1.0.0 from https://h/x/a-1.0.0.tgz"),
      ("\"version\": \"file:lib/a\"", "a in lib/a"),
      ("\"version\": \"1.0.0\", \"bundled\": true", "a==1.0.0 from bundled"),
    ])
  func old(_ entry: String, _ pin: String) throws {
    let lock = try read("package-lock.json", "{\"lockfileVersion\": 1, \"dependencies\": {\"a\": {\(entry)}}}")
    #expect(JavaScriptFixtures.pins(lock) == [pin])
    #expect(lock.packages.first?.groups == ["prod"])
  }
}
