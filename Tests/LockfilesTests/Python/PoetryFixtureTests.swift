import Fingerprints
import Foundation
import Testing

@testable import Lockfiles

/// Locks that poetry made of manifests of our own, and what it says when those are edited.
@Suite("locks of poetry")
struct PoetryFixtureTests {
  struct Edit: Decodable, Sendable, CustomStringConvertible {
    let lock: String
    let `case`: String
    let old: String
    let new: String
    let fresh: Bool

    var description: String { "\(lock): \(old) to \(new)" }
  }

  static let edits: [Edit] = {
    guard let bytes = try? Fixture.bytes("python/poetry/verdicts.json") else { return [] }
    return (try? JSONDecoder().decode([Edit].self, from: Data(bytes))) ?? []
  }()

  static func read(_ lock: String, _ edit: (old: String, new: String) = ("", "")) throws -> Lockfile {
    var source = try Fixture.source("python/poetry/" + lock.prefix { $0 != "-" })
    let text = String(decoding: source.files["pyproject.toml"] ?? [], as: UTF8.self)
    if !edit.old.isEmpty {
      let range = try #require(text.range(of: edit.old), "\(edit.old)")
      source.files["pyproject.toml"] = Array(text.replacingCharacters(in: range, with: edit.new).utf8)
    }
    let bytes = try Fixture.bytes("python/poetry/locks/\(lock)/poetry.lock")
    return try LockfileReader.read("poetry.lock", bytes: bytes, from: source)
  }

  @Test("what poetry says of edited manifests is told without it", arguments: edits)
  func judgement(_ edit: Edit) throws {
    let lock = try Self.read(edit.lock, (edit.old, edit.new))
    #expect(lock.verdict == (edit.fresh ? "fresh" : "stale"), "\(lock.freshness.summary)")
    #expect(lock.freshness.changes.isEmpty == edit.fresh)
  }

  @Test("there are edits")
  func count() { #expect(Self.edits.count > 100) }

  @Test(
    "what changed is named by its key",
    arguments: [
      (
        "legacy-2.5.1", "click = \"^8.0,<8.1\"\n", "",
        "click is locked but no longer asked for; colorama is locked but no longer asked for"
      ),
      (
        "legacy-1.1.15", "click = \"^8.0,<8.1\"\n", "",
        "click is locked but no longer asked for; colorama is locked but no longer asked for"
      ),
      (
        "legacy-2.5.1", "click = \"^8.0,<8.1\"", "click = \"^9.0\"",
        "tool.poetry.dependencies.click: wants ^9.0, and 8.0.4 is locked"
      ),
      (
        "legacy-1.0.10", "iniconfig = \"~1.1\"", "iniconfig = \"~1.1\"\nrequests = \"*\"",
        "tool.poetry.dev-dependencies.requests: not locked"
      ),
      ("legacy-2.5.1", "python = \"^3.8\"", "python = \"^3.9\"", "python range was ^3.8 and is ^3.9"),
      (
        "legacy-2.5.1", "[tool.poetry.dev-dependencies]", "[tool.poetry.group.test.dependencies]",
        "tool.poetry.group.test.dependencies.iniconfig: not locked for the group test"
      ),
      (
        "legacy-2.5.1", "names = [\"idna\"]", "names = [\"idna\", \"click\"]",
        "tool.poetry.extras.names: was idna and is click, idna"
      ),
      (
        "legacy-1.4.2", "names = [\"idna\"]", "other = [\"idna\"]",
        "tool.poetry.extras.other: the extra is not locked; the extra names is locked but no longer there"
      ),
      (
        "legacy-2.5.1", "lib = { path = \"lib\" }", "lib = { path = \"./lib/../lib2\" }",
        "tool.poetry.dependencies.lib: wants lib2, and file:lib is locked"
      ),
      ("legacy-1.8.5", "lib = { path = \"lib\" }", "lib = \"^1.0\"", LockedPackages.unseenChange),
      (
        "legacy-2.5.1", "lib = { path = \"lib\" }", "lib = { version = \"^1.0\" }",
        "tool.poetry.dependencies.lib: wants one from an index, and file:lib is locked"
      ),
      ("legacy-2.5.1", "sys_platform == 'linux'", "sys_platform == 'darwin'", LockedPackages.unseenChange),
      (
        "standard-2.5.1", "click (>=8.1,<8.2)", "click>=8.2",
        "project.dependencies.click: wants >=8.2, and 8.1.8 is locked"
      ),
      ("standard-2.5.1", "\"pathspec\",", "\"pathspec\", \"packaging\",", "project.dependencies.packaging: not locked"),
      ("standard-2.5.1", ">=3.10,<4.0", ">=3.11,<4.0", "python range was >=3.10,<4.0 and is >=3.11,<4.0"),
      (
        "standard-2.5.1", "idna==3.7", "idna==3.6",
        "dependency-groups.lint.idna: wants ==3.6, and 3.7 is locked; "
          + "dependency-groups.test.idna: wants ==3.6, and 3.7 is locked"
      ),
      (
        "standard-2.5.1", "lint = [\"idna==3.7\"]", "lint = [\"idna==3.7\", \"click\"]",
        "dependency-groups.lint.click: not locked for the group lint; "
          + "dependency-groups.test.click: not locked for the group test"
      ),
      (
        "standard-2.5.1", "fast = [\"toolz~=1.0\"]", "quick = [\"toolz~=1.0\"]",
        "project.optional-dependencies.quick: the extra is not locked; the extra fast is locked but no longer there"
      ),
      (
        "standard-2.5.1", "pathspec = { source = \"mirror\" }", "pathspec = { source = \"other\" }",
        "tool.poetry.dependencies.pathspec.source: was mirror and is other"
      ),
      (
        "standard-2.5.1", "https://pypi.org/simple", "https://example.org/simple",
        "tool.poetry.source: https://pypi.org/simple, which packages are locked from, is no longer configured"
      ),
      (
        "standard-2.5.1", "version = \"<1.3\"", "version = \"<1.2\"",
        "tool.poetry.group.docs.dependencies.sniffio: wants <1.2, and 1.2.0, 1.3.1 is locked"
      ),
      (
        "standard-2.5.1", "{ path = \"lib/local\", develop = true }",
        "{ git = \"https://me:pw@example.org/local.git\" }",
        "tool.poetry.dependencies.local: wants https://example.org/local.git, and file:lib/local is locked"
      ),
    ] as [(String, String, String, String)])
  func changes(_ lock: String, _ old: String, _ new: String, _ changes: String) throws {
    #expect(try Self.read(lock, (old, new)).freshness.changes.joined(separator: "; ") == changes)
  }

  @Test(
    "every generation of locks is read",
    arguments: [
      ("legacy-1.0.10", "1.0", "0.12-1.1, 1.2-1.8, 2.0-2.2, 2.3 or newer"),
      ("legacy-1.1.15", "1.1", "0.12-1.1, 1.2-1.8, 2.0-2.2, 2.3 or newer"),
      ("legacy-1.4.2", "2.0", "0.12-1.1, 1.2-1.8, 2.0-2.2, 2.3 or newer"),
      ("legacy-1.8.5", "2.0", "0.12-1.1, 1.2-1.8, 2.0-2.2, 2.3 or newer"),
      ("legacy-2.5.1", "2.1", "0.12-1.1, 1.2-1.8, 2.0-2.2, 2.3 or newer"), ("standard-2.2.1", "2.1", "2.0-2.2"),
      ("standard-2.5.1", "2.1", "2.3 or newer"),
    ])
  func generations(_ name: String, _ version: String, _ rules: String) throws {
    let lock = try Self.read(name)
    #expect(lock.formatVersion == version)
    #expect(lock.freshness.summary == "content-hash by the rule of poetry " + rules)
    // The package of the tree has neither version nor hash of its own.
    #expect(lock.codes.count == 1 && lock.codes[0].hasPrefix("path.local"))
    #expect(lock.grade == .b)
    for package in lock.packages where package.source?.starts(with: "file:") != true {
      #expect(package.artifacts.count == 2, "\(package.name)")
      #expect(package.artifacts.allSatisfy { !$0.name.isEmpty && $0.hashes.count == 1 })
    }
    let tree = lock.references.map { "\($0.kind) \($0.path)" }
    #expect(
      tree
        == (name.hasPrefix("legacy")
          ? ["manifest pyproject.toml", "file README.md", "package lib"]
          : ["manifest pyproject.toml", "file docs/README.md", "file LICENSE", "package lib/local"]))
  }

  @Test(
    "each lock tells what is installed on a platform",
    arguments: ["legacy-1.0.10", "legacy-1.1.15", "legacy-1.4.2", "legacy-1.8.5", "legacy-2.5.1"])
  func targets(_ name: String) throws {
    let lock = try Self.read(name)
    let found = Dictionary(uniqueKeysWithValues: lock.packages.map { ($0.name, $0.condition?.text ?? "everywhere") })
    let colorama = found["colorama"] ?? ""
    #expect(colorama.contains("platform_system == \"Windows\""))
    #expect(colorama.contains(">=2.7"))
    // The manifest limits it to Pythons before 3.10, and what it needs with it.
    #expect((found["zipp"] ?? "").contains("< \"3.10\""))
    #expect((found["sniffio"] ?? "").contains("sys_platform == \"linux\""))
    #expect(found["click"]?.contains("platform") == false)
  }

  @Test("the ways from the manifest tell where a package is installed")
  func ways() throws {
    func package(_ name: String, _ version: String, _ dependencies: String = "") -> String {
      "[[package]]\nname = \"\(name)\"\nversion = \"\(version)\"\npython-versions = \"*\"\nfiles = []\n\(dependencies)\n"
    }
    let lock =
      package(
        "a", "1",
        "[package.dependencies]\nb = {version = \"*\", optional = true, markers = \"extra == 'x' and os_name == 'nt'\"}"
      )
      + "[package.extras]\nx = [\"b (>=1)\"]\ny = [\"c\"]\n" + package("b", "1", "[package.dependencies]\nd = \"*\"")
      + package("c", "1")
      + package("d", "1") + package("d", "2")
      + "[metadata]\nlock-version = \"2.0\"\npython-versions = \"*\"\ncontent-hash = \"x\"\n"
    let manifest = """
      [tool.poetry.dependencies]
      a = { version = "*", extras = ["X"] }
      d = [{ version = "<2", python = "<3.9" }, { version = ">=2", python = "^3.9" }]
      """
    let read = try LockfilesTests.read("poetry.lock", lock, others: ["pyproject.toml": manifest])
    #expect(
      read.packages.map { "\($0.name) \($0.version): \($0.condition?.text ?? "everywhere")" } == [
        "a 1: everywhere", "b 1: os_name == \"nt\"", "c 1: everywhere", "d 1: python_full_version < \"3.9\"",
        "d 2: python_full_version < \"4\" and python_full_version >= \"3.9\"",
      ])
    // Without the manifest nobody knows where to begin.
    let alone = try LockfilesTests.read("poetry.lock", lock)
    #expect(alone.packages.allSatisfy { $0.condition == nil })
    #expect(alone.semantic?.text == read.semantic?.text)
  }

  @Test("constraints allow the versions that poetry allows")
  func constraints() throws {
    let lines = try Fixture.text("python/poetry/constraints.txt").split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    let versions = try #require(lines.first).compactMap { PEP440Version($0) }
    #expect(lines.count > 40)
    for line in lines.dropFirst() {
      let constraint = try #require(PoetryConstraint(line[1]), "\(line[1])")
      for (version, allowed) in zip(versions, line[0]) {
        #expect(constraint.allows(version) == (allowed == "1"), "\(line[1]) \(version.text)")
      }
    }
  }

  @Test("what is no constraint is none", arguments: ["", "^", "^x", "latest", ">= ", "1.0 - 2.0", "~>1", "|", "=>1"])
  func noConstraints(_ text: String) { #expect(PoetryConstraint(text) == nil) }
}
