import Lockfiles
import Testing

@Suite("what locks of Python install on a target")
struct PythonTargetTests {
  @Test(
    "markers leave packages out, groups do not",
    arguments: [
      ("pdm/groups", "pdm.lock", "py3.11-linux-x86_64", ["colorama"]),
      ("pdm/groups", "pdm.lock", "py3.11-windows-x86_64", []),
      (
        "pdm/groups", "pdm.lock", "py3.13-linux-x86_64",
        [
          "beautifulsoup4", "beautifulsoup4", "colorama", "html5lib", "six", "soupsieve", "typing-extensions",
          "webencodings",
        ]
      ),
      ("pdm/pylock", "pylock.toml", "py3.12-linux-aarch64", ["colorama"]),
      ("pdm/pylock", "pylock.toml", "py3.12-windows-x86_64", []),
      ("pip/uv-pylock", "pylock.toml", "py3.12-linux-x86_64", ["colorama"]),
      ("pip/uv", "requirements.txt", "py3.12-linux-x86_64", ["colorama", "soupsieve"]),
      ("pipenv/project", "Pipfile.lock", "py3.11.9-linux-x86_64", []),
      ("pipenv/project", "Pipfile.lock", "py3.12-linux-x86_64", ["typing-extensions"]),
    ])
  func leftOut(_ folder: String, _ name: String, _ target: String, _ expected: [String]) throws {
    let source = try Fixture.source(folder)
    let lock = try LockfileReader.read(name, bytes: source.files[name] ?? [], from: source)
    let resolution = try lock.resolution(for: try Target(target))
    #expect(resolution.leftOut.map(\.package.name) == expected)
    #expect(resolution.undecided.isEmpty, "\(resolution.undecided)")
    #expect(resolution.fingerprint != nil)
  }

  @Test("files are chosen by their names", arguments: ["py3.12-linux-x86_64", "py3.9-windows-x86_64"])
  func formats(_ target: String) throws {
    let standard = try LockfileReader.read(
      "pylock.toml", bytes: Fixture.bytes("pdm/pylock/pylock.toml"), from: MemorySource())
    let files = try standard.resolution(for: try Target(target)).installed.map { $0.choice.artifact?.name ?? "" }
    #expect(files.contains("idna-3.20-py3-none-any.whl"))
    #expect(files.contains("colorama-0.4.6-py2.py3-none-any.whl") == target.contains("windows"))
  }
}
