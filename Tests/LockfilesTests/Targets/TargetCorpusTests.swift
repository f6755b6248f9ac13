import Fingerprints
import Testing

@testable import Lockfiles

@Suite("real lockfiles on targets", .enabled(if: SharedCorpus.isPresent, "needs ../shared/lockfiles"))
struct TargetCorpusTests {
  static let targets = [
    "py3.11-linux-x86_64", "py3.11-linux-armv7l-glibc2.36", "py3.12.3-macos-arm64", "py3.9-windows-x86_64",
    "linux-aarch64-musl",
  ]

  /// As a format that tells targets apart would give it.
  private static func lock(_ lock: Lockfile, _ packages: [PinnedPackage]) -> Lockfile {
    Lockfile(
      path: lock.path, format: lock.format, formatVersion: lock.formatVersion, packages: packages, grade: lock.grade,
      facts: lock.facts, freshness: lock.freshness, references: lock.references, holdsTargets: true,
      findings: lock.findings, bytes: lock.bytes, semantic: lock.semantic)
  }

  @Test("each package is installed, left out, or limits others", arguments: SharedCorpus.known)
  func counting(_ entry: SharedCorpus.Entry) throws {
    let read = try entry.read()
    guard read.grade != .unreadable else { return }
    let constraints = read.packages.filter(\.isConstraint).count
    for text in Self.targets {
      let target = try Target(text)
      let resolution = try Self.lock(read, read.packages).resolution(for: target)
      let count = resolution.installed.count + resolution.leftOut.count
      #expect(count <= read.packages.count)
      #expect(count >= read.packages.count - constraints)
      #expect(Set(resolution.undecided.map(\.package)).isSubset(of: resolution.installed.map(\.package)))
      let reversed = try Self.lock(read, read.packages.reversed()).resolution(for: target)
      #expect(reversed.fingerprint?.digest == resolution.fingerprint?.digest)
      #expect(reversed.findings.count == resolution.findings.count)
    }
  }

  @Test(
    "the wheels of real locks are chosen as packaging does",
    .enabled(if: TargetOracle.isPresent, "needs python3 with packaging 26 or newer"))
  func wheels() throws {
    let questions: [(Target, [String: Any])] = [
      (
        try Target("py3.11-linux-x86_64-glibc2.31"),
        ["python": [3, 11], "system": "linux", "version": ["glibc", 31], "processor": "x86_64"]
      ),
      (
        try Target("py3.9-linux-armv7l-glibc2.31"),
        ["python": [3, 9], "system": "linux", "version": ["glibc", 31], "processor": "armv7l"]
      ),
      (
        try Target("py3.12-macos14-arm64"),
        ["python": [3, 12], "system": "macos", "version": [14, 0], "processor": "aarch64"]
      ),
    ]
    let packages = try SharedCorpus.known.flatMap { try $0.read().packages }
      .filter { $0.ecosystem == "pypi" && $0.artifacts.contains { $0.name.hasSuffix(".whl") } }
    let lists = packages.map { $0.artifacts.map(\.name) }
    let answers = try TargetOracle.ask(questions.map { ["ask": "wheels", "target": $0.1, "lists": lists] })
    for ((target, _), best) in zip(questions, try #require(answers as? [[[String]]])) {
      let chooser = ArtifactChooser(target)
      for (package, expected) in zip(packages, best) {
        guard case .wheel(let artifact)? = chooser.choice(for: package) else {
          #expect(expected.isEmpty, "\(package.name) for \(target)")
          continue
        }
        #expect(expected.contains(artifact.name), "\(package.name) for \(target)")
      }
    }
  }
}
