internal import Fingerprints
internal import Harness
internal import Model

/// What is said of a context on another platform.
enum PlatformText {
  /// One line a reason, examples below it.
  static func lines(_ answer: PlatformAnswer) -> [String] {
    let facts = answer.facts
    let name = facts.platform.rawValue
    var lines: [String] = []
    for difference in facts.differences {
      lines.append("\(difference.code): \(difference.message); \(difference.remedy)")
      lines += difference.examples.map { "  " + $0 }
    }
    if facts.failsCheckout { lines.append("git does not write all of this commit on \(name)") }
    if facts.isSame {
      lines.append("the context on \(name) is the one on linux")
    } else if facts.digest == answer.linuxDigest {
      lines.append("what is left of the context on \(name) is the one on linux")
    } else {
      lines.append("the context on \(name) differs from the one on linux, \(answer.linuxDigest)")
    }
    return lines
  }
}

/// The JSON of a context on another platform, as `platform` in `lockstep-context/v1` and `lockstep-context-diff/v1`.
struct PlatformJSON: Encodable {
  struct Finding: Encodable {
    let code: String
    /// From the repository's root, as manifests print it.
    let path: String
    let note: String
  }

  let name: String
  let same: Bool
  let checkoutFails: Bool
  let digests: [String: String]
  /// The same schemes on Linux.
  let linux: [String: String]
  let findings: [Finding]

  init(_ answer: PlatformAnswer) {
    name = answer.facts.platform.rawValue
    same = answer.facts.isSame
    checkoutFails = answer.facts.failsCheckout
    digests = [Manifest.scheme: answer.facts.digest]
    linux = [Manifest.scheme: answer.linuxDigest]
    findings = answer.findings.map { Finding(code: $0.code, path: $0.path, note: $0.note) }
  }
}
