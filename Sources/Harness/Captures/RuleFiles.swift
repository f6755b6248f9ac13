internal import Captures
internal import Files
internal import Fingerprints
internal import Git

/// Files with rules that lie outside of what is checked out.
enum RuleFiles {
  private static let largest = 16 << 20

  /// Of a file that is there or not; comments and empty lines count for nothing.
  static func rule(_ role: String, path: String?) throws(DigestUnavailable) -> Capture.RuleFile {
    guard let path, case .success(let bytes) = BoundedFile.read(path, limit: largest) else {
      return Capture.RuleFile(role: role, sha256: "", lines: 0)
    }
    return try rule(role, bytes: bytes)
  }

  static func rule(_ role: String, bytes: [UInt8]) throws(DigestUnavailable) -> Capture.RuleFile {
    let lines = bytes.split(separator: 0x0A).map { $0.last == 0x0D ? $0.dropLast() : $0 }
      .filter { !$0.isEmpty && $0.first != UInt8(ascii: "#") }
    guard !lines.isEmpty else { return Capture.RuleFile(role: role, sha256: "", lines: 0) }
    return Capture.RuleFile(
      role: role, sha256: try SHA256Digest.of(Array(lines.joined(separator: [0x0A]))).hex, lines: lines.count)
  }
}

/// Settings of git that have a part in what a checkout looks like.
enum GitSettings {
  /// Those whose values are words or numbers: nothing in them can be secret.
  private static let plain = [
    "core.autocrlf", "core.eol", "core.safecrlf", "core.filemode", "core.ignorecase", "core.symlinks",
    "core.precomposeunicode", "core.sharedrepository", "core.protecthfs", "core.protectntfs", "core.sparsecheckout",
    "core.sparsecheckoutcone", "core.fsmonitor", "core.untrackedcache", "core.checkstat", "core.trustctime",
    "extensions.partialclone", "extensions.worktreeconfig", "feature.manyfiles", "submodule.recurse",
  ]
  /// Those of which only is told that they are set.
  private static let present = ["filter.lfs.smudge", "filter.lfs.process", "core.hookspath", "core.attributesfile"]

  static func read(_ repository: borrowing UserRepository) -> [String: String] {
    var settings: [String: String] = [:]
    for name in plain {
      settings[name] = repository.setting(name).map(word) ?? Capture.gitDefaults[name] ?? Capture.unset
    }
    for name in present { settings[name] = repository.setting(name) == nil ? Capture.unset : "set" }
    return settings
  }

  /// A value that is a plain word, in lower case; "other" for anything else.
  private static func word(_ value: String) -> String {
    let isPlain =
      value.utf8.count <= 16
      && value.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
      }
    return isPlain ? value.lowercased() : "other"
  }
}
