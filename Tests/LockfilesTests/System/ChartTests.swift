import Fingerprints
import Lockfiles
import Testing

@Suite("locks of Helm")
struct ChartTests {
  static func lock(
    _ digest: String = "sha256:x", version: String = "1.2.3", repository: String = "https://c.example.org/x/"
  ) -> String {
    """
    dependencies:
    - name: a
      repository: \(repository)
      version: \(version)
    digest: \(digest)
    generated: "2026-01-01T00:00:00Z"

    """
  }

  static let locked = #"{"name":"a","version":"1.2.3","repository":"https://c.example.org/x/"}"#

  @Test(
    "the digest is that of Helm: Go's JSON of both lists",
    arguments: [
      (
        "dependencies:\n- name: a\n  version: 1.2.x\n  repository: https://c.example.org/x/\n",
        #"[[{"name":"a","version":"1.2.x","repository":"https://c.example.org/x/"}],[\#(locked)]]"#
      ),
      (
        """
        dependencies:
        - alias: "b<&>\u{2028}é"
          name: a
          version: '>=1.10'
          repository: https://c.example.org/x/
          condition: a.enabled,b.enabled
          tags: [x, "y"]
          enabled: true
          import-values:
          - data
          - {parent: p, child: c, n: 1, f: 2.50, z: ~}
        """,
        #"[[{"name":"a","version":"\u003e=1.10","repository":"https://c.example.org/x/","#
          + #""condition":"a.enabled,b.enabled","#
          + #""tags":["x","y"],"enabled":true,"#
          + #""import-values":["data",{"child":"c","f":2.5,"n":1,"parent":"p","z":null}],"#
          + #""alias":"b\u003c\u0026\u003e\u2028é"}],[\#(locked)]]"#
      ),
      (
        "dependencies:\n- {name: a, version: 1.10, repository: \"https://c.example.org/x/\"}",
        #"[[{"name":"a","version":"1.1","repository":"https://c.example.org/x/"}],[\#(locked)]]"#
      ),
      ("name: x\n", #"[null,[\#(locked)]]"#), ("dependencies: []\n", #"[[],[\#(locked)]]"#),
    ])
  func digests(_ manifest: String, _ printed: String) throws {
    let digest = try SHA256Digest.of(Array(printed.utf8)).text
    let lock = try read("c/Chart.lock", Self.lock(digest), others: ["c/Chart.yaml": manifest])
    #expect(lock.freshness.summary == "digest by the rule of helm 3 or newer")
    let other = try read("c/Chart.lock", Self.lock(digest), others: ["c/Chart.yaml": manifest + "\ndependencies: []"])
    #expect(other.verdict == (manifest.hasPrefix("name") ? "stale" : "unknown"))
  }

  @Test("locks of Helm 2 are told by their own digest")
  func old() throws {
    let printed = #"{"dependencies":[{"name":"a","version":"1.2.x","repository":"https://c.example.org/x/"}]}"#
    let digest = try SHA256Digest.of(Array(printed.utf8)).text
    let manifest = "dependencies:\n- {name: a, version: 1.2.x, repository: \"https://c.example.org/x/\"}\n"
    let lock = try read("requirements.lock", Self.lock(digest), others: ["requirements.yaml": manifest])
    #expect(lock.freshness.summary == "digest by the rule of helm 2")
    #expect(lock.references.map(\.path) == ["requirements.yaml"])
  }

  @Test(
    "the dependency that changed is named",
    arguments: [
      ("name: a, version: 1.3.x", "a is locked at 1.2.3, which 1.3.x does not allow"),
      (
        "name: a, version: 1.2.x, alias: b",
        "a range, condition, tag, alias or import, or the order, of a dependency that is still locked"
      ),
    ])
  func changes(_ dependency: String, _ change: String) throws {
    let manifest = "dependencies:\n- {\(dependency), repository: \"https://c.example.org/x/\"}\n"
    let lock = try read("Chart.lock", Self.lock(), others: ["Chart.yaml": manifest])
    #expect(lock.freshness.changes == [change])
    #expect(lock.codes.contains("stale"))
  }

  @Test("several changes")
  func severalChanges() throws {
    let manifest = """
      dependencies:
      - {name: a, version: "^1", repository: "https://user:secret@other.example.org"}
      - {name: b, version: 1.0.0, repository: ""}
      - {name: a, version: 1.0.0, repository: "https://c.example.org/x/", alias: c}
      """
    let text = Self.lock().replacing("digest", with: "- {name: z, version: 1.0.0, repository: \"\"}\ndigest")
    let lock = try read("Chart.lock", text, others: ["Chart.yaml": manifest])
    #expect(
      lock.freshness.changes == [
        "the repository of a was https://c.example.org/x and is https://other.example.org", "b is not locked",
        "a is not locked", "z is locked, but not asked for",
      ])
  }

  @Test(
    "ranges allow what Masterminds/semver 3 says",
    arguments: [
      ("1.2.3", "1.2.3", true), ("=1.2.3", "1.2.4", false), ("1.2", "1.2.9", true), ("1.2", "1.3.0", false),
      ("1", "1.9.0", true),
      ("1.2.*", "1.2.0", true), ("1.x", "2.0.0", false), ("*", "7.0.0", true), ("x", "0.0.1", true),
      ("~1.2.3", "1.2.9", true),
      ("~1.2.3", "1.3.0", false), ("~1", "1.9.9", true), ("~>1.2", "1.2.5", true), ("^1.2.3", "1.9.0", true),
      ("^1.2.3", "1.2.2", false), ("^0.2.3", "0.2.9", true), ("^0.2.3", "0.3.0", false), ("^0.0.3", "0.0.4", false),
      ("^0", "0.9.0", true), (">1.2", "1.2.9", false), (">1.2", "1.3.0", true), (">= 1.2, < 2", "1.5.0", true),
      (">=1.2 <2", "2.0.0", false), ("<=1.2", "1.2.9", true), ("!=1.2", "1.2.9", false), ("!=1.2.3", "1.2.4", true),
      ("1.2 - 1.4", "1.4.9", true), ("1.2 - 1.4.5", "1.4.6", false), ("1.0.0 || 2.x", "2.3.0", true),
      ("1.0.0 || 2.x", "3.0.0", false),
      (">1.0.0", "1.1.0-rc.1", false), (">1.0.0-0", "1.1.0-rc.1", true), ("1.1.0-rc.1", "1.1.0-rc.1", true),
      (">=1.0.0-rc.2", "1.0.0-rc.10", true), (">=1.0.0-rc.2", "1.0.0-rc.1", false), (">=1.0.0-alpha", "1.0.0-1", false),
      ("v1.2.3", "v1.2.3", true), ("not a range", "1.0.0", true), ("1.2.3 -", "9.0.0", true),
    ])
  func ranges(_ range: String, _ version: String, _ isAllowed: Bool) throws {
    let manifest = "dependencies:\n- {name: a, version: \"\(range)\", repository: \"https://c.example.org/x/\"}\n"
    let lock = try read("Chart.lock", Self.lock(version: version), others: ["Chart.yaml": manifest])
    #expect(lock.verdict == "stale")
    #expect(lock.freshness.changes.contains { $0.hasSuffix("does not allow") } == !isAllowed)
  }

  @Test("what counts and what does not")
  func semantic() throws {
    func semantic(_ text: String) throws -> String? { try read("Chart.lock", text).semantic?.text }
    let base = try semantic(Self.lock())
    #expect(
      base == """
        1.2.3 https://c.example.org/x - - -  a
        sha256:x - - - -  @digest

        """)
    for text in [
      Self.lock().replacing("2026", with: "2027"), Self.lock().replacing("\n", with: "\r\n"), "# x\n" + Self.lock(),
      "digest: sha256:x\ndependencies: [{version: 1.2.3, name: a, repository: \"https://me:pw@c.example.org/x\"}]",
    ] {
      #expect(try semantic(text) == base)
    }
    for text in [Self.lock("sha256:y"), Self.lock(version: "1.2.4"), Self.lock(repository: "oci://c.example.org/x")] {
      #expect(try semantic(text) != base)
    }
  }

  @Test(
    "what is refused or graded down",
    arguments: [
      (lock(), "B", ["hash.unsupported:2"]), (lock(version: "1.x"), "C", ["unpinned:2"]),
      (lock(repository: "file://../b"), "B", ["path.local:2"]), (lock(repository: "\"\""), "B", ["path.local:2"]),
      (lock(repository: "file://../../../b"), "C", ["unpinned:2"]), ("dependencies: 1", "U", ["syntax:1"]),
      ("a: b", "U", ["syntax"]),
      ("dependencies: [{name: a}]", "U", ["syntax:1"]), ("dependencies: [a", "U", ["syntax:1"]), ("", "U", ["syntax"]),
      ("dependencies: []", "A", []),
    ] as [(String, String, [String])])
  func grades(_ text: String, _ grade: String, _ codes: [String]) throws {
    let lock = try read("c/a/Chart.lock", text)
    #expect(lock.grade.rawValue == grade)
    #expect(lock.codes == codes, "\(lock.findings)")
  }

  @Test("a chart in the tree is referred to")
  func references() throws {
    let lock = try read("c/a/Chart.lock", Self.lock(repository: "file://../b"))
    #expect(lock.references.map(\.path) == ["c/a/Chart.yaml", "c/b"])
  }

  @Test("without digest or manifest it cannot be told")
  func unknown() throws {
    #expect(try read("Chart.lock", Self.lock()).verdict == "unknown")
    #expect(try read("Chart.lock", Self.lock("\"\""), others: ["Chart.yaml": ""]).verdict == "unknown")
    #expect(try read("Chart.lock", Self.lock(), others: ["Chart.yaml": "a: ["]).verdict == "unknown")
  }
}
