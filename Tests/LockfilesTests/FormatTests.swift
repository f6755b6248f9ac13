import Fingerprints
import Lockfiles
import Testing

@Suite("formats")
struct FormatTests {
  @Test(
    "a file is recognised by its name",
    arguments: [
      ("requirements.txt", "requirements.txt"), ("a/dev-requirements.txt", "requirements.txt"),
      ("requirements/base.txt", "requirements.txt"), ("upper-constraints.txt", "requirements.txt"),
      ("requirements.in", nil), ("docs/notes.txt", nil), ("requirements", nil), ("poetry.lock", "poetry.lock"),
      ("x/Pipfile.lock", "Pipfile.lock"), ("Pipfile", nil), ("requirements-dev.lock", "requirements.txt"),
      ("pdm.lock", "pdm.lock"), ("x/pdm.docs.lock", "pdm.lock"), ("pdm.toml", nil), ("pylock.toml", "pylock.toml"),
      ("pylock.dev.toml", "pylock.toml"), ("pylocks.toml", nil), ("environment.yaml", "environment.yml"),
      ("environment-dev.yml", "environment.yml"), ("ci/my_environment.yml", "environment.yml"),
      ("environments.yml", nil), (".python-version", ".python-version"),
      ("a/.python-versions", ".python-version"), ("", nil), ("/", nil),
      ("a/uv.lock", "uv.lock"), ("tools/run.py.lock", "uv.lock"), (".py.lock", nil), ("py.lock", nil),
      ("x/Pipfile.lock", "Pipfile.lock"), ("Pipfile", nil), ("environment.yaml", "environment.yml"),
      ("environment-dev.yml", "environment.yml"), ("ci/my_environment.yml", "environment.yml"),
      ("environments.yml", nil), (".python-version", ".python-version"), ("", nil), ("/", nil),
      ("conda-lock.yml", "conda-lock.yml"), ("a/environment.conda-lock.yml", "conda-lock.yml"),
      ("linux-64-conda-lock.yaml", "conda-lock.yml"), ("anaconda-lock.yml", nil), ("pixi.lock", "pixi.lock"),
      ("pixi.toml", nil), ("conda-linux-64.lock", "conda-linux-64.lock"), ("osx-arm64.lock", "conda-linux-64.lock"),
      ("environment.py-3.10-linux-aarch64.lock", "conda-linux-64.lock"), ("spec-file.txt", "conda-linux-64.lock"),
      ("conda-win-64.txt", "conda-linux-64.lock"), ("notes-win-64.txt", nil), ("conda-plan9-64.lock", nil),
      ("conda-linux-64.lock.yml", "environment.yml"), ("x/.tool-versions", ".tool-versions"), ("tool-versions", nil),
      ("environments.yml", nil), (".python-version", ".python-version"), ("", nil), ("/", nil),
      ("package-lock.json", "package-lock.json"), ("a/npm-shrinkwrap.json", "npm-shrinkwrap.json"),
      ("node_modules/.package-lock.json", nil), ("package.json", nil), ("yarn.lock", "yarn.lock"),
      ("pnpm-lock.yaml", "pnpm-lock.yaml"), ("pnpm-workspace.yaml", nil), ("bun.lock", "bun.lock"),
      ("bun.lockb", "bun.lock"), ("deno.lock", "deno.lock"),
      ("gradle.lockfile", "gradle.lockfile"), ("a/buildscript-gradle.lockfile", "gradle.lockfile"),
      ("settings-gradle.lockfile", "gradle.lockfile"), ("mygradle.lockfile", nil), ("x.lockfile", nil),
      ("gradle/dependency-locks/runtimeClasspath.lockfile", "gradle.lockfile"), ("gradle/dependency-locks/x.txt", nil),
      ("gradle/verification-metadata.xml", "verification-metadata.xml"), ("metadata.xml", nil),
      ("nix/flake.lock", "flake.lock"), ("flake.nix", nil), ("a/.terraform.lock.hcl", ".terraform.lock.hcl"),
      ("terraform.lock.hcl", nil), ("charts/x/Chart.lock", "Chart.lock"), ("requirements.lock", "requirements.txt"),
      ("chart.lock", nil), ("MODULE.bazel.lock", "MODULE.bazel.lock"), ("MODULE.bazel", nil),
      ("SHA256SUMS-amd64", "SHA256SUMS"), ("SHA256SUMS-arm-v7", "SHA256SUMS"), ("SHA256SUMS", nil),
      ("SHA256SUMS-", nil), ("SHA256SUMS-amd64.asc", nil), ("Dockerfile", "Dockerfile"),
      ("a/Dockerfile.dev", "Dockerfile"), ("web.Dockerfile", "Dockerfile"), ("web.dockerfile", "Dockerfile"),
      ("Containerfile", "Dockerfile"), ("Dockerfile.dockerignore", nil), ("Dockerfile.", nil), ("Dockerfiles", nil),
      ("Dockerfile~", nil), ("compose.yaml", "compose"), ("docker-compose.yml", "compose"),
      ("compose.prod.yaml", "compose"), ("docker-compose-dev.yml", "compose"), ("composer.yaml", nil),
      ("compose.json", nil), ("docker-compose", nil),
      ("a/Cargo.lock", "Cargo.lock"), ("Cargo.toml", nil), ("go.mod", "go.mod"), ("a/go.sum", "go.sum"),
      ("go.work.sum", "go.sum"), ("go.work", nil), ("Gemfile.lock", "Gemfile.lock"), ("gems.locked", "Gemfile.lock"),
      ("gemfiles/rails_7.gemfile.lock", "Gemfile.lock"), ("Gemfile", nil), ("composer.lock", "composer.lock"),
      ("composer.json", nil), ("Package.resolved", "Package.resolved"),
      ("a.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved", "Package.resolved"),
      ("mix.lock", "mix.lock"), ("pubspec.lock", "pubspec.lock"), ("renv.lock", "renv.lock"),
      ("src/packages.lock.json", "packages.lock.json"), ("packages.Web.lock.json", "packages.lock.json"),
      ("packages.json", nil), ("ios/Podfile.lock", "Podfile.lock"), ("Cartfile.resolved", "Cartfile.resolved"),
      ("Cartfile", nil),
    ] as [(String, String?)])
  func names(_ path: String, _ format: String?) {
    #expect(LockfileReader.format(ofPath: path) == format)
  }

  @Test("lockfiles are listed in byte order, without those that tools installed")
  func listing() {
    let paths = [
      "b/poetry.lock", "Z/requirements.txt", "a/node_modules/x/requirements.txt", ".venv/requirements.txt",
      "requirements.in", ".git/poetry.lock", "b/poetry.lock", "a.txt",
    ]
    #expect(LockfileReader.lockfiles(among: paths) == ["Z/requirements.txt", "b/poetry.lock"])
  }

  @Test("a name no format knows is graded U")
  func unknown() throws {
    let lock = try read("a.txt", "a==1")
    #expect(lock.grade == .unreadable)
    #expect(lock.codes == ["format.unknown"])
  }

  @Test(
    "a file of another name is recognised by its content",
    arguments: [
      ("#\n# This file is autogenerated by pip-compile with Python 3.11\n", "requirements.txt"),
      ("# This file was autogenerated by uv via the following command:\n#  uv pip compile", "requirements.txt"),
      ("autogenerated by uv", nil), ("a==1", nil), ("lock-version = '1.0'\n[[packages]]", "pylock.toml"), ("", nil),
    ] as [(String, String?)])
  func content(_ text: String, _ format: String?) {
    #expect(LockfileReader.format(ofPath: "x", bytes: Array(text.utf8)) == format)
  }

  @Test("bytes are digested as they are")
  func bytes() throws {
    let lock = try read("x/requirements.txt", "")
    #expect(lock.bytes.subject == "lock x/requirements.txt")
    #expect(lock.bytes.digest == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(lock.bytes.text.isEmpty)
    #expect(lock.semantic?.digest == lock.bytes.digest)
  }

  @Test("no input stops the program", arguments: LockfileNames.all)
  func hostile(_ path: String) throws {
    let texts = [
      "", "\0", "\u{0}a\n", String(repeating: "[", count: 20_000), String(repeating: "{\"a\":", count: 20_000),
      String(repeating: "a: ", count: 500), String(repeating: "- ", count: 20_000), "[a]\nb=\"\\u0000\"",
      "a." + String(repeating: "a.", count: 5_000) + "a=1", "a==1;" + String(repeating: "(", count: 20_000),
      "{\"_meta\": 1e999}", "{\"_meta\": {}, \"default\": {\"a\": [], \"b\": {\"version\": 1}}}",
      "[metadata]\nlock-version = 1\n[[package]]\nname = 1",
      "version = 1\nrevision = true\npackage = [1, {name = 1}, {name = 'a', source = 1}]",
      "version = 1\npackage = [{name = 'b', source = {git = '#'}}, {source = {editable = '.'}, metadata = 1}]",
      "dependencies: {a: b}", "dependencies:\n- [a]\n- pip: x",
      "dependencies: &a [*a]", "- !!python/object:x y", "%", "\\", "\\\n\\", "#", "-", "--", "-e", "@", "a@", "a @ ;",
    ]
    for text in texts { _ = try read(path, text) }
    for byte in UInt8.min...UInt8.max { _ = try read(path, [byte, 0x0A, byte]) }
  }

  @Test("an alias bomb is refused")
  func aliases() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(try read("environment.yml", text + "dependencies: []").grade == .unreadable)
  }
}

enum LockfileNames {
  static let all =
    [
      "requirements.txt", "poetry.lock", "Pipfile.lock", "environment.yml", ".python-version", "conda-lock.yml",
      "conda-linux-64.lock", "pixi.lock", ".tool-versions", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock",
      "pnpm-lock.yaml", "bun.lock", "deno.lock", "uv.lock", "a.py.lock", "gradle.lockfile",
      "gradle/dependency-locks/a.lockfile", "gradle/verification-metadata.xml", "flake.lock", ".terraform.lock.hcl",
      "Chart.lock", "requirements.lock", "MODULE.bazel.lock", "SHA256SUMS-amd64", "Dockerfile", "compose.yaml",
      "pdm.lock", "pylock.toml", "conda-linux-64.lock.yml",
    ] + compiled

  static let compiled = [
    "Cargo.lock", "go.mod", "go.sum", "Gemfile.lock", "composer.lock", "Package.resolved", "mix.lock",
    "pubspec.lock", "renv.lock", "packages.lock.json", "Podfile.lock", "Cartfile.resolved",
  ]
}
