import Testing

@testable import Lockfiles

@Suite("the file that is installed")
struct ArtifactChoiceTests {
  static func package(_ files: [String], name: String = "foo", ecosystem: String = "pypi") -> PinnedPackage {
    PinnedPackage(
      ecosystem: ecosystem, name: name, version: "1.0", isExact: true,
      artifacts: files.map { LockedArtifact(name: $0, hashes: []) })
  }

  static func text(_ choice: ArtifactChoice?) -> String {
    switch choice {
    case .wheel(let artifact): artifact.name
    case .sdist(let artifact): "sdist " + artifact.name
    case .file(let artifact): "file " + artifact.name
    case .open: "open"
    case .nothing: "nothing"
    case nil: "?"
    }
  }

  static let numpy = [
    "numpy-1.26.4-cp311-cp311-macosx_10_9_x86_64.whl", "numpy-1.26.4-cp311-cp311-macosx_11_0_arm64.whl",
    "numpy-1.26.4-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl",
    "numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    "numpy-1.26.4-cp311-cp311-musllinux_1_1_aarch64.whl", "numpy-1.26.4-cp311-cp311-win_amd64.whl",
    "numpy-1.26.4-pp39-pypy39_pp73-win_amd64.whl", "numpy-1.26.4.tar.gz",
  ]

  @Test(
    "the wheel for a target, else the sources",
    arguments: [
      ("py3.11-linux-aarch64", "numpy-1.26.4-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl"),
      ("py3.11-linux-x86_64", "numpy-1.26.4-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"),
      ("py3.11-linux-aarch64-musl", "numpy-1.26.4-cp311-cp311-musllinux_1_1_aarch64.whl"),
      ("py3.11-linux-aarch64-musl1.0", "sdist numpy-1.26.4.tar.gz"),
      ("py3.11-linux-armv7l", "sdist numpy-1.26.4.tar.gz"),
      ("py3.11-linux-x86_64-glibc2.12", "sdist numpy-1.26.4.tar.gz"),
      ("py3.11-macos-arm64", "numpy-1.26.4-cp311-cp311-macosx_11_0_arm64.whl"),
      ("py3.11-macos10.8-x86_64", "sdist numpy-1.26.4.tar.gz"),
      ("py3.11-windows-x86_64", "numpy-1.26.4-cp311-cp311-win_amd64.whl"),
      ("py3.9-windows-x86_64", "sdist numpy-1.26.4.tar.gz"), ("linux-x86_64", "?"),
    ])
  func numpy(_ target: String, _ expected: String) throws {
    let chooser = ArtifactChooser(try Target(target))
    #expect(Self.text(chooser.choice(for: Self.package(Self.numpy, name: "numpy"))) == expected)
    #expect(Self.text(chooser.choice(for: Self.package(Self.numpy.reversed(), name: "numpy"))) == expected)
  }

  @Test(
    "among several",
    arguments: [
      // The closest tag, not the newest or the first.
      (
        ["foo-1.0-py3-none-any.whl", "foo-1.0-cp311-abi3-manylinux2014_x86_64.whl"],
        "foo-1.0-cp311-abi3-manylinux2014_x86_64.whl"
      ),
      (
        ["foo-1.0-cp39-abi3-manylinux_2_17_x86_64.whl", "foo-1.0-cp310-abi3-manylinux_2_5_x86_64.whl"],
        "foo-1.0-cp310-abi3-manylinux_2_5_x86_64.whl"
      ),
      (
        ["foo-1.0-cp311-cp311-manylinux_2_28_x86_64.whl", "foo-1.0-cp311-cp311-manylinux_2_34_x86_64.whl"],
        "foo-1.0-cp311-cp311-manylinux_2_28_x86_64.whl"
      ),
      // The build tag breaks a tie, as a number.
      (
        ["foo-1.0-9-py3-none-any.whl", "foo-1.0-10-py3-none-any.whl", "foo-1.0-py3-none-any.whl"],
        "foo-1.0-10-py3-none-any.whl"
      ),
      (["foo-1.0-1a-py3-none-any.whl", "foo-1.0-1b-py3-none-any.whl"], "foo-1.0-1b-py3-none-any.whl"),
      (["foo-1.0-99-py3-none-any.whl", "foo-1.0-py311-none-any.whl"], "foo-1.0-py311-none-any.whl"),
      (["foo-1.0-cp312-abi3-manylinux2014_x86_64.whl"], "nothing"),
      (["foo-1.0-cp311-cp311-linux_armv7l.whl"], "nothing"),
      (["foo-1.0-cp311-cp311m-linux_x86_64.whl", "Foo-1.0.zip", "foo-1.0.tar.gz"], "sdist foo-1.0.tar.gz"),
      (["foo-1.0.zip", "foo-1.0.tar.bz2"], "sdist foo-1.0.tar.bz2"),
      // No sources: an installed tree, an installer, an egg, another package.
      (["foo-1.0.linux-x86_64.tar.gz", "foo-1.0.win-amd64.exe", "foo-1.0-py3.11.egg", "bar-1.0.tar.gz"], "nothing"),
      (["v1.tar.gz"], "sdist v1.tar.gz"), (["foo-1.0.tar.gz.asc"], "nothing"), ([], "open"),
      (["", "foo-1.0-py3-none-any.whl"], "open"),
      ([String(repeating: "-", count: 100_000) + ".tar.gz", "b"], "nothing"),
    ])
  func several(_ files: [String], _ expected: String) throws {
    let chooser = ArtifactChooser(try Target("py3.11-linux-x86_64"))
    #expect(Self.text(chooser.choice(for: Self.package(files))) == expected)
    #expect(Self.text(chooser.choice(for: Self.package(files.reversed()))) == expected)
  }

  @Test("files of one name are one, with all hashes")
  func merged() throws {
    let package = PinnedPackage(
      ecosystem: "pypi", name: "foo", version: "1.0", isExact: true,
      artifacts: ["sha256:b", "sha256:a"].map { LockedArtifact(name: "foo-1.0-py3-none-any.whl", hashes: [$0]) })
    let choice = ArtifactChooser(try Target("py3.11-linux-x86_64")).choice(for: package)
    #expect(choice?.artifact?.hashes == ["sha256:a", "sha256:b"])
  }

  @Test("other ecosystems have one file or leave it open")
  func others() throws {
    let chooser = ArtifactChooser(try Target("linux-x86_64"))
    #expect(Self.text(chooser.choice(for: Self.package(["x.conda"], ecosystem: "conda"))) == "file x.conda")
    #expect(Self.text(chooser.choice(for: Self.package(["a", "a"], ecosystem: "conda"))) == "file a")
    #expect(Self.text(chooser.choice(for: Self.package(["a", "b"], ecosystem: "npm"))) == "open")
    #expect(Self.text(chooser.choice(for: Self.package(["", ""], ecosystem: "npm"))) == "open")
    #expect(Self.text(chooser.choice(for: Self.package([], ecosystem: "npm"))) == "open")
  }
}
