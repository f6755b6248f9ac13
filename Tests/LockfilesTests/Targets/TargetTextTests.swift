import Fingerprints
import Testing

@testable import Lockfiles

@Suite("the fingerprint for a target")
struct TargetTextTests {
  @Test("only what is installed there counts")
  func counting() throws {
    func digest(_ packages: [PinnedPackage], _ facts: [LockFact] = [], _ target: String = "py3.11-linux-x86_64") throws
      -> String?
    {
      try TargetResolutionTests.lock(packages, facts: facts).resolution(for: try Target(target)).fingerprint?.digest
    }
    let base = try digest(TargetResolutionTests.packages)
    #expect(base != nil)
    // Order, groups, files and markers of others, facts.
    #expect(try digest(TargetResolutionTests.packages.reversed()) == base)
    #expect(try digest(TargetResolutionTests.packages + TargetResolutionTests.packages) == base)
    #expect(try digest(TargetResolutionTests.packages.filter { $0.name != "colorama" }) == base)
    #expect(try digest(TargetResolutionTests.packages, [LockFact(name: "python-versions", value: "^3.9")]) == base)
    var other = TargetResolutionTests.packages
    other[0] = TargetResolutionTests.package(
      "numpy", "1.26.4",
      files: [
        ("numpy-1.26.4-cp311-cp311-manylinux2014_x86_64.whl", "sha256:1"), ("numpy-1.26.4.tar.gz", "sha256:other"),
      ], groups: ["dev"], line: 9)
    #expect(try digest(other) == base)
    #expect(try digest(TargetResolutionTests.packages, [], "py3.11-linux-x86_64-glibc2.40") == base)
    // Its file, its version, whether it is there.
    other[0] = TargetResolutionTests.package(
      "numpy", "1.26.4", files: [("numpy-1.26.4-cp311-cp311-manylinux2014_x86_64.whl", "sha256:9")])
    #expect(try digest(other) != base)
    #expect(try digest(Array(TargetResolutionTests.packages.dropFirst())) != base)
    #expect(try digest(TargetResolutionTests.packages, [], "py3.11-linux-aarch64") != base)
    #expect(try digest(TargetResolutionTests.packages, [], "py3.11-windows-x86_64") != base)
  }

  @Test("facts about the whole lock count where the installer has a choice")
  func facts() throws {
    let facts = [LockFact(name: "index-url", source: "https://i"), LockFact(name: "optional:x", value: "true")]
    func text(_ package: PinnedPackage) throws -> String? {
      try TargetResolutionTests.lock([package], facts: facts).resolution(for: try Target("py3.11-linux-x86_64"))
        .fingerprint?.text
    }
    let index = "- https://i - - -  @index-url\n"
    #expect(try text(TargetResolutionTests.package("a")) == index + "1.0 - - - -  a\n")
    #expect(
      try text(TargetResolutionTests.package("a", hashes: ["sha256:1", "sha256:2"])) == index
        + "1.0 - sha256:1,sha256:2 - -  a\n")
    #expect(try text(TargetResolutionTests.package("a", hashes: ["sha256:1"])) == "1.0 - sha256:1 - -  a\n")
    #expect(try text(TargetResolutionTests.package("a", source: "file:x")) == "1.0 file:x - - -  a\n")
    #expect(
      try text(TargetResolutionTests.package("a", files: [("a-1.0-py3-none-any.whl", "sha256:1")]))
        == "1.0 - sha256:1 - -  a\n")
  }

  @Test("constraints limit, but are not installed")
  func constraints() throws {
    let packages = [
      TargetResolutionTests.package("a", isConstraint: true),
      TargetResolutionTests.package("b", marker: "os_name == \"nt\"", isConstraint: true),
    ]
    let resolution = try TargetResolutionTests.lock(packages).resolution(for: try Target("py3.11-linux-x86_64"))
    #expect(resolution.installed.isEmpty)
    #expect(resolution.leftOut.map(\.package.name) == ["b"])
    #expect(resolution.fingerprint?.text == "1.0 - - - -  @constraint:a\n")
  }
}
