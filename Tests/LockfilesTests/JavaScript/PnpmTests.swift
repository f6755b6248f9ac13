import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("locks of pnpm")
struct PnpmTests {
  static let hash = PackageLockTests.hash
  static let commit = PackageLockTests.commit

  static let nine = """
    lockfileVersion: '9.0'

    settings:
      autoInstallPeers: true
      excludeLinksFromLockfile: false

    catalogs:
      default:
        c:
          specifier: ^1.0.0
          version: 1.0.0

    overrides:
      o: 2.0.0
      a@1>deep: 1.0.0

    patchedDependencies:
      a@1.2.3:
        hash: abc
        path: patches/a.patch

    importers:

      .:
        dependencies:
          '@s/a':
            specifier: ^1.0.0
            version: 1.2.3(peer@1.0.0)
          c:
            specifier: 'catalog:'
            version: 1.0.0
          m:
            specifier: workspace:*
            version: link:packages/m
        optionalDependencies:
          o:
            specifier: 2.0.0
            version: 2.0.0

      packages/m:
        devDependencies:
          c:
            specifier: ~1.0.0
            version: 1.0.0

    packages:

      '@s/a@1.2.3':
        resolution: {integrity: \(hash)}
        engines: {node: '>=10'}
        peerDependencies:
          peer: '*'

      c@1.0.0:
        resolution: {integrity: \(hash), tarball: https://me:pw@npm.example.com/c/-/c-1.0.0.tgz}
        deprecated: no longer

      g@https://codeload.github.com/o/g/tar.gz/\(commit):
        resolution: {tarball: https://codeload.github.com/o/g/tar.gz/\(commit)}
        version: 3.0.0

      h@git+https://h.example/o/h.git#\(commit):
        resolution: {commit: \(commit), repo: https://h.example/o/h.git, type: git}
        version: 4.0.0

      o@2.0.0:
        resolution: {integrity: \(hash)}
        cpu: [x64, arm64]
        os: [linux]
        libc: [musl]

    snapshots:

      '@s/a@1.2.3(peer@1.0.0)':
        dependencies:
          c: 1.0.0

      c@1.0.0: {}

      o@2.0.0:
        optional: true

    """

  static let manifests = [
    "package.json": """
    {"dependencies": {"@s/a": "^1.0.0", "c": "catalog:", "m": "workspace:*"}, "optionalDependencies": {"o": "^2"}}
    """,
    "packages/m/package.json": "{\"devDependencies\": {\"c\": \"~1.0.0\"}}",
    "pnpm-workspace.yaml": """
    packages:
      - packages/*
    catalog:
      c: ^1.0.0
    overrides:
      o: 2.0.0
      a@1>deep: 1.0.0
    """,
  ]

  @Test("what counts is in the semantic text")
  func semantics() throws {
    let lock = try read("pnpm-lock.yaml", Self.nine, others: Self.manifests)
    let hex = PackageLockTests.hex
    #expect(
      lock.semantic?.text == """
        1.0.0 - - - -  @override:a@1>deep
        1.0.0 https://npm.example.com \(hex) - -  c
        1.2.3 - \(hex) - -  @s/a
        2.0.0 - - - -  @override:o
        2.0.0 - \(hex) os=linux%20&%20cpu=arm64|x64%20&%20libc=musl -  o
        3.0.0 git+https://github.com/o/g@\(Self.commit) - - -  g
        4.0.0 git+https://h.example/o/h@\(Self.commit) - - -  h
        abc - - - -  @patch:a@1.2.3
        false - - - -  @setting:excludeLinksFromLockfile
        optional - - - -  @groups:o
        true - - - -  @setting:autoInstallPeers

        """)
    #expect(lock.formatVersion == "9.0")
    #expect(lock.grade == .a, "\(lock.findings)")
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.references.map(\.path) == ["package.json", "packages/m/package.json", "patches/a.patch"])
  }

  static let six = """
    lockfileVersion: '6.0'

    dependencies:
      '@s/a':
        specifier: ^1.0.0
        version: 1.2.3(peer@1.0.0)

    packages:

      /@s/a@1.2.3(peer@1.0.0):
        resolution: {integrity: \(hash)}
        dev: false

      /b@2.0.0:
        resolution: {integrity: \(hash)}
        dev: true
        optional: true

      npm.example.com/x@1.0.0:
        resolution: {integrity: \(hash), tarball: https://npm.example.com/x/-/x-1.0.0.tgz}
        name: x
        version: 1.0.0
        dev: false

      github.com/o/g/\(commit):
        resolution: {tarball: https://codeload.github.com/o/g/tar.gz/\(commit)}
        name: g
        version: 3.0.0
        dev: false

      file:lib/f(peer@1.0.0):
        resolution: {directory: lib/f, type: directory}
        name: f
        version: 0.0.1
        dev: false

    """

  static let five = """
    lockfileVersion: 5.4

    specifiers:
      '@s/a': ^1.0.0

    dependencies:
      '@s/a': 1.2.3_peer@1.0.0

    packages:

      /@s/a/1.2.3_peer@1.0.0:
        resolution: {integrity: \(hash)}
        dev: false

      /b/2.0.0:
        resolution: {integrity: \(hash)}
        dev: true
        optional: true

      npm.example.com/x/1.0.0:
        resolution: {integrity: \(hash), tarball: https://npm.example.com/x/-/x-1.0.0.tgz}
        name: x
        version: 1.0.0
        dev: false

      github.com/o/g/\(commit):
        resolution: {tarball: https://codeload.github.com/o/g/tar.gz/\(commit)}
        name: g
        version: 3.0.0
        dev: false

      file:lib/f_peer@1.0.0:
        resolution: {directory: lib/f, type: directory}
        name: f
        version: 0.0.1
        dev: false

    """

  @Test("versions 5 and 6 of one set mean the same")
  func versions() throws {
    let (five, six) = (try read("pnpm-lock.yaml", Self.five), try read("pnpm-lock.yaml", Self.six))
    #expect(five.semantic?.text == six.semantic?.text)
    #expect(five.formatVersion == "5.4")
    #expect(
      JavaScriptFixtures.pins(six) == [
        "@s/a==1.2.3", "b==2.0.0", "x==1.0.0 from https://npm.example.com",
        "g==3.0.0 from git+https://github.com/o/g@\(Self.commit)", "f in lib/f",
      ])
    #expect(six.packages.map(\.groups) == [["prod"], ["dev", "optional"], ["prod"], ["prod"], ["prod"]])
    #expect(six.codes == ["path.local:32"])
    for lock in [Self.five, Self.six] {
      let manifest = "{\"dependencies\": {\"@s/a\": \"^1.0.0\"}}"
      #expect(try read("pnpm-lock.yaml", lock, others: ["package.json": manifest]).verdict == "fresh")
      let stale = try read("pnpm-lock.yaml", lock, others: ["package.json": manifest.replacing("^1", with: "^2")])
      #expect(stale.freshness.changes == ["dependencies.@s/a: package.json wants ^2.0.0, the lock has ^1.0.0"])
    }
  }

  @Test(
    "keys of every version are taken apart",
    arguments: [
      ("5.3", "/a/1.0.0", "a==1.0.0"), ("5.3", "/@s/a/1.0.0_b@2.0.0+c@3.0.0", "@s/a==1.0.0"),
      ("5.4", "/a/1.0.0_abcdef0123", "a==1.0.0"), ("6.1", "/a@1.0.0(b@1.0.0)(@c/d@2.0.0)", "a==1.0.0"),
      ("6.0", "/@s/a@1.0.0-rc.1", "@s/a==1.0.0-rc.1"), ("9.0", "@s/a@1.0.0", "@s/a==1.0.0"),
      ("5.4", "npm.example.com/a/1.0.0", "a==1.0.0 from https://npm.example.com"),
      ("9.0", "node@runtime:22.0.0", "node==22.0.0"),
    ])
  func keys(_ version: String, _ key: String, _ pin: String) throws {
    let lock = try read(
      "pnpm-lock.yaml",
      "lockfileVersion: '\(version)'\npackages:\n  '\(key)':\n    resolution: {integrity: \(Self.hash)}\n")
    #expect(JavaScriptFixtures.pins(lock) == [pin])
    #expect(lock.grade == .a)
  }

  @Test(
    "resolutions are graded",
    arguments: [
      ("{integrity: \(hash)}", Grade.a, [String]()), ("{}", .b, ["hash.missing:4"]),
      ("{integrity: sha1-BwcHBwcHBwcHBwcHBwcHBwcHBwc=}", .b, ["hash.weak:4"]),
      ("{tarball: 'https://u:p@h/a.tgz'}", .c, ["unpinned:4"]),
      ("{directory: ../a, type: directory}", .c, ["unpinned:4"]),
      ("{repo: 'https://h/a.git', commit: main, type: git}", .c, ["unpinned:4"]),
      ("{tarball: 'file:a.tgz', integrity: \(hash)}", .a, []),
    ])
  func grades(_ resolution: String, _ grade: Grade, _ codes: [String]) throws {
    let lock = try read(
      "pnpm-lock.yaml", "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: \(resolution)\n")
    #expect(lock.grade == grade, "\(lock.findings)")
    #expect(lock.codes == codes)
    #expect(!lock.findings.contains { $0.message.contains("u:p") })
  }

  @Test("of several documents the last is the lock, what is before it configures pnpm")
  func documents() throws {
    let config = """
      ---
      lockfileVersion: '9.0'
      importers:
        .:
          configDependencies:
            k: {specifier: 1.0.0, version: 1.0.0}
      packages:
        k@1.0.0:
          resolution: {integrity: \(Self.hash)}
      ---

      """
    let lock = try read("pnpm-lock.yaml", config + Self.nine, others: Self.manifests)
    #expect(lock.pins.first == "k==1.0.0")
    #expect(lock.packages.first?.groups == ["config"])
    #expect(lock.packages.count == 6)
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
  }

  @Test(
    "what is no lock is refused with its line",
    arguments: [
      ("", "syntax"), ("packages: {}\n", "syntax:1"), ("\nlockfileVersion: 4\n", "version.unsupported:2"),
      ("lockfileVersion: '10.0'\n", "version.unsupported:1"), ("lockfileVersion: x\n", "version.unsupported:1"),
      ("lockfileVersion: '9.0'\npackages: []\n", "syntax:2"),
      ("lockfileVersion: '9.0'\npackages: {a@1.0.0: {}}\n", "syntax:2"),
      ("lockfileVersion: '9.0'\nlockfileVersion: '9.0'\n", "syntax:2"),
      ("lockfileVersion: '9.0'\n<<<<<<< HEAD\npackages:\n=======\n", "conflict:2"),
    ])
  func refused(_ text: String, _ code: String) throws {
    let lock = try read("pnpm-lock.yaml", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == [code])
  }

  @Test(
    "the key that changed is named",
    arguments: [
      ("package.json", "\"^1.0.0\"", "\"^1.1.0\"", "dependencies.@s/a: package.json wants ^1.1.0, the lock has ^1.0.0"),
      // An override decides, whatever the range is.
      ("package.json", "\"^2\"", "\"^3\"", nil),
      (
        "package.json", "\"optionalDependencies\": {\"o\": \"^2\"}", "\"devDependencies\": {}",
        "optionalDependencies.o: package.json has none, the lock has 2.0.0"
      ),
      (
        "package.json", "\"optionalDependencies\"", "\"peerDependencies\": {\"p\": \"*\"}, \"optionalDependencies\"",
        "dependencies.p: package.json wants *, the lock has none"
      ),
      (
        "packages/m/package.json", "~1.0.0", "~1.1.0",
        "devDependencies.c: packages/m/package.json wants ~1.1.0, the lock has ~1.0.0"
      ),
      (
        "pnpm-workspace.yaml", "c: ^1.0.0", "c: ^1.1.0",
        "catalogs.default.c: pnpm-workspace.yaml wants ^1.1.0, the lock has ^1.0.0"
      ),
      (
        "pnpm-workspace.yaml", "catalog:\n  c: ^1.0.0\n", "",
        "catalogs.default.c: pnpm-workspace.yaml has none, the lock has ^1.0.0"
      ),
      (
        "pnpm-workspace.yaml", "o: 2.0.0", "o: 2.0.1",
        "overrides.o: pnpm-workspace.yaml wants 2.0.1, the lock has 2.0.0"
      ),
      (
        "pnpm-workspace.yaml", "o: 2.0.0", "o: $o\n  x: 'catalog:'",
        "overrides.o: pnpm-workspace.yaml wants ^2, the lock has 2.0.0"
      ),
      ("pnpm-workspace.yaml", "- packages/*", "- packages/*\n  - '!packages/m'", nil),
    ] as [(String, String, String, String?)])
  func stale(_ file: String, _ old: String, _ new: String, _ change: String?) throws {
    var manifests = Self.manifests
    manifests[file] = manifests[file]?.replacing(old, with: new)
    let lock = try read("pnpm-lock.yaml", Self.nine, others: manifests)
    #expect(lock.verdict == (change == nil ? "fresh" : "stale"), "\(lock.freshness.summary)")
    #expect(lock.freshness.changes.first == change)
  }

  @Test("members that are new, lost or cannot be read")
  func members() throws {
    var manifests = Self.manifests
    manifests["packages/n/package.json"] = "{}"
    #expect(
      try read("pnpm-lock.yaml", Self.nine, others: manifests).freshness.changes
        == ["importers: packages/n is not in the lock"])
    manifests["packages/n/package.json"] = nil
    manifests["packages/m/package.json"] = "{"
    #expect(try read("pnpm-lock.yaml", Self.nine, others: manifests).verdict == "unknown")
    manifests["pnpm-workspace.yaml"] = "a: [\n"
    let unknown = try read("pnpm-lock.yaml", Self.nine, others: manifests)
    #expect(unknown.freshness.summary.hasPrefix("pnpm-workspace.yaml cannot be read"))
  }
}
