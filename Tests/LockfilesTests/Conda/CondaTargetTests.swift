import Fingerprints
import Lockfiles
import Testing

@Suite("what conda's locks install on a target")
struct CondaTargetTests {
  private func installed(_ lock: Lockfile, _ target: String) throws -> [String] {
    let resolution = try lock.resolution(for: Target(target))
    #expect(resolution.undecided.isEmpty, "\(resolution.undecided)")
    #expect(resolution.fingerprint != nil)
    return resolution.installed.map { "\($0.package.name) \($0.package.build ?? "-")" }.sorted()
  }

  @Test(
    "each platform gets its own packages",
    arguments: [
      ("linux-amd64", ["alpha h0_1", "beta pyh1_0", "delta -", "epsilon h5_0", "pip pyh2_0"]),
      ("macos-arm64", ["alpha h2_1", "beta pyh1_0", "delta -", "pip pyh2_0"]), ("windows-amd64", []),
    ])
  func condaLock(_ target: String, _ expected: [String]) throws {
    let lock = try read("conda-lock.yml", try Fixture.text("conda/conda-lock/conda-lock.yml"))
    #expect(try installed(lock, target) == expected)
  }

  @Test("a list installs what its lock does, on its platform alone")
  func explicit() throws {
    let lock = try read("conda-linux-64.lock", try Fixture.text("conda/conda-lock/conda-linux-64.lock"))
    #expect(try installed(lock, "linux-amd64").count == 5)
    #expect(try installed(lock, "linux-arm64").isEmpty)
  }

  @Test("versions of pixi's lock install the same", arguments: [6, 7])
  func pixi(_ version: Int) throws {
    let lock = try read("pixi.lock", try Fixture.text("conda/pixi-\(version)/pixi.lock"))
    #expect(try installed(lock, "linux-amd64") == ["alpha h0_1", "beta pyh1_0"])
    #expect(try installed(lock, "macos-arm64") == ["alpha h2_1", "beta pyh1_0"])
    let other = try read("pixi.lock", try Fixture.text("conda/pixi-6/pixi.lock"))
    let target = try Target("linux-amd64")
    #expect(try lock.resolution(for: target).fingerprint?.digest == other.resolution(for: target).fingerprint?.digest)
  }

  @Test("selectors and markers both decide")
  func environment() throws {
    let text = """
      dependencies:
      - a=1=0
      - b=1=0  # [linux]
      - c=1=0  # [win]
      - pip
      - pip:
        - d==1  # [osx]
        - e==1 ; sys_platform == "linux"
        - f==1 ; sys_platform == "darwin" # [osx]
      """
    let lock = try read("environment.yml", text)
    #expect(try installed(lock, "linux-arm64") == ["a 0", "b 0", "e -", "pip -"])
    #expect(try installed(lock, "macos-arm64") == ["a 0", "d -", "f -", "pip -"])
    #expect(try installed(lock, "windows-amd64") == ["a 0", "c 0", "pip -"])
  }
}
