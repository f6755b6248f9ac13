import Fingerprints
import Lockfiles
import Testing

@Suite("secrets in locks of compiled languages")
struct CompiledSecretsTests {
  static let address = "https://me:s3cret@h.example.org/a/b.git"
  static let commit = String(repeating: "c", count: 40)

  /// A lock and what lies beside it, with a password in every address.
  static let cases: [(String, String, [String: String])] = [
    (
      "Cargo.lock",
      """
      version = 4
      [[package]]
      name = "app"
      version = "0.1.0"
      dependencies = ["b 1.0.0 (git+\(address))", "c 1.0.0 (registry+\(address))", "d"]
      [[package]]
      name = "b"
      version = "1.0.0"
      source = "git+\(address)?branch=x#main"
      replace = "x 1.0.0 (git+\(address)#\(commit))"
      [[package]]
      name = "c"
      version = "1.0.0"
      source = "registry+\(address)"
      [[package]]
      name = "d"
      version = "1.0.0"
      source = "other+\(address)"
      [[patch.unused]]
      name = "p"
      version = "1.0.0"
      source = "git+\(address)#\(commit)"
      """,
      ["Cargo.toml": "[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\nb = { git = \"\(address)\" }"]
    ),
    (
      "Gemfile.lock",
      "GIT\n  remote: \(address)\n  revision: main\n  specs:\n    g (1)\n\nGEM\n  remote: \(address)\n  remote: \(address)x\n"
        + "  specs:\n    a (1)\n\nPLUGIN SOURCE\n  remote: \(address)\n  type: x\n  specs:\n    p (1)\n\nDEPENDENCIES\n  g!\n",
      ["Gemfile": "source \"\(address)y\"\ngem \"g\", git: \"\(address)z\"\n"]
    ),
    (
      "composer.lock",
      """
      {"content-hash": "x", "packages": [{"name": "a/b", "version": "1",
        "source": {"type": "git", "url": "\(address)", "reference": "main"},
        "dist": {"type": "zip", "url": "\(address)", "reference": "x", "shasum": ""}}]}
      """, ["composer.json": "{\"repositories\": [{\"type\": \"vcs\", \"url\": \"\(address)\"}]}"]
    ),
    (
      "Package.resolved",
      """
      {"version": 3, "originHash": "x", "pins": [
        {"kind": "remoteSourceControl", "location": "\(address)", "state": {"revision": "main"}},
        {"kind": "remoteSourceControl", "location": "https://me:s3cret@h", "state": {"branch": "x", "revision": "\(commit)"}}]}
      """, ["Package.swift": ".package(url: \"https://me:s3cret@other.example.org\")"]
    ),
    (
      "mix.lock", "%{\"a\": {:git, \"\(address)\", \"main\", []}}",
      ["mix.exs": "def deps do\n[\n{:a, git: \"\(address)x\"}\n]\nend"]
    ),
    (
      "pubspec.lock",
      """
      packages:
        a:
          description: {url: "\(address)", resolved-ref: main, ref: main}
          source: git
          version: "1.0.0"
        b:
          description: {url: "\(address)"}
          source: hosted
          version: "1.0.0"
      """, ["pubspec.yaml": "dependencies:\n  a: {git: {url: '\(address)x'}}\n  b: {hosted: '\(address)y'}"]
    ),
    (
      "renv.lock",
      """
      {"R": {"Repositories": [{"Name": "X", "URL": "\(address)"}]}, "Packages": {
        "a": {"Version": "1", "Source": "Repository", "Repository": "X"},
        "b": {"Version": "1", "Source": "Repository", "Repository": "s3://me:s3cret@bucket"},
        "c": {"Version": "1", "Source": "URL", "RemoteUrl": "\(address)"},
        "d": {"Version": "1", "Source": "git", "RemoteUrl": "\(address)", "RemoteSha": "main"},
        "e": {"Version": "1", "Source": "GitLab", "RemoteHost": "me:s3cret@h", "RemoteSha": "main"}}}
      """, [:]
    ),
    (
      "Podfile.lock",
      """
      PODS:
        - a (1)
        - b (1)
        - c (1)
      SPEC REPOS:
        \(address):
          - a
      EXTERNAL SOURCES:
        b: {":git": "\(address)", ":tag": "x"}
        c: {":podspec": "\(address)"}
      """, [:]
    ),
    (
      "Cartfile.resolved",
      "git \"\(address)\" \"\(commit)\"\nbinary \"\(address)\" \"1\"\ngit \"\(address)\" \"1\"\ngit \"\(address)x\"",
      ["Cartfile": "git \"\(address)\" ~> x\ngit \"\(address)z\"\nbinary \"\(address)\" ~> 2.0"]
    ),
  ]

  @Test("no password gets out", arguments: cases.indices)
  func passwords(_ index: Int) throws {
    let (path, text, others) = Self.cases[index]
    let lock = try read(path, text, others: others)
    #expect(!lock.packages.isEmpty)
    let printed = String(reflecting: lock)
    #expect(printed.contains("h.example.org"))
    #expect(!printed.contains("s3cret"), "\(printed)")
  }
}
