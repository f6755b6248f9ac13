// What Scripts/fuzz locks runs on every input: a byte that chooses the format, then the file.
import Entry
import Glibc
import Lockfiles

/// File names of the formats of each family of parsers, by which LOCKSTEP_FUZZ_FAMILY chooses.
private let families: [String: [String]] = [
  "json": [
    "Pipfile.lock", "package-lock.json", "npm-shrinkwrap.json", "bun.lock", "deno.lock", "composer.lock",
    "Package.resolved", "packages.lock.json", "flake.lock", "renv.lock", "MODULE.bazel.lock",
  ],
  "toml": ["poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Cargo.lock"],
  "yaml": [
    "environment.yml", "conda-lock.yml", "pixi.lock", "yarn.lock", "pnpm-lock.yaml", "pubspec.lock", "Podfile.lock",
    "Chart.lock", "compose.yaml",
  ],
  "xml": ["gradle/verification-metadata.xml"],
  "lines": [
    "requirements.txt", "constraints.txt", ".python-version", ".tool-versions", "conda-linux-64.lock", "yarn.lock",
    "go.sum", "go.mod",
    "Gemfile.lock", "gradle.lockfile", "mix.lock", ".terraform.lock.hcl", "Cartfile.resolved", "SHA256SUMS-amd64",
    "Dockerfile",
  ],
]

private let names: [String] = {
  let wanted = getenv("LOCKSTEP_FUZZ_FAMILY").map { String(cString: $0) } ?? "all"
  return families.keys.sorted().filter { wanted == "all" || wanted == $0 }.flatMap { families[$0] ?? [] }
}()

/// Every file of the project but the lock itself holds the same text: manifests are hostile, too.
private struct SameEverywhere: LockfileSource {
  let content: [UInt8]
  func bytes(at path: String) -> [UInt8]? { path.utf8.count < 40 ? content : nil }
  func paths(below folder: String) -> [String] { ["a/package.json", "a/pyproject.toml", "a/Cargo.toml"] }
}

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ data: UnsafePointer<UInt8>, _ size: Int) -> Int32 {
  guard size > 0, !names.isEmpty else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  check(names[Int(data[0]) % names.count], bytes)
  return 0
}

/// Ends the process when an answer contradicts another.
private func check(_ name: String, _ bytes: [UInt8]) {
  // A zero byte separates the lock from its manifest.
  let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map { Array($0) }
  let source = SameEverywhere(content: parts.count > 1 ? parts[1] : [])
  let lockBytes = parts.isEmpty ? [] : parts[0]
  guard let lock = try? LockfileReader.read(name, bytes: lockBytes, from: source) else { return }
  require(lock.format.isEmpty == (lock.grade == .unreadable && lock.format.isEmpty), "format", name)
  require(
    (lock.semantic == nil) == (lock.grade == .unreadable), "an unreadable lock has no meaning, a readable one has", name
  )
  for finding in lock.findings {
    require(!finding.message.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "messages are safe to print", name)
  }
  let again = try? LockfileReader.read(name, bytes: lockBytes, from: source)
  require(again?.semantic == lock.semantic && again?.findings == lock.findings, "reading twice is the same", name)
}

private func require(_ holds: Bool, _ what: String, _ name: String) {
  guard !holds else { return }
  print("contradiction: \(what), \(name)")
  fatalError("inconsistent")
}
