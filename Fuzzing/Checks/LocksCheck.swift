internal import Lockfiles

/// A byte that chooses the format, a lock, a zero byte, then what every other file of the project holds.
struct LocksCheck {
  /// Formats that share a parser.
  enum Family {
    case json, toml, yaml, xml, lines

    /// File names of the formats.
    var names: [String] {
      switch self {
      case .json:
        [
          "Pipfile.lock", "package-lock.json", "npm-shrinkwrap.json", "bun.lock", "deno.lock", "composer.lock",
          "Package.resolved", "packages.lock.json", "flake.lock", "renv.lock", "MODULE.bazel.lock",
        ]
      case .toml: ["poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Cargo.lock"]
      case .yaml:
        [
          "environment.yml", "conda-lock.yml", "pixi.lock", "yarn.lock", "pnpm-lock.yaml", "pubspec.lock",
          "Podfile.lock", "Chart.lock", "compose.yaml",
        ]
      case .xml: ["gradle/verification-metadata.xml"]
      case .lines:
        [
          "requirements.txt", "constraints.txt", ".python-version", ".tool-versions", "conda-linux-64.lock",
          "yarn.lock", "go.sum", "go.mod", "Gemfile.lock", "gradle.lockfile", "mix.lock", ".terraform.lock.hcl",
          "Cartfile.resolved", "SHA256SUMS-amd64", "Dockerfile",
        ]
      }
    }
  }

  /// Every file of the project but the lock itself holds the same text: manifests are hostile, too.
  private struct SameEverywhere: LockfileSource {
    let content: [UInt8]
    func bytes(at path: String) -> [UInt8]? { path.utf8.count < 40 ? content : nil }
    func paths(below folder: String) -> [String] { ["a/package.json", "a/pyproject.toml", "a/Cargo.toml"] }
  }

  private let family: Family

  init(_ family: Family) { self.family = family }

  func run(_ input: [UInt8]) throws {
    guard let first = input.first else { return }
    let name = family.names[Int(first) % family.names.count]
    let parts = Array(input.dropFirst()).parts(2)
    let source = SameEverywhere(content: parts[1])
    guard let lock = try? LockfileReader.read(name, bytes: parts[0], from: source) else { return }
    try require(!lock.format.isEmpty || lock.grade == .unreadable, "\(name): what can be read has a format")
    try require(
      (lock.semantic == nil) == (lock.grade == .unreadable),
      "\(name): an unreadable lock has no meaning, a readable one has")
    let lines = lineCount(parts[0])
    for finding in lock.findings {
      try requireSafe(finding.message, "\(name): a finding")
      if finding.file == nil, let line = finding.line {
        try require((1...lines).contains(line), "\(name): line \(line) of a finding is one of \(lines)")
      }
    }
    let again = try? LockfileReader.read(name, bytes: parts[0], from: source)
    try require(
      again?.semantic == lock.semantic && again?.findings == lock.findings, "\(name): reading twice is the same")
  }
}
