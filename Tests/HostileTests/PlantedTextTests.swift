import Foundation
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// H013, H015, H102, H159: text that is planted wherever a repository, a scenario or an argument can hold some, and every
/// command that prints it.
@Suite("planted text", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct PlantedTextTests {
  /// Sequences for terminals, C1 controls, overrides and isolates, separators, XML's end of CDATA, commands to CI
  /// systems, and newlines that would let what is behind them begin a line.
  private static let planted =
    "a\u{1B}[2J\u{1B}]0;p\u{7}\u{7F}\u{9B}31m\u{85}\u{202E}\u{2066}\u{2028}\u{2029}\u{FEFF}]]><b>&##[error]q\n::error::PLANTED\nPLANTED"
  private static let oneLine = planted.replacing("\n", with: " ")
  /// As a double-quoted scalar of YAML; JSON and TOML have `\u` alone.
  private static let yaml = "\"" + planted.unicodeScalars.map(escaped).joined() + "\""
  private static let json = yaml
  private static let name = Array(planted.utf8) + [0xFF, 0xC0, 0xAE]

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let isPlain = (0x20..<0x7F).contains(scalar.value) && scalar != "\"" && scalar != "\\"
    let digits = String(scalar.value, radix: 16)
    return isPlain ? String(scalar) : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private static func problems(_ bytes: [UInt8]) -> [String] {
    // A newline from data is as bad when it begins a line with something harmless.
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
      let start = $0.drop { $0.isWhitespace }
      return start.hasPrefix("PLANTED") || start.hasPrefix("\\u{3a}:error::PLANTED")
    }
    return OutputRules.problems(bytes) + lines.map { "has the planted line \($0.prefix(80))" }
  }

  private static func make() throws -> HostileCase {
    let trial = try HostileCase("H013")
    let (yaml, json, oneLine) = (yaml, json, oneLine)
    func write(_ path: String, _ text: String) throws { try trial.workspace.write("repo/" + path, text) }
    try write(
      "Dockerfile",
      "FROM alpine:3.18 AS st\nARG X=\(oneLine)\nENV A=\(oneLine)\nCOPY [\(json), \"/x\"]\nCOPY . /app\nRUN pip install \(oneLine) \\\n ::error::y\nRUN <<E\n::error::y\napt-get install -y \(oneLine)\nE\nLABEL \"\(oneLine)\"=x\n"
    )
    try write(".dockerignore", "*.log\n!\(oneLine)zz\n::error::y\n\u{1B}never\n")
    try write(".gitattributes", "x filter=\u{1B}x\u{202E}\n")
    try write(
      "compose.yml",
      "services:\n  aa:\n    image: \(yaml)\n    build: { context: ., target: \(yaml), args: { \(yaml): \(yaml) } }\n    env_file: [\(yaml)]\n    volumes: [\(yaml)]\n  two: { build: { context: \(yaml), dockerfile: \(yaml), additional_contexts: { \(yaml): \(yaml) } } }\n"
    )
    try write("package.json", "{\"name\":\(json),\"dependencies\":{\(json):\"^1\"}}")
    try write(
      "package-lock.json",
      "{\"name\":\(json),\"lockfileVersion\":3,\"packages\":{\"\":{\"dependencies\":{\(json):\"^1\"}},\"node_modules/\(json.dropFirst()):{\"version\":\(json),\"resolved\":\(json),\"integrity\":\(json)}}}"
    )
    try write(
      "sub/poetry.lock",
      "[[package]]\nname = \(json)\nversion = \(json)\n[metadata]\nlock-version = \"2.0\"\ncontent-hash = \(json)\n")
    try write(
      "sub/requirements.txt", "\(oneLine)==1.0\nflask>=\(oneLine)\n-r \(oneLine)\n--index-url http://\(oneLine)\n")
    try write("bad/package-lock.json", "{\"lockfileVersion\": \(json) oops")
    try write("bad/pnpm-lock.yaml", "a: \(yaml)\n\(yaml): [\n")
    try write("Cargo.lock", "version = 3\n[[package]]\nname = \(json)\nversion = \(json)\nsource = \(json)\n")
    // The name of a file is bytes that Swift's paths cannot hold.
    let name = try trial.blob("x\n")
    let tree = try trial.tree([
      (mode: "100644", name: Array("##[error]y".utf8), id: name),
      (mode: "100644", name: Array("::error::y".utf8), id: name),
      (mode: "100644", name: Self.name.filter { $0 != 0x2F }, id: name),
    ])
    try trial.shell(
      "cd repo && git add -A && git commit -qm first && git read-tree --prefix=planted/ \(tree) && git checkout-index -a && git -c \"user.name=$(cat)\" -c user.email=x@y commit -q --cleanup=verbatim -m \"::error::y $(printf '\\033[31m')\"",
      input: Array(oneLine.utf8))
    try trial.shell(
      "cd repo && sed -i s/lockfileVersion/xx/ bad/package-lock.json && git commit -q --cleanup=verbatim -aF -",
      input: Array(planted.utf8))
    let head = "schemaVersion: 1\nrecord: false\nvary: { runs: 2 }\n"
    let synthetic =
      "repo: { synthetic: { commits: [{ message: \(yaml), files: { \(yaml.replacing("/", with: "_")): \(yaml), x: b } }] } }\n"
    for (file, rest) in [
      (
        "a",
        "description: \(yaml)\ntags: [\(yaml)]\nrepo: { path: repo }\nexpect: { contains: [\(yaml)], locks: { \(yaml): { grade: A } } }\n"
      ),
      (
        "b",
        "name: \(yaml)\n\(yaml): 1\nrepo: { synthetic: { commits: [{ author: \(yaml), files: { a: b } }], tags: { \(yaml): 1 } } }\n"
      ),
      ("c", "name: \"::error::y ##[error]x\"\nrepo: { path: repo, rev: \(yaml) }\n"),
      ("d", "repo: { path: \(yaml) }\n"),
      (
        "e",
        "tags: [\(yaml)]\n\(synthetic)xfail: { reason: \"::error::y ##[error]\" }\nexpect: { contains: [\(yaml)] }\n"
      ),
      (
        "f",
        "\(synthetic)build: { run: \"cat \\\"$A\\\"; printf '%s' \\\"$A\\\"; printf '%s' \\\"$A\\\" >&2; exit 3\", env: { A: \(yaml) }, outputs: [\(yaml)] }\n"
      ),
      (
        "g",
        "\(synthetic)build: { run: \"date +%N > \\\"$A\\\"\", env: { A: \"\\u001b[2J\\n::error::PLANTED\" }, outputs: ['*PLANTED'] }\n"
      ),
      ("h", "repo: { path: repo }\ncontext: { dir: \(yaml), dockerfile: \(yaml) }\n"),
      ("i", "repo: !\(oneLine.filter { $0 > " " && $0 < "~" }) x\n"),
      ("j", "a: *b\n\(planted)\n"), ("k", "? \(yaml)\n: 1\n? \(yaml)\n: 2\n"),
    ] { try trial.workspace.write("\(file).yml", head + rest) }
    return trial
  }

  private static let commands: [[String]] = {
    let p = planted
    var commands: [[String]] = "abcdefghijk".map {
      [
        "run", "\($0).yml", "--check", "-v", "--junit", "j.xml", "--markdown", "j.md", "--sarif", "j.sarif", "--html",
        "j.html", "--tap", "j.tap",
        "--jsonl", "j.jsonl", "--code-quality", "j.json",
      ]
    }
    commands += "acefg".map { ["run", "\($0).yml", "--check", "--json"] }
    commands += [
      ["show", "e.yml"], ["show", "e.yml", "--json"], ["list", "a.yml", "c.yml", "e.yml"], ["list", "c.yml", "--json"],
    ]
    commands += [
      ["review", "e.yml"], ["reduce", "g.yml", "--budget", "2"], ["init", "repo", "--print"], ["show", p], ["run", p],
      [p], ["run", "--\(p)"], ["run", "a.yml", "--junit=\(p)"], ["list", "a.yml", "--tag", p],
    ]
    commands += [
      ["ls", "repo"], ["ls", "repo", "--json"], ["ls", "repo", "--compose"], ["ls", "repo", "--compose", "--json"],
      ["hash", "repo", "--manifest"], ["hash", "repo", "--rev", "HEAD"], ["hash", "repo", "--rev", p], ["hash", p],
      ["hash", "repo", "--scheme", p], ["diff", "repo#HEAD~2", "repo#HEAD"],
      ["diff", "repo#HEAD~2", "repo#HEAD", "--json"], ["diff", "repo", "--rev", "HEAD", "--as", "windows"],
      ["hash", "repo", "--rev", "HEAD", "--as", "macos"],
    ].map { ["context"] + $0 }
    commands += [
      ["explain", p, "a.log", "--context", "repo"], ["explain", p, "--context", "repo", "--json"],
      ["explain", "--engines", "--context", "repo"], ["ignore", "repo"], ["ignore", "repo", "--json"],
      ["ignore", "repo", "--sarif"], ["audit", "repo", "--verbose"], ["audit", "repo", "--json"],
      ["audit", "repo", "--sarif"], ["layers", "repo"], ["layers", "repo", "--json"],
      ["layers", "diff", "repo#HEAD~2", "repo#HEAD"], ["impact", p, "package-lock.json", "--context", "repo"],
      ["impact", "--inverse", "st", "--context", "repo", "--format", "makefile"],
      ["impact", "--inverse", p, "--context", "repo"],
    ]
    commands += [
      ["locks", "repo", "-v"], ["locks", "repo", "--json"], ["locks", "repo", "--target", p],
      ["locks", "diff", "repo#HEAD~2", "repo#HEAD"],
      ["locks", "diff", "repo/Cargo.lock", "repo/sub/poetry.lock", "-v"], ["log", "--repo", "repo", "-v", "--locks"],
      ["log", "--repo", "repo", "--json"], ["log", p, "--repo", "repo"],
    ]
    commands += [
      ["compare", "repo"], ["compare", "repo", "--json"], ["compare", "repo#HEAD~2", "repo"], ["compare", p],
      ["capture", "repo"], ["capture", "repo", "-o", "x.capture.json"], ["compare", "x.capture.json", "repo"],
      ["compare", "x.capture.json", "repo", "repo#HEAD~1"], ["repro", "x.capture.json", "--repo", "repo"],
      ["doctor", "repo"], ["doctor", "repo", "--json"], ["capture", p], ["repro", p], ["merge", p], ["merge", "e.yml"],
      ["run", "e.yml", "--shard", p], ["run", "e.yml", "--baseline", p],
    ]
    return commands
  }()

  /// The report's own, which no CI system takes for a command.
  private static let headings = [
    "## ✅ Lockstep", "## ❌ Lockstep", "### Causes", "### Scenarios", "### Known faults and quarantine",
    "### Records without a scenario",
  ]

  /// What a run writes for other programs.
  private static let reports = ["j.md", "j.html", "j.sarif", "j.tap", "j.jsonl", "j.json"]

  @Test("H013, H015, H102, H159: no command lets it through")
  func everywhere() throws {
    let trial = try Self.make()
    for arguments in Self.commands {
      let run = try trial.run(arguments, input: "/dev/null")
      let shown = arguments.map { $0.prefix(40) }.joined(separator: " ").debugDescription
      #expect(
        [0, 1, 2, 3, 4, 6, 7].contains(run.status), "\(shown): status \(run.status): \(run.errorText.suffix(300))")
      #expect(Self.problems(run.output).isEmpty, "\(shown), standard output")
      #expect(Self.problems(run.errors).isEmpty, "\(shown), standard error")
      if arguments.contains("--json") || arguments.contains("--sarif") && arguments[0] != "run", !run.output.isEmpty {
        #expect(throws: Never.self, "\(shown)") { try JSONSerialization.jsonObject(with: Data(run.output)) }
      }
      if let report = FileManager.default.contents(atPath: trial.workspace.work + "/j.xml") {
        // What is no XML 1.0 is refused by the parser.
        #expect(XMLParser(data: report).parse(), "\(shown)")
        #expect(OutputRules.problems(Array(report)).isEmpty, "\(shown), the report")
        try trial.shell("rm j.xml")
        for name in Self.reports {
          let text = try #require(FileManager.default.contents(atPath: trial.workspace.work + "/" + name))
          let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
          let planted = lines.filter { !Self.headings.contains(String($0)) }.joined(separator: "\n")
          #expect(OutputRules.problems(Array(planted.utf8)).isEmpty, "\(shown), \(name)")
        }
      }
    }
  }
}
