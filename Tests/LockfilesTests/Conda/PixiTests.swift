import Fingerprints
import Lockfiles
import Testing

@Suite("pixi.lock")
struct PixiTests {
  private static let sha = String(repeating: "b", count: 64)
  private static let md5 = String(repeating: "a", count: 32)

  /// What `conda/pixi-6` locks, as versions 1, 3, 4 and 5 wrote it.
  private static func old(_ version: Int) throws -> String {
    let names = ["linux-64/alpha-1.2.3-h0_1", "osx-arm64/alpha-1.2.3-h2_1", "noarch/beta-0.4-pyh1_0"]
    let hashes = try Fixture.text("conda/pixi-6/pixi.lock").split(separator: "\n").filter {
      $0.hasPrefix("  sha256: ") || $0.hasPrefix("  md5: ")
    }.map(String.init)
    func address(_ name: String) -> String { "https://conda.anaconda.org/conda-forge/\(name).conda" }
    func fields(_ index: Int, _ indent: String) -> String {
      let words = names[index].split(separator: "/")[1].split(separator: "-")
      return "\(indent)name: \(words[0])\n\(indent)version: '\(words[1])'\n\(indent)build: \(words[2])\n"
    }
    let channel = "channels:\n  - url: https://conda.anaconda.org/conda-forge/\n"
    if version < 4 {
      var text = "metadata:\n  content_hash: {}\n  " + channel + "  platforms: [osx-arm64, linux-64]\npackage:\n"
      for (index, platform) in [(2, "linux-64"), (0, "linux-64"), (2, "osx-arm64"), (1, "osx-arm64")] {
        text += "- platform: \(platform)\n" + fields(index, "  ") + "  manager: conda\n"
        if index < 2 { text += version < 2 ? "  dependencies: {beta: '>=0.4'}\n" : "  dependencies: [beta >=0.4]\n" }
        text += "  url: \(address(names[index]))\n  hash:\n  \(hashes[2 * index])\n  \(hashes[2 * index + 1])\n"
      }
      return text + "version: \(version)\n"
    }
    var text = "version: \(version)\nenvironments:\n  default:\n    " + channel.replacing("\n  -", with: "\n    -")
    text += "    packages:\n      linux-64:\n"
    for name in [names[0], names[2]] { text += "      - conda: \(address(name))\n" }
    text += "      osx-arm64:\n"
    for name in [names[1], names[2]] { text += "      - conda: \(address(name))\n" }
    text += "packages:\n"
    for index in names.indices {
      let subdir = names[index].split(separator: "/")[0]
      text += "- kind: conda\n" + fields(index, "  ") + "  subdir: \(subdir)\n  url: \(address(names[index]))\n"
      text += hashes[2 * index] + "\n" + hashes[2 * index + 1] + "\n  size: 1\n  timestamp: 2\n"
      if index < 2 { text += "  depends:\n  - beta >=0.4\n" }
    }
    return text
  }

  @Test("all versions of the format mean the same", arguments: [1, 3, 4, 5, 6, 7])
  func versions(_ version: Int) throws {
    let text = version < 6 ? try Self.old(version) : try Fixture.text("conda/pixi-\(version)/pixi.lock")
    let lock = try read("pixi.lock", text, others: ["pixi.toml": try Fixture.text("conda/pixi-6/pixi.toml")])
    #expect(lock.formatVersion == String(version))
    #expect(lock.grade == .a, "\(lock.findings)")
    #expect(lock.packages.count == 3)
    let beta = try #require(lock.packages.first { $0.name == "beta" })
    #expect(beta.marker == "[default: linux-64 osx-arm64]")
    #expect(beta.groups == ["default"])
    let base = try read("pixi.lock", try Fixture.text("conda/pixi-7/pixi.lock"))
    #expect(lock.semantic == base.semantic, "\(lock.semantic?.text ?? "")")
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
  }

  @Test(
    "a manifest that asks for something else makes the lock stale",
    arguments: [
      ("alpha = \">=1.2,<2\"", "alpha = \"1.2.*\"", nil),
      (
        "alpha = \">=1.2,<2\"", "alpha = \">=2\"",
        "alpha >=2 does not allow the locked 1.2.3 (default linux-64, default osx-arm64)"
      ),
      (
        "alpha = \">=1.2,<2\"", "beta = \"*\"",
        "alpha is locked but nothing requires it (default linux-64, default osx-arm64)"
      ),
      ("alpha =", "gamma = \"*\"\nalpha =", "gamma is not locked (default linux-64, default osx-arm64)"),
      ("\"linux-64\", ", "", "linux-64 is locked but no platform of default"),
      ("\"osx-arm64\"]", "\"osx-arm64\", \"win-64\"]", "alpha >=1.2,<2 is not locked (default win-64)"),
      (
        "[\"conda-forge\"]", "[\"conda-forge\", \"bioconda\"]",
        "the channels of default are conda-forge, bioconda, locked are https://conda.anaconda.org/conda-forge"
      ),
      (
        "[dependencies]", "[target.osx.dependencies]\ngamma = \"*\"\n[dependencies]",
        "gamma is not locked (default osx-arm64)"
      ),
      ("[dependencies]", "[environments]\ntest = []\n[dependencies]", "the environment test is not locked"),
      (
        "[dependencies]", "[feature.t.dependencies]\ngamma = \"*\"\n[environments]\ndefault = [\"t\"]\n[dependencies]",
        "gamma is not locked (default linux-64, default osx-arm64)"
      ),
      ("[dependencies]", "[pypi-dependencies]\nbeta = \"*\"\n[dependencies]", "unknown"),
      ("alpha = \">=1.2,<2\"", "alpha = { version = \">=1.2\", build = \"h*\" }", "unknown"),
      ("[dependencies]", "[system-requirements]\nlinux = \"4.18\"\n[dependencies]", "unknown"),
    ] as [(String, String, String?)])
  func manifest(_ old: String, _ new: String, _ change: String?) throws {
    let manifest = try Fixture.text("conda/pixi-6/pixi.toml").replacing(old, with: new)
    for version in [6, 7] {
      let lock = try read(
        "pixi.lock", try Fixture.text("conda/pixi-\(version)/pixi.lock"), others: ["pixi.toml": manifest])
      let verdict = change == nil ? "fresh" : change == "unknown" ? "unknown" : "stale"
      #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
      if verdict == "stale" { #expect(lock.freshness.changes == [change]) }
    }
  }

  @Test("a pyproject.toml may be the manifest")
  func pyproject() throws {
    let lock = try Fixture.text("conda/pixi-7/pixi.lock")
    let manifest = try Fixture.text("conda/pixi-7/pixi.toml").replacing("[", with: "[tool.pixi.").replacing(
      "[tool.pixi.\"", with: "[\"")
    #expect(try read("pixi.lock", lock, others: ["pyproject.toml": manifest]).verdict == "fresh", "\(manifest)")
    let asking = "[project]\nname = \"x\"\ndependencies = [\"requests>=2\"]\n" + manifest
    #expect(try read("pixi.lock", lock, others: ["pyproject.toml": asking]).verdict == "unknown")
    #expect(try read("pixi.lock", lock, others: ["pyproject.toml": "[project]\nname = \"x\"\n"]).references.isEmpty)
    #expect(try read("pixi.lock", lock, others: ["pixi.toml": "["]).verdict == "unknown")
  }

  @Test(
    "requirements of Python are held against Python's rules",
    arguments: [
      ("q = \"==1.*\"", "fresh"), ("q = \"~=1.0\"", "fresh"), ("q = \"==1.0.0\"", "fresh"), ("q = \">=2\"", "stale"),
      ("q = \"!=1.0\"", "stale"), ("r = \"*\"", "stale"), ("q = { path = \".\" }", "unknown"), ("", "stale"),
    ])
  func python(_ line: String, _ verdict: String) throws {
    let address = "https://files.pythonhosted.org/p/q-1.0-py3-none-any.whl"
    let text = lock(
      "- pypi: \(address)\n  name: q\n  version: '1.0'\n  sha256: \(Self.sha)", "      - pypi: \(address)")
    let manifest =
      "[workspace]\nchannels = [\"https://u:p@h/c\"]\nplatforms = [\"linux-64\"]\n[pypi-dependencies]\n" + line
    let lock = try read("pixi.lock", text, others: ["pixi.toml": manifest])
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
  }

  private func lock(_ packages: String, _ selectors: String, version: Int = 6) -> String {
    """
    version: \(version)
    environments:
      default:
        channels: [{url: https://h/c/}]
        packages:
          linux-64:
    \(selectors)
    packages:
    \(packages)
    """
  }

  @Test(
    "where a package comes from decides its grade",
    arguments: [
      ("pypi: https://files.pythonhosted.org/p/q-1.0-py3-none-any.whl", "sha256: \(sha)", Grade.a, [], nil),
      ("pypi: https://files.pythonhosted.org/p/q-1.0-py3-none-any.whl", "x: 1", .b, ["hash.missing:9"], nil),
      ("pypi: direct+https://h/q-1.0.tar.gz", "sha256: \(sha)", .a, [], "https://h/q-1.0.tar.gz"),
      ("pypi: https://h/q-1.0.tar.gz", "x: 1", .c, ["unpinned:9"], "https://h/q-1.0.tar.gz"),
      ("pypi: git+https://u:p@h/q.git@\(sha.prefix(40))", "x: 1", .a, [], "git+https://h/q.git@\(sha.prefix(40))"),
      ("pypi: git+https://h/q.git?rev=v1#\(sha.prefix(40))", "x: 1", .a, [], "git+https://h/q.git@\(sha.prefix(40))"),
      ("pypi: git+ssh://git@h/q@main", "x: 1", .c, ["unpinned:9"], "git+ssh://h/q@main"),
      ("pypi: ./q", "editable: true", .b, ["path.local:9"], "file:q"),
      ("pypi: ../q", "x: 1", .c, ["unpinned:9"], "file:../q"),
      ("pypi: ./links/q-1.0-py3-none-any.whl", "sha256: \(sha)", .a, [], "file:links/q-1.0-py3-none-any.whl"),
      (
        "conda: https://h/t/token/c/linux-64/q-1.0-0.conda", "md5: \(md5)", .b, ["hash.weak:9"],
        "https://h/c/linux-64/q-1.0-0.conda"
      ),
      ("conda: ./c/linux-64/q-1.0-0.conda", "sha256: \(sha)", .a, [], "file:c/linux-64/q-1.0-0.conda"),
      ("conda: q", "subdir: noarch", .b, ["path.local:9"], "file:q"),
      (
        "conda: q", "package_build_source: {git: 'https://h/q', rev: \(sha.prefix(40))}", .a, [],
        "git+https://h/q@\(sha.prefix(40))"
      ),
      ("conda: q", "package_build_source: {url: 'https://h/q.zip', sha256: \(sha)}", .a, [], "https://h/q.zip"),
    ] as [(String, String, Grade, [String], String?)])
  func origins(_ location: String, _ field: String, _ grade: Grade, _ codes: [String], _ source: String?) throws {
    let text = lock("- \(location)\n  name: q\n  version: '1.0'\n  \(field)", "      - \(location)")
    let lock = try read("pixi.lock", text)
    // What a folder says of its version is no part of the lock.
    let isFolder = location.hasPrefix("pypi: .") && !location.hasSuffix(".whl")
    #expect(lock.packages.map(\.version) == [isFolder ? "" : "1.0"])
    #expect(lock.packages.first?.source == source)
    #expect(lock.grade == grade, "\(lock.findings)")
    #expect(lock.codes == codes)
  }

  @Test("packages of one place are told apart by the fields of their version")
  func selectors() throws {
    let two =
      "- conda: ../p\n  name: p\n  version: '1'\n  build: one\n- conda: ../p\n  name: p\n  version: '1'\n  build: two"
    let sixth = try read("pixi.lock", lock(two, "      - conda: ../p\n        build: two"))
    #expect(sixth.packages.map(\.build) == ["two"])
    let seventh = "- conda_source: p[12345678] @ ../p\n  version: '1'\n  build: one\n- conda_source: p[87654321] @ ../p"
    let text = lock(seventh, "      - conda_source: p[87654321] @ ../p", version: 7)
    #expect(try read("pixi.lock", text).pins == ["p"])
    #expect(try read("pixi.lock", text.replacing("p[87654321] @ ../p\n", with: "p[1] @ ../p\n")).codes == ["syntax:7"])
  }

  @Test("a platform with virtual packages is one of conda's")
  func platforms() throws {
    let address = "https://h/c/linux-64/q-1.0-0.conda"
    let text = lock("- conda: \(address)\n  sha256: \(Self.sha)", "      - conda: \(address)", version: 7)
      .replacing("      linux-64:", with: "      big:")
      .replacing(
        "environments:",
        with: "platforms:\n- {name: big, subdir: linux-64, virtual-packages: [__cuda=12]}\nenvironments:")
    let lock = try read("pixi.lock", text)
    #expect(lock.packages.first?.marker == "[default: big]")
    #expect(lock.facts.contains { $0.name == "platform:big" && $0.value == "linux-64" && $0.extras == ["__cuda=12"] })
  }

  @Test(
    "channels, indexes and options count, the usual ones and what nothing installs do not",
    arguments: [
      ("channels: [{url: https://h/c/}]", "channels: [{url: https://h/d/}]", false),
      ("channels: [{url: https://h/c/}]", "channels: [{url: https://u:p@h/t/x/c}]", true),
      ("    packages:\n", "    indexes: [https://i]\n    packages:\n", false),
      ("    packages:\n", "    find-links: [{path: ./l}]\n    packages:\n", false),
      ("    packages:\n", "    options: {channel-priority: disabled}\n    packages:\n", false),
      ("    packages:\n", "    options: {channel-priority: strict, strategy: highest}\n    packages:\n", true),
      ("sha256:", "license: MIT\n  size: 5\n  sha256:", true),
      ("packages:\n-", "packages:\n- conda: https://h/c/noarch/z-1-0.conda\n-", true),
      ("  default:", "  other:", false), ("      linux-64:", "      win-64:", false),
    ])
  func semantics(_ old: String, _ new: String, _ isSame: Bool) throws {
    let address = "https://h/c/noarch/q-1.0-0.conda"
    let text = lock("- conda: \(address)\n  sha256: \(Self.sha)", "      - conda: \(address)")
    let other = text.replacing(old, with: new)
    #expect(other != text)
    #expect((try read("pixi.lock", text).semantic == read("pixi.lock", other).semantic) == isSame)
  }

  @Test(
    "what cannot be read is refused",
    arguments: [
      ("version: 1000\n", "version.unsupported:1"), ("version: x\n", "syntax"), ("x: 1\n", "syntax"),
      ("version: 6\nenvironments: {}\n", "syntax"), ("version: 2\npackage: []\n", "syntax"),
      ("version: 6\nenvironments: {d: {packages: {linux-64: [{conda: x}]}}}\npackages: []\n", "syntax:2"),
      ("version: 6\nenvironments: {}\npackages: [{npm: x}]\n", "syntax:3"),
      ("version: 6\nenvironments: {}\npackages: [{pypi: x}]\n", "syntax:3"),
      ("version: 6\nenvironments: {}\npackages: [{conda: https://h/a.conda}]\n", "syntax:3"),
      ("version: 3\nmetadata: {platforms: []}\npackage: [{name: a}]\n", "syntax:3"),
    ])
  func refused(_ text: String, _ code: String) throws {
    let lock = try read("pixi.lock", text)
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == [code])
  }

  @Test("many packages of one place are refused in good time")
  func hostile() throws {
    let packages = Array(repeating: "- {conda: ../p, name: p, version: '1', build: x}", count: 20_000)
    let text = lock(packages.joined(separator: "\n"), "      - {conda: ../p, build: y}")
    #expect(try read("pixi.lock", text).codes.first?.hasPrefix("limit.count") == true)
  }
}
