import Fingerprints
import Lockfiles
import TestSupport
import Testing

/// Inputs that are long, deep or self-similar: read or refused, and soon.
@Suite("hostile locks of compiled languages")
struct CompiledHostileTests {
  static let count = 5_000

  static func lines(_ line: (Int) -> String) -> String { (0..<count).map(line).joined(separator: "\n") }

  /// Locks and what lies beside them.
  static let cases: [(String, String, [String: String])] = [
    (
      "Cargo.lock",
      "version = 4\n" + lines { "[[package]]\nname = \"a\"\nversion = \"1.0.\($0)\"\ndependencies = [\"a\"]" },
      [
        "Cargo.toml": "[package]\nname = \"a\"\n[dependencies]\n"
          + lines { "d\($0) = { package = \"a\", version = \"1\" }" }
      ]
    ),
    (
      "Cargo.lock",
      "version = 4\n[[package]]\nname = \"a\"\nversion = \"0.0.0\"\ndependencies = [" + lines { "\"b 1.0.\($0)\"," }
        + "]",
      [
        "Cargo.toml": "[package]\nname = \"a\"\n[dependencies]\n"
          + lines { "d\($0) = { package = \"b\", path = \"b\" }" }
      ]
    ),
    (
      "Cargo.lock", "version = 4\n[[package]]\nname = \"a\"\nversion = \"0.0.0\"",
      [
        "Cargo.toml": "[workspace]\nmembers = [" + lines { "\"\(String(repeating: "*a", count: 20))\($0)*\"," } + "]",
        "\(String(repeating: "a", count: 200))/Cargo.toml": "",
      ]
    ),
    ("go.sum", lines { "a v1.0.0 h1:\(hash($0))" }, ["go.mod": "go 1.21\n" + lines { "require a v1.0.\($0)" }]),
    (
      "go.mod", "go 1.21\n" + lines { "replace a => b v1.0.\($0)\nexclude a v1.0.\($0)\nrequire a v1.0.\($0)" },
      ["go.sum": "", "vendor/modules.txt": lines { "# a v1.0.\($0) => b v1\n## explicit" }]
    ),
    (
      "Gemfile.lock", "GEM\n" + lines { _ in "  remote: https://x/" } + "\n  specs:\n" + lines { "    a\($0) (1.0)" },
      [:]
    ),
    (
      "Gemfile.lock", "GEM\n  specs:\n" + lines { "    a (1.\($0))" } + "\nDEPENDENCIES\n" + lines { "  a\($0)" },
      ["Gemfile": lines { "gem 'a\($0)', \(String(repeating: "[", count: 50))" }]
    ),
    ("Gemfile.lock", "DEPENDENCIES\n  a", ["Gemfile": lines { _ in "gem 'a'," }]),
    (
      "composer.lock", "{\"packages\": [" + lines { "{\"name\": \"a\", \"version\": \"\($0)\"}," } + "{}]}",
      ["composer.json": "{}"]
    ),
    (
      "Package.resolved", "{\"version\": 3, \"originHash\": \"x\", \"pins\": []}",
      ["Package.swift": String(repeating: "url: ", count: count)]
    ),
    (
      "mix.lock", "%{" + lines { "\"a\($0)\": {:hex, :a, \"1.0.0\"}," } + "}",
      ["mix.exs": "def deps do\n[\n" + lines { _ in "{:a, [" } + "\n]\nend"]
    ),
    (
      "pubspec.lock",
      "packages:\n"
        + lines {
          "  a\($0): {description: {path: \"\(String(repeating: "./", count: $0 % 50))b\"}, source: path, version: 1.0.0}"
        },
      [
        "pubspec.yaml": "workspace:\n" + lines { "- \"*\($0)\"" },
        "b/pubspec.yaml": "dependencies:\n" + lines { "  c\($0): any" },
      ]
    ),
    ("renv.lock", "{\"Packages\": {" + lines { "\"a\($0)\": {\"Version\": \"1\"}," } + "\"b\": {}}}", [:]),
    (
      "packages.lock.json",
      "{\"version\": 1, \"dependencies\": {"
        + lines { "\"net\($0)\": {\"a\": {\"type\": \"Direct\", \"resolved\": \"1.0\"}}," } + "\"x\": {}}}",
      [
        "A.csproj": "<Project><PropertyGroup><TargetFrameworks>" + lines { "net\($0);" } + "</TargetFrameworks>"
          + (0..<20).map { "<P\($0)>$(P\($0 + 1))$(P\($0 + 1))</P\($0)>" }.joined() + "</PropertyGroup><ItemGroup>"
          + lines { "<PackageReference Include=\"a\($0 % 50)\" Version=\"$(P0)\" />" } + "</ItemGroup></Project>"
      ]
    ),
    (
      "Podfile.lock", "PODS:\n" + lines { "  - a\($0) (1.0)" } + "\nPODFILE CHECKSUM: x",
      ["Podfile": lines { "pod 'b\($0)'" }]
    ),
    ("Cartfile.resolved", lines { "github \"a/b\($0)\" \"1\"" }, ["Cartfile": lines { "github \"a/c\($0)\"" }]),
  ]

  private static func hash(_ index: Int) -> String {
    let digits = String(index, radix: 16)
    return String(repeating: "A", count: 42 - digits.utf8.count) + digits.uppercased() + "A="
  }

  @Test("long files take no more than their length", arguments: cases.indices)
  func long(_ index: Int) throws {
    let (path, text, others) = Self.cases[index]
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try read(path, text, others: others) }
    // In a debug build on a busy machine; a loop in a loop would take minutes.
    #expect(time < .seconds(10 * Sanitizing.slowness), "\(path) took \(time)")
  }

  static let deep = ["[", "{", "{\"a\":", "[[", "- ", "a: ", "<a>", "%{a: ", "require (\n", "a = [", "[a.", "  "]

  @Test("depth ends in one finding", arguments: LockfileNames.compiled)
  func deep(_ path: String) throws {
    for piece in Self.deep {
      for depth in [200, 50_000] { _ = try read(path, String(repeating: piece, count: depth)) }
    }
  }

  @Test("what lies beside a lock may be anything", arguments: LockfileNames.compiled)
  func companions(_ path: String) throws {
    let locks = [
      "Cargo.lock": "version = 4\n[[package]]\nname = \"a\"\nversion = \"1\"", "go.mod": "require a.b/c v1.0.0",
      "go.sum": "",
      "Gemfile.lock": "GEM\n  specs:\n    a (1)\n\nDEPENDENCIES\n  a",
      "composer.lock": "{\"packages\": [], \"content-hash\": \"x\"}",
      "Package.resolved": "{\"version\": 3, \"originHash\": \"x\", \"pins\": []}", "mix.lock": "%{}",
      "pubspec.lock": "packages: {}",
      "renv.lock": "{\"Packages\": {}}", "packages.lock.json": "{\"version\": 1, \"dependencies\": {}}",
      "Podfile.lock": "PODFILE CHECKSUM: x", "Cartfile.resolved": "",
    ]
    let names = [
      "Cargo.toml", "go.mod", "go.sum", "go.work.sum", "vendor/modules.txt", "Gemfile", "composer.json",
      "Package.swift",
      "Package@swift-.swift", "mix.exs", "pubspec.yaml", "pubspec_overrides.yaml", "DESCRIPTION", "A.csproj",
      "Directory.Build.props", "Podfile", "Cartfile",
    ]
    let texts = [
      "", "\0", "[", "{", "{}", "[]", "a", "\"", "<", "<a/>", "<Project/>", "(", "require (", "gem", "gem '", "end",
      "%w[",
      "def deps do", "def deps do\n[\n{\n]\nend", "[workspace]\nmembers = [\"**\", \"../..\", \"\", \"[\", \"*\"]",
      "[package]\nname = 1\nversion = 2\n[dependencies]\na = 1\nb = { path = 1 }", "dependencies: [a]",
      "dependencies: a",
      "workspace: a", "{\"require\": [], \"extra\": {\"a\": 1e400}}", "replace => \nreplace a =>", "github",
      "github \"",
      "pod '", "[patch]\na = 1\n[patch.b]\nc = 2", "[target]\na = 1",
    ]
    for text in texts {
      let others = Dictionary(uniqueKeysWithValues: names.filter { $0 != path }.map { ($0, text) })
      _ = try read(path, locks[path] ?? "", others: others)
    }
  }

  @Test("what is no UTF-8 names its line", arguments: LockfileNames.compiled)
  func encoding(_ path: String) throws {
    let lock = try read(path, [0x0A, 0x61, 0xFF, 0x0A])
    #expect(lock.codes == ["encoding:2"])
    #expect(lock.grade == .unreadable)
  }
}
