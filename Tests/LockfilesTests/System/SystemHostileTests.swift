import Fingerprints
import Lockfiles
import TestSupport
import Testing

@Suite("hostile locks and manifests of build systems")
struct SystemHostileTests {
  static let texts = [
    "", "\0", "\u{FEFF}", "{", "}", "\"", "'", "''", "\"${", "''${", "<<", "<<A", "/*", "{ a = ", "{ a.b", "a = ]",
    "a = (", "a = [)]", "a = {)}", "a = {b c}", "x(", "x(a=", "x(]", "include(", "\\", "\"\\", "r'", "{ a = ''x",
    "{{{{",
    String(repeating: "[", count: 20_000), String(repeating: "{", count: 20_000), String(repeating: "(", count: 20_000),
    String(repeating: "a {", count: 20_000), String(repeating: "{ a = ", count: 20_000),
    "a = " + String(repeating: "[", count: 20_000), String(repeating: "\"${", count: 20_000),
    String(repeating: "a.", count: 20_000) + "b = 1;", "{ inputs" + String(repeating: ".a", count: 20_000) + " = 1; }",
    "{ inputs = " + String(repeating: "{ a = ", count: 20_000), String(repeating: "${", count: 20_000),
    "x(" + String(repeating: "(", count: 20_000), String(repeating: "let ", count: 20_000),
  ]

  @Test(
    "no manifest stops the program",
    arguments: [
      ("flake.lock", FlakeTests.lock(), "flake.nix"), (".terraform.lock.hcl", TerraformTests.lock, "main.tf"),
      ("Chart.lock", ChartTests.lock(), "Chart.yaml"), ("MODULE.bazel.lock", BazelTests.lock, "MODULE.bazel"),
      ("MODULE.bazel.lock", BazelTests.graph, "MODULE.bazel"),
      ("gradle.lockfile", GradleTests.lock, "gradle/verification-metadata.xml"),
      ("compose.yaml", "include: [x.yaml]\nservices: {a: {image: $A}}", "x.yaml"),
      ("compose.yaml", "services: {a: {image: $A}}", ".env"),
    ])
  func manifests(_ path: String, _ lock: String, _ manifest: String) throws {
    for text in Self.texts {
      let read = try read(path, lock, others: [manifest: text])
      #expect(read.verdict != "stale" || !read.freshness.changes.isEmpty || path.hasPrefix("MODULE"))
    }
    for byte in UInt8.min...UInt8.max {
      let source = MemorySource(files: [manifest: [byte, 0x0A, byte, byte]])
      _ = try LockfileReader.read(path, bytes: Array(lock.utf8), from: source)
    }
  }

  @Test("no text stops the program", arguments: LockfileNames.all)
  func locks(_ path: String) throws {
    for text in Self.texts { _ = try read(path, text) }
  }

  struct Large: Sendable, CustomTestStringConvertible {
    let path: String
    let head: String
    let count: Int
    let foot: String
    let line: @Sendable (Int) -> String

    init(
      _ path: String, _ count: Int, head: String = "", foot: String = "", line: @escaping @Sendable (Int) -> String
    ) {
      (self.path, self.head, self.count, self.foot, self.line) = (path, head, count, foot, line)
    }

    var text: String { ([head] + (0..<count).map(line) + [foot]).joined(separator: "\n") }
    var testDescription: String { "\(path): \(line(0)) …" }
  }

  static let largeFiles: [Large] = [
    Large("gradle.lockfile", 20_000) { "g:n\($0 % 7):\($0)=a,b,c" },
    Large("gradle.lockfile", 20_000) { "a:b:1=c\($0)" },
    Large(".terraform.lock.hcl", 50_000) { "a\($0) = 1" },
    Large(".terraform.lock.hcl", 20_000) { "provider \"h/n/p\($0)\" {\n version = \"1.0.0\"\n}" },
    Large("SHA256SUMS-amd64", 20_000) { PackageListTests.hash + "  p/a_\($0)_all.deb" },
    Large("Dockerfile", 10_000) { "FROM a:\($0) AS s\($0)" },
    Large("Dockerfile", 10_000, head: "FROM a") { "COPY --from=a:\($0) /a /b" },
    Large("Dockerfile", 10_000, head: "FROM a") { "RUN apt-get install p\($0)" },
    Large("compose.yaml", 5_000, head: "services:") { "  s\($0): {image: \"a:\($0)\"}" },
    Large("Chart.lock", 5_000, head: "dependencies:") { "- {name: a, version: 1.0.\($0), repository: x}" },
    Large("flake.lock", 20_000, head: "{\"version\": 7, \"root\": \"r\", \"nodes\": {\"r\": {}", foot: "}}") {
      ", \"n\($0)\": {\"locked\": {\"type\": \"path\", \"path\": \"x\"}}"
    },
    Large(
      "MODULE.bazel.lock", 20_000, head: "{\"lockFileVersion\": 11, \"registryFileHashes\": {\"\": null", foot: "}}"
    ) {
      ", \"https://r/modules/m\($0)/1/source.json\": \"\(BazelTests.a)\""
    },
    Large(
      "verification-metadata.xml", 20_000, head: "<verification-metadata><components>",
      foot: "</components></verification-metadata>"
    ) { GradleTests.component("n\($0)", "1", "") },
  ]

  @Test("large files are read in time that grows with their size only", arguments: largeFiles)
  func large(_ file: Large) throws {
    let clock = ContinuousClock()
    let text = file.text
    let start = clock.now
    let lock = try read(file.path, text)
    // With a square in it, this would take minutes.
    #expect(clock.now - start < .seconds(20 * Sanitizing.slowness))
    #expect(!lock.packages.isEmpty || file.path.hasPrefix(".terraform"))
  }

  @Test("a large manifest is compared in time")
  func largeManifests() throws {
    let inputs = (0..<5_000).map { "inputs.i\($0).url = \"github:o/r\($0)\";" }.joined(separator: "\n")
    let flake = try read("flake.lock", FlakeTests.lock(), others: ["flake.nix": "{\n\(inputs)\n}"])
    #expect(flake.freshness.changes.count == 5_001)
    let resources = (0..<5_000).map { "resource \"p\($0)_x\" \"y\" {\n}" }.joined(separator: "\n")
    let terraform = try read(".terraform.lock.hcl", TerraformTests.lock, others: ["main.tf": resources])
    #expect(terraform.freshness.changes.count == 5_001)
    let calls = (0..<5_000).map { "bazel_dep(name = \"m\($0)\", version = \"1\")" }.joined(separator: "\n")
    let bazel = try read("MODULE.bazel.lock", BazelTests.lock, others: ["MODULE.bazel": calls])
    #expect(bazel.freshness.changes.count == 5_000)
  }
}
