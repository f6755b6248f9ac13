import Fingerprints
import Testing

@testable import Lockfiles

@Suite("what is installed on a target")
struct TargetResolutionTests {
  static func lock(
    _ packages: [PinnedPackage], format: String = "poetry.lock", facts: [LockFact] = [], holdsTargets: Bool = true,
    grade: Grade = .a
  ) -> Lockfile {
    Lockfile(
      path: "a/" + format, format: format, formatVersion: nil, packages: packages, grade: grade, facts: facts,
      freshness: .unknown("not asked"), references: [], holdsTargets: holdsTargets, findings: [],
      bytes: Fingerprint(subject: "x", scheme: "bytes", digest: "x", text: ""), semantic: nil)
  }

  static func package(
    _ name: String, _ version: String = "1.0", files: [(String, String)] = [], marker: String? = nil,
    condition: TargetCondition? = nil, groups: [String] = [], source: String? = nil, hashes: [String] = [],
    isConstraint: Bool = false, ecosystem: String = "pypi", line: Int? = nil
  ) -> PinnedPackage {
    PinnedPackage(
      ecosystem: ecosystem, name: name, version: version, isExact: true, source: source, hashes: hashes,
      artifacts: files.map { LockedArtifact(name: $0.0, hashes: $0.1.isEmpty ? [] : [$0.1]) }, marker: marker,
      condition: condition, groups: groups, isConstraint: isConstraint, line: line)
  }

  static let packages = [
    package(
      "numpy", "1.26.4",
      files: [
        ("numpy-1.26.4-cp311-cp311-manylinux2014_x86_64.whl", "sha256:1"),
        ("numpy-1.26.4-cp311-cp311-manylinux2014_aarch64.whl", "sha256:2"), ("numpy-1.26.4.tar.gz", "sha256:3"),
      ], groups: ["main"], line: 7),
    package("colorama", files: [("colorama-1.0-py3-none-any.whl", "sha256:4")], marker: "sys_platform == \"win32\""),
    package("uvloop", files: [("uvloop-1.0-cp311-cp311-manylinux2014_x86_64.whl", "sha256:5")], line: 30),
    package(
      "maybe", files: [("maybe-1.0-py3-none-any.whl", "sha256:6")],
      condition: .any([.marker("extra == \"x\" and os_name == \"posix\""), .pythons(">=3.11.4")])),
    package("pure", files: [("pure-1.0-py3-none-any.whl", "")]),
    package("gitty", source: "git+https://h/o/r.git@cccccccccccccccccccccccccccccccccccccccc"),
  ]

  @Test("a laptop")
  func laptop() throws {
    let target = try Target("py3.11-linux-x86_64")
    let resolution = try Self.lock(Self.packages).resolution(for: target)
    #expect(resolution.target == target)
    #expect(resolution.installed.map(\.package.name) == ["numpy", "uvloop", "maybe", "pure", "gitty"])
    #expect(
      resolution.installed.map { ArtifactChoiceTests.text($0.choice) } == [
        "numpy-1.26.4-cp311-cp311-manylinux2014_x86_64.whl", "uvloop-1.0-cp311-cp311-manylinux2014_x86_64.whl",
        "maybe-1.0-py3-none-any.whl", "pure-1.0-py3-none-any.whl", "open",
      ])
    #expect(resolution.leftOut.map(\.package.name) == ["colorama"])
    #expect(resolution.leftOut.map(\.reason) == ["only where sys_platform == \"win32\""])
    #expect(resolution.undecided.map(\.package.name) == ["maybe"])
    #expect(resolution.undecided.map(\.reason) == ["it cannot be told whether extra == \"x\" or python >=3.11.4"])
    #expect(resolution.findings.isEmpty)
    #expect(resolution.reason == nil)
    let fingerprint = try #require(resolution.fingerprint)
    #expect(fingerprint.scheme == "lock-target-v1")
    #expect(fingerprint.subject == "lock a/poetry.lock for py3.11-linux-x86_64")
    #expect(
      fingerprint.text == """
        1.0 - pure-1.0-py3-none-any.whl - -  pure
        1.0 - sha256:5 - -  uvloop
        1.0 - sha256:6 extra%20==%20"x"%20or%20python%20>=3.11.4 -  maybe
        1.0 git+https://h/o/r.git@cccccccccccccccccccccccccccccccccccccccc - - -  gitty
        1.26.4 - sha256:1 - -  numpy

        """)
  }

  @Test("a Raspberry Pi of 32 bits")
  func pi() throws {
    let resolution = try Self.lock(Self.packages).resolution(for: try Target("py3.11.9-linux-armv7l"))
    #expect(
      resolution.findings.map { "\($0.code):\($0.line ?? 0) \($0.message)" } == [
        "target.sdist-only:7 numpy 1.26.4 has no wheel for py3.11.9-linux-armv7l: numpy-1.26.4.tar.gz is built there, "
          + "with tools that the lock does not pin",
        "target.no-artifact:30 uvloop 1.0 cannot be installed for py3.11.9-linux-armv7l: none of its locked wheels fits "
          + "and no source distribution is locked",
      ])
    #expect(resolution.findings.allSatisfy { $0.lowersGradeTo == nil })
    #expect(resolution.undecided.isEmpty)
    #expect(
      resolution.fingerprint?.text == """
        1.0 - none - -  uvloop
        1.0 - pure-1.0-py3-none-any.whl - -  pure
        1.0 - sha256:6 - -  maybe
        1.0 git+https://h/o/r.git@cccccccccccccccccccccccccccccccccccccccc - - -  gitty
        1.26.4 - sha256:3 - -  numpy

        """)
  }

  @Test("a package that is locked several times is told of once")
  func repeated() throws {
    let package = Self.package("a", files: [("a-1.0.tar.gz", "sha256:1")], line: 3)
    let again = Self.package("a", files: [("a-1.0.tar.gz", "sha256:1")], line: 9)
    let resolution = try Self.lock([package, again]).resolution(for: try Target("py3.11-linux-x86_64"))
    #expect(resolution.installed.count == 2)
    #expect(resolution.findings.map(\.line) == [3])
    #expect(resolution.fingerprint?.text == "1.0 - sha256:1 - -  a\n")
  }

  @Test("a target without Python")
  func withoutPython() throws {
    let resolution = try Self.lock(Self.packages).resolution(for: try Target("linux-x86_64"))
    #expect(
      resolution.installed.map { ArtifactChoiceTests.text($0.choice) } == ["open", "open", "open", "open", "open"])
    #expect(resolution.undecided.map(\.package.name) == ["numpy", "uvloop", "maybe", "maybe", "pure"])
    #expect(resolution.undecided.last?.reason == "no wheel can be chosen as the target names no Python")
    #expect(resolution.findings.isEmpty)
  }

  @Test(
    "of a gem the nearest platform is installed",
    arguments: [
      ("linux-x86_64", ["x86_64-linux", "ruby"]), ("linux-x86_64-musl", ["x86_64-linux-musl", "ruby"]),
      ("linux-armv7l", ["arm-linux", "ruby"]), ("linux-riscv64", ["ruby", "ruby"]),
      ("macos-arm64", ["arm64-darwin", "ruby"]),
      ("macos-x86_64", ["ruby", "ruby"]),
    ])
  func gems(_ target: String, _ expected: [String]) throws {
    let platforms = ["ruby", "x86_64-linux", "x86_64-linux-musl", "arm-linux", "arm64-darwin", "java"]
    let packages =
      platforms.map {
        Self.package("nokogiri", condition: .rubyPlatform($0), hashes: ["sha256:" + $0], ecosystem: "gem")
      } + [Self.package("rake", condition: .rubyPlatform("ruby"), hashes: ["sha256:ruby"], ecosystem: "gem")]
    let resolution = try Self.lock(packages, format: "Gemfile.lock").resolution(for: try Target(target))
    #expect(resolution.installed.flatMap(\.package.hashes) == expected.map { "sha256:" + $0 })
    #expect(resolution.installed.count + resolution.leftOut.count == packages.count)
    #expect(resolution.findings.isEmpty)
  }

  @Test("markers of a Pipfile.lock decide")
  func pipfile() throws {
    let text = """
      {"_meta": {"pipfile-spec": 6, "sources": []},
       "default": {"colorama": {"version": "==1.0", "markers": "sys_platform == 'win32'"}, "six": {"version": "==1.1"}},
       "develop": {"tomli": {"version": "==2.0", "markers": "python_version < '3.11'"}}}
      """
    let lock = Self.lock(try read("Pipfile.lock", text).packages, format: "Pipfile.lock")
    func installed(_ target: String) throws -> [String] {
      try lock.resolution(for: try Target(target)).installed.map(\.package.name)
    }
    #expect(try installed("py3.11-linux-aarch64") == ["six"])
    #expect(try installed("py3.10-linux-aarch64") == ["six", "tomli"])
    #expect(try installed("py3.10-windows-x86_64") == ["colorama", "six", "tomli"])
    #expect(try installed("linux-aarch64") == ["six", "tomli"])
  }

  @Test("a lock that holds no targets gives none, with the reason")
  func reasons() throws {
    let target = try Target("py3.11-linux-x86_64")
    let none = try Self.lock(Self.packages, format: "go.sum", holdsTargets: false).resolution(for: target)
    #expect(none.fingerprint == nil)
    #expect(none.installed.isEmpty)
    #expect(none.reason == "go.sum does not tell platforms apart")
    let unreadable = try Self.lock([], grade: .unreadable).resolution(for: target)
    #expect(unreadable.fingerprint == nil)
    #expect(unreadable.reason == "the lock cannot be read")
    let empty = try Self.lock([]).resolution(for: target)
    #expect(empty.fingerprint?.text == "")
    #expect(empty.reason == nil)
  }

  @Test("long and hostile conditions stay one short line")
  func hostile() throws {
    let marker = "sys_platform == \"" + String(repeating: "x\n", count: 10_000) + "\""
    let resolution = try Self.lock([Self.package("a", condition: .marker(marker))])
      .resolution(for: try Target("py3.11-linux-x86_64"))
    let reason = try #require(resolution.leftOut.first?.reason)
    #expect(reason.utf8.count < 2_000)
    #expect(!reason.utf8.contains(0x0A))
  }
}
