import Fingerprints
import Lockfiles
import Testing

@Suite("locks of bun")
struct BunTests {
  static let hash = PackageLockTests.hash

  @Test("what bun locked is read")
  func fixture() throws {
    let lock = try JavaScriptFixtures.read("bun.lock", as: "bun.lock")
    #expect(
      JavaScriptFixtures.pins(lock) == [
        "@demo/beta in packages/beta", "@demo/native==2.0.1", "alpha in packages/alpha", "leaf==1.4.0", "old==0.9.0",
        "plain in lib/plain", "tool==3.1.4", "leaf==1.2.0", "leaf==2.0.0-rc.1", "leaf==1.2.0",
      ])
    #expect(lock.formatVersion == "2")
    #expect(lock.packages[1].marker == "os=darwin|linux & cpu=arm64 & libc=glibc")
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.codes == ["path.local:46"])
    #expect(
      lock.references.map(\.path) == [
        "package.json", "packages/alpha/package.json", "packages/beta/package.json", "lib/plain",
      ])
  }

  private func lock(_ tuple: String, version: Int = 1) -> String {
    "{\n  \"lockfileVersion\": \(version), // a comment\n  \"workspaces\": {\"\": {}},\n  \"packages\": {\n    \"a\": [\(tuple)],\n  },\n}\n"
  }

  @Test(
    "tuples of every kind are graded",
    arguments: [
      ("\"a@1.0.0\", \"\", {}, \"\(hash)\"", Grade.a, "a==1.0.0"), ("\"a@1.0.0\", \"\", {}, \"\"", .b, "a==1.0.0"),
      ("\"a@1.0.0\", \"https://npm.example.com/\", {}, \"\(hash)\"", .a, "a==1.0.0 from https://npm.example.com"),
      (
        "\"a@1.0.0\", \"https://u:p@npm.example.com/a/-/a-1.0.0.tgz\", {}, \"\(hash)\"", .a,
        "a==1.0.0 from https://npm.example.com"
      ),
      ("\"a@workspace:packages/a\"", .a, "a in packages/a"), ("\"a@file:lib/a\", {}", .b, "a in lib/a"),
      ("\"a@link:../a\", {}", .c, "a in ../a"), ("\"a@root:\", {}", .a, "a in ."),
      ("\"a@https://h/a.tgz\", {}", .c, "a== from https://h/a.tgz"),
      ("\"a@https://h/a.tgz\", {}, \"\(hash)\"", .a, "a== from https://h/a.tgz"),
      (
        "\"a@git+ssh://git@h/o/a.git#\(PackageLockTests.commit)\", {}, \"\(PackageLockTests.commit)\"", .a,
        "a== from git+ssh://h/o/a@\(PackageLockTests.commit)"
      ),
      ("\"a@git+ssh://git@h/o/a.git#main\", {}, \"main\"", .c, "a== from git+ssh://h/o/a@main"),
      ("\"a@github:o/a#abc1234\", {}, \"o-a-abc1234\"", .b, "a== from git+ssh://github.com/o/a@abc1234"),
      ("\"a@github:o/a#abc1234\", {}, \"o-a-abc1234\", \"\(hash)\"", .a, "a== from git+ssh://github.com/o/a@abc1234"),
    ])
  func grades(_ tuple: String, _ grade: Grade, _ pin: String) throws {
    let lock = try read("bun.lock", lock(tuple))
    #expect(lock.grade == grade, "\(lock.findings)")
    #expect(JavaScriptFixtures.pins(lock) == [pin])
    #expect(lock.findings.allSatisfy { $0.line == 5 })
    #expect(lock.findings.count == (grade == .a ? 0 : 1))
  }

  @Test(
    "what is no lock is refused with its line",
    arguments: [
      ("{}", "syntax:1"), ("{\"lockfileVersion\": 1, \"packages\": {\n\"a\": {}}}", "syntax:2"),
      ("{\"lockfileVersion\": 1, \"packages\": {\n\"a\": []}}", "syntax:2"),
      ("{\"lockfileVersion\": 1, \"packages\": {\n\"a\": [\"a\"]}}", "syntax:2"),
      ("{\"lockfileVersion\":\n 4}", "version.unsupported:2"), ("{\"lockfileVersion\": -1}", "version.unsupported:1"),
      ("{\"lockfileVersion\": 1,\n<<<<<<< HEAD\n", "conflict:2"),
      ("#!/usr/bin/env bun\nbun-lockfile-format-v0\n", "format.binary"),
    ])
  func refused(_ text: String, _ code: String) throws {
    let lock = try read("bun.lock", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == [code])
  }

  @Test("a binary lock is refused with a remedy")
  func binary() throws {
    let lock = try read("bun.lockb", [0xFF, 0x00, 0x01])
    #expect(lock.grade == .unreadable)
    #expect(lock.findings.first?.message.contains("bun install --save-text-lockfile") == true)
  }

  @Test("overrides, patches and trust count, the order of keys does not")
  func facts() throws {
    let text = """
      {"lockfileVersion": 1, "workspaces": {"": {}}, "overrides": {"a": "1.0.0"}, "trustedDependencies": ["b"],
       "patchedDependencies": {"a@1.0.0": "patches/a.patch"}, "packages": {"a": ["a@1.0.0", "", {}, "\(Self.hash)"]}}
      """
    let lock = try read("bun.lock", text)
    #expect(
      lock.semantic?.text == """
        1.0.0 - - - -  @override:a
        1.0.0 - \(PackageLockTests.hex) - -  a
        patches/a.patch - - - -  @patch:a@1.0.0
        true - - - -  @trusted:b

        """)
    #expect(lock.references.last?.path == "patches/a.patch")
    #expect(try read("bun.lock", text.replacing("\"1.0.0\", \"", with: "\"1.0.1\", \"")).semantic == lock.semantic)
    #expect(
      try read("bun.lock", text.replacing("\"a\": \"1.0.0\"", with: "\"a\": \"1.0.1\"")).semantic != lock.semantic)
  }

  @Test(
    "the key that changed is named",
    arguments: [
      (
        "package.json", "\"leaf\": \"^1.2.0\"", "\"leaf\": \"^1.3.0\"",
        "dependencies.leaf: package.json wants ^1.3.0, the lock has ^1.2.0"
      ),
      (
        "packages/beta/package.json", "2.0.0-rc.1", "2.0.0",
        "devDependencies.leaf: packages/beta/package.json wants 2.0.0, the lock has 2.0.0-rc.1"
      ),
      (
        "package.json", "\"name\"", "\"overrides\": {\"leaf\": \"1.2.0\"}, \"name\"",
        "overrides.leaf: package.json wants 1.2.0, the lock has none"
      ),
      (
        "package.json", "\"name\"", "\"catalog\": {\"leaf\": \"1\"}, \"name\"",
        "catalog.leaf: package.json wants 1, the lock has none"
      ),
      ("package.json", "\"packages/*\"", "\"packages/*\", \"lib/*\"", "workspaces: lib/plain is not in the lock"),
      ("package.json", "\"private\": true", "\"private\": false", nil),
    ] as [(String, String, String, String?)])
  func stale(_ file: String, _ old: String, _ new: String, _ change: String?) throws {
    let lock = try JavaScriptFixtures.read("bun.lock", as: "bun.lock", edits: [(file, old, new)])
    #expect(lock.verdict == (change == nil ? "fresh" : "stale"), "\(lock.freshness.summary)")
    #expect(lock.freshness.changes.first == change)
  }
}
