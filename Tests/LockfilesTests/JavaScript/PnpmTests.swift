import Fingerprints
import Foundation
import Lockfiles
import Testing

@Suite("locks of pnpm")
struct PnpmTests {
  @Test("what counts is in the semantic text")
  func semantics() throws {
    let lock = try read("pnpm-lock.yaml", PnpmLocks.nine, others: PnpmLocks.manifests)
    let hex = PackageLockTests.hex
    #expect(
      lock.semantic?.text == """
        1.0.0 - - - -  @override:a@1>deep
        1.0.0 https://npm.example.com \(hex) - -  c
        1.2.3 - \(hex) - -  @s/a
        2.0.0 - - - -  @override:o
        2.0.0 - \(hex) os=linux%20&%20cpu=arm64|x64%20&%20libc=musl -  o
        3.0.0 git+https://github.com/o/g@\(PnpmLocks.commit) - - -  g
        4.0.0 git+https://h.example/o/h@\(PnpmLocks.commit) - - -  h
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

  @Test("versions 5 and 6 of one set mean the same")
  func versions() throws {
    let (five, six) = (try read("pnpm-lock.yaml", PnpmLocks.five), try read("pnpm-lock.yaml", PnpmLocks.six))
    #expect(five.semantic?.text == six.semantic?.text)
    #expect(five.formatVersion == "5.4")
    #expect(
      JavaScriptFixtures.pins(six) == [
        "@s/a==1.2.3", "b==2.0.0", "x==1.0.0 from https://npm.example.com",
        "g==3.0.0 from git+https://github.com/o/g@\(PnpmLocks.commit)", "f in lib/f",
      ])
    #expect(six.packages.map(\.groups) == [["prod"], ["dev", "optional"], ["prod"], ["prod"], ["prod"]])
    #expect(six.codes == ["path.local:31"])
    for lock in [PnpmLocks.five, PnpmLocks.six] {
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
      "lockfileVersion: '\(version)'\npackages:\n  '\(key)':\n    resolution: {integrity: \(PnpmLocks.hash)}\n")
    #expect(JavaScriptFixtures.pins(lock) == [pin])
    #expect(lock.grade == .a)
  }

  @Test(
    "resolutions are graded",
    arguments: [
      ("{integrity: \(PnpmLocks.hash)}", Grade.a, [String]()), ("{}", .b, ["hash.missing:3"]),
      ("{integrity: sha1-BwcHBwcHBwcHBwcHBwcHBwcHBwc=}", .b, ["hash.weak:3"]),
      ("{tarball: 'https://u:p@h/a.tgz'}", .c, ["unpinned:3"]),
      ("{directory: ../a, type: directory}", .c, ["unpinned:3"]),
      ("{repo: 'https://h/a.git', commit: main, type: git}", .c, ["unpinned:3"]),
      ("{tarball: 'file:a.tgz', integrity: \(PnpmLocks.hash)}", .a, []),
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
          resolution: {integrity: \(PnpmLocks.hash)}
      ---

      """
    let lock = try read("pnpm-lock.yaml", config + PnpmLocks.nine, others: PnpmLocks.manifests)
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
}
