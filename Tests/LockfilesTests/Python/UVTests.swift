import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("uv.lock")
struct UVTests {
  static let hash = "sha256:" + String(repeating: "a", count: 64)
  static let other = "sha256:" + String(repeating: "b", count: 64)
  static let commit = String(repeating: "c", count: 40)

  static let lock = """
    version = 1
    revision = 3
    requires-python = ">=3.9, <4"
    resolution-markers = ["sys_platform == 'win32'", "sys_platform != 'win32'"]
    conflicts = [[{ package = "me", extra = "b" }, { package = "me", extra = "a" }]]

    [options]
    resolution-mode = "lowest"
    exclude-newer = "2025-01-02T00:00:00Z"

    [manifest]
    constraints = [{ name = "Foo", specifier = "<2.0" }]

    [[package]]
    name = "foo"
    version = "1.0"
    source = { registry = "https://pypi.org/simple" }
    dependencies = [{ name = "bar", marker = "sys_platform == 'win32'" }]
    sdist = { url = "https://h/foo-1.0.tar.gz", hash = "\(hash)", size = 1, upload-time = "2025-01-01T00:00:00Z" }
    wheels = [
        { url = "https://h/foo-1.0%2Bcpu-py3-none-any.whl", hash = "\(other)", size = 2 },
    ]

    [[package]]
    name = "bar"
    version = "2.0"
    source = { registry = "https://me:pw@Example.org/simple/" }
    wheels = [{ url = "https://h/bar-2.0-py3-none-any.whl", hash = "\(hash)" }]

    [[package]]
    name = "gitty"
    version = "3.0"
    source = { git = "https://me:pw@h/o/r.git?subdirectory=a%2Fb&rev=main#\(commit)" }

    [[package]]
    name = "me"
    version = "0.1"
    source = { editable = "." }
    dependencies = [{ name = "foo" }]

    [package.optional-dependencies]
    a = [{ name = "bar", marker = "python_full_version < '3.10'" }]

    [package.dev-dependencies]
    dev = [{ name = "gitty" }]

    [package.metadata]
    requires-dist = [{ name = "foo", specifier = ">=1" }]
    """

  @Test("packages, groups and facts")
  func reading() throws {
    let lock = try read("uv.lock", Self.lock)
    #expect(lock.formatVersion == "1, revision 3")
    #expect(lock.codes.isEmpty, "\(lock.findings)")
    #expect(lock.grade == .a)
    #expect(lock.holdsTargets)
    #expect(lock.freshness.summary == "there is no pyproject.toml beside the lock")
    #expect(lock.packages.map(\.line) == [14, 24, 30, 35])
    #expect(lock.packages[0].artifacts.map(\.name) == ["foo-1.0+cpu-py3-none-any.whl", "foo-1.0.tar.gz"])
    #expect(lock.packages.map(\.groups) == [["main"], ["extra:a", "main"], ["dev"], []])
    #expect(
      lock.semantic?.text == """
        - - - - bar  @extra:me[a]
        - - - - gitty  @group:me:dev
        - - - - me[a],me[b]  @conflict
        0.1 file:. - - -  me
        1.0 - \(Self.hash),\(Self.other) - -  foo
        2.0 https://example.org/simple \(Self.hash) \
        python_full_version%20<%20"3.10"%20or%20sys_platform%20==%20"win32" -  bar
        2025-01-02T00:00:00Z - - - -  @option:exclude-newer
        3.0 git+https://h/o/r.git@\(Self.commit)#subdirectory=a/b - - -  gitty
        <4,>=3.9 - - - -  @requires-python
        dev - - - -  @groups:gitty
        extra:a,main - - - -  @groups:bar
        foo<2 - - - -  @manifest:constraints
        lowest - - - -  @option:resolution-mode
        main - - - -  @groups:foo
        sys_platform%20!=%20"win32" - - - -  @resolution-marker
        sys_platform%20==%20"win32" - - - -  @resolution-marker
        true - - - -  @editable:me

        """)
  }

  @Test(
    "what means the same",
    arguments: [
      ("revision = 3", "revision = 2"), ("revision = 3\n", ""),
      (", size = 1, upload-time = \"2025-01-01T00:00:00Z\"", ""),
      ("version = 1\n", "# a comment\nversion = 1\n"), ("\n", "\r\n"), ("version = 1\n", "\u{FEFF}version = 1\n"),
      ("\">=3.9, <4\"", "\"<4.0,>=3.9\""), ("name = \"foo\"\nversion", "name = \"Foo\"\nversion"),
      (
        "\"sys_platform == 'win32'\", \"sys_platform != 'win32'\"",
        "\"sys_platform != 'win32'\",\"sys_platform=='win32'\""
      ),
      (
        "{ package = \"me\", extra = \"b\" }, { package = \"me\", extra = \"a\" }",
        "{extra=\"a\",package=\"me\"},{package=\"me\",extra=\"b\"}"
      ),
      ("https://me:pw@h/o", "https://h/o"), ("specifier = \">=1\"", "specifier = \">=1.1\""), ("    { url", "{ url"),
    ])
  func cosmetic(_ old: String, _ new: String) throws {
    let text = Self.lock.replacing(old, with: new)
    #expect(text != Self.lock)
    #expect(try read("uv.lock", text).semantic?.digest == read("uv.lock", Self.lock).semantic?.digest)
  }

  @Test("the order of packages does not matter")
  func order() throws {
    for name in ["workspace", "forks", "virtual"] {
      let text = try Fixture.text("python/uv/\(name)/uv.lock")
      let parts = text.components(separatedBy: "[[package]]\n")
      let turned = ([parts[0]] + parts.dropFirst().reversed()).joined(separator: "\n[[package]]\n")
      let (one, two) = (try read("uv.lock", text), try read("uv.lock", turned))
      #expect(one.semantic?.text == two.semantic?.text)
      #expect(one.bytes.digest != two.bytes.digest)
    }
  }

  @Test(
    "what means something else",
    arguments: [
      ("version = \"2.0\"", "version = \"2.1\""),
      ("sys_platform == 'win32'\" }]\nsdist", "sys_platform != 'win32'\" }]\nsdist"),
      (hash, other), (commit, String(repeating: "d", count: 40)), ("dev = [", "test = ["), (">=3.9", ">=3.8"),
      ("lowest", "lowest-direct"), ("\"<2.0\"", "\"<2.1\""), ("editable = \".\"", "virtual = \".\""),
      ("a%2Fb", "a%2Fc"),
      ("https://me:pw@Example.org/simple/", "https://pypi.org/simple"),
      ("[{ name = \"foo\" }]", "[{ name = \"bar\" }]"),
    ])
  func semantic(_ old: String, _ new: String) throws {
    let text = Self.lock.replacing(old, with: new)
    #expect(text != Self.lock)
    #expect(try read("uv.lock", text).semantic?.digest != read("uv.lock", Self.lock).semantic?.digest)
  }

  @Test(
    "what is not pinned is found",
    arguments: [
      ("version = 1\n", "version = 2\n", "version.unsupported:1", .unreadable),
      ("version = 1\n", "version = \"1\"\n", "version.unsupported:1", .unreadable),
      ("version = 1\n", "", "syntax", .unreadable), ("revision = 3", "revision = 6", "version.newer:2", .a),
      ("#\(commit)", "", "unpinned:30", .c), ("#\(commit)", "#main", "unpinned:30", .c),
      ("wheels = [{ url = \"https://h/bar-2.0-py3-none-any.whl\", hash = \"\(hash)\" }]", "", "hash.mixed:24", .b),
      ("hash = \"\(other)\", size = 2", "size = 2", "hash.mixed:14", .b),
      (other, "md5:\(String(repeating: "b", count: 32))", "hash.weak:14", .b),
      (
        "{ git = \"https://me:pw@h/o/r.git?subdirectory=a%2Fb&rev=main#\(commit)\" }", "{ directory = \"../x\" }",
        "unpinned:30", .c
      ),
      (
        "{ git = \"https://me:pw@h/o/r.git?subdirectory=a%2Fb&rev=main#\(commit)\" }", "{ directory = \"x\" }",
        "path.local:30", .b
      ),
      (
        "{ git = \"https://me:pw@h/o/r.git?subdirectory=a%2Fb&rev=main#\(commit)\" }", "{ url = \"https://h/x.zip\" }",
        "unpinned:30", .c
      ),
      (
        "{ git = \"https://me:pw@h/o/r.git?subdirectory=a%2Fb&rev=main#\(commit)\" }", "{ cloud = \"x\" }", "syntax:30",
        .unreadable
      ),
      ("name = \"bar\"\nversion = \"2.0\"", "name = \"bar\"", "unpinned:24", .c),
      ("name = \"gitty\"", "nom = \"gitty\"", "syntax:30", .unreadable),
      ("[options]", "[options", "syntax:7", .unreadable),
      ("name = \"bar\"\n", "name = \"bar\"\nname = \"bar\"\n", "syntax:26", .unreadable),
    ] as [(String, String, String, Grade)])
  func findings(_ old: String, _ new: String, _ code: String, _ grade: Grade) throws {
    let text = Self.lock.replacing(old, with: new)
    #expect(text != Self.lock)
    let lock = try read("uv.lock", text)
    #expect(lock.codes.first == code, "\(lock.findings)")
    #expect(lock.grade == grade)
    #expect(!lock.findings.contains { $0.message.contains("pw") })
  }

  @Test("what of the tree a workspace depends on")
  func references() throws {
    let source = try Fixture.source("python/uv/workspace")
    let lock = try LockfileReader.read("uv.lock", bytes: source.files["uv.lock"] ?? [], from: source)
    #expect(
      lock.references.map { "\($0.kind) \($0.path)" } == [
        "manifest pyproject.toml", "member packages/core/pyproject.toml", "member packages/tools/pyproject.toml",
        "file README.md", "package libs/local-lib", "package wheels/tiny-1.0-py3-none-any.whl",
      ])
    #expect(lock.codes == ["path.local:113"])
    #expect(lock.grade == .b)
  }

  @Test(
    "a manifest that cannot be compared leaves it unknown",
    arguments: [
      (
        "[project",
        "pyproject.toml cannot be read: not valid TOML: Error while parsing table header: "
          + "encountered end-of-file in line 1"
      ),
      (
        "[project]\nname='me'\nversion='0.1'\nrequires-python='>=3.9,<4'\ndynamic=['dependencies']",
        "project.dependencies is dynamic, and only its build backend knows it"
      ),
      ("[project]\nname='me'\nversion='0.1'\ndependencies=['./x']", "\"./x\" is no requirement that can be compared"),
      (
        "[dependency-groups]\na=[{include-group='a'}]\n[project]\nname='me'\nversion='0.1'",
        "the dependency group a includes itself, or too many others"
      ),
    ])
  func unknown(_ manifest: String, _ reason: String) throws {
    let text = """
      version = 1
      requires-python = ">=3.9, <4"
      [[package]]
      name = "me"
      version = "0.1"
      source = { virtual = "." }
      """
    let lock = try read("uv.lock", text, others: ["pyproject.toml": manifest])
    #expect(lock.freshness.summary == reason)
    #expect(lock.verdict == "unknown")
  }
}
