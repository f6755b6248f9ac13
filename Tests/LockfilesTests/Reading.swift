import Fingerprints
import Lockfiles

/// Files kept in memory.
struct MemorySource: LockfileSource {
  var files: [String: [UInt8]] = [:]

  func bytes(at path: String) -> [UInt8]? { files[path] }

  func paths(below folder: String) -> [String] {
    files.keys.filter { folder.isEmpty || $0.hasPrefix(folder + "/") }.sorted()
  }
}

/// Reads `text` as the file `path`, with `others` beside it.
func read(_ path: String, _ text: String, others: [String: String] = [:]) throws -> Lockfile {
  try read(path, Array(text.utf8), others: others)
}

func read(_ path: String, _ bytes: [UInt8], others: [String: String] = [:]) throws -> Lockfile {
  let source = MemorySource(files: others.mapValues { Array($0.utf8) })
  return try LockfileReader.read(path, bytes: bytes, from: source)
}

extension Lockfile {
  /// The verdict on its freshness: `fresh`, `stale` or `unknown`.
  var verdict: String { freshness.verdict.rawValue }

  /// `name==version` for each exact package, `name` and specifier for the others.
  var pins: [String] {
    packages.map { $0.version.isEmpty ? $0.name : $0.name + ($0.isExact ? "==" : "") + $0.version }
  }

  /// `code` or `code:line` or `code:file:line` of each finding.
  var codes: [String] {
    findings.map { finding in
      ([finding.code] + [finding.file, finding.line.map(String.init)].compactMap { $0 }).joined(separator: ":")
    }
  }
}
