internal import Fingerprints

/// A version as asdf and mise take it: a release, `latest`, `system`, `ref:commit`, `path:folder`, `prefix:1.2`.
struct ToolRequest {
  /// Whether it is one release, or one commit.
  let isExact: Bool
  /// Where it is built from; nil for a release.
  let source: String?
  /// The folder it lies in; nil when it does not name one.
  let path: String?
  /// Why it is not exact; nil when it is.
  let reason: String?

  init(_ version: String, of tool: String) {
    var source: String?
    var path: String?
    var reason: String?
    // mise takes `ref-commit` as well.
    let commits = ["ref", "tag", "branch", "rev"]
    let kind =
      commits.first { version.starts(with: $0 + ":") || version.starts(with: $0 + "-") }
      ?? ["path", "prefix"].first { version.starts(with: $0 + ":") } ?? ""
    let value = version.utf8.dropFirst(kind.utf8.count + 1).text
    switch kind {
    case "ref", "rev", "tag", "branch":
      source = "ref:" + value
      if kind == "branch" || kind == "tag" || !value.isCommit { reason = "is no full commit" }
    case "path":
      source = "file:" + value
      path = value
      reason = "lies outside the tree"
    case "prefix": reason = "is the newest release that begins so"
    default: reason = Self.reason(version, of: tool)
    }
    isExact = reason == nil
    self.source = source
    self.path = path
    self.reason = reason
  }

  private static func reason(_ version: String, of tool: String) -> String? {
    if version.hasSameBytes(as: "system") { return "is whatever the machine has" }
    if version.holds("{{") || version.holds("{%") { return "is filled in by mise when it is read" }
    let moving = ["latest", "stable", "lts", "nightly", "beta", "dev", "master", "main", "head", "edge", "canary"]
    let word = version.utf8.prefix { $0.isLetter }.text.lowercased()
    if moving.contains(word), !version.utf8.contains(where: \.isDigit) || word == "latest" || word == "lts" {
      return "is a moving name"
    }
    if version.starts(with: "sub-") { return "depends on the newest release" }
    if version.utf8.contains(where: { "<>=^~*|".utf8.contains($0) }) { return "is a range, not a version" }
    // asdf takes `3.11` for a release, mise for the newest that begins so.
    let numbers = self.numbers(version)
    if numbers == 0 { return "names no release" }
    if isDated(version) { return nil }
    let needed = twoNumberTools.contains(tool) ? 2 : 3
    return numbers >= needed ? nil : "may be the newest of several releases: mise takes it for a prefix"
  }

  /// `nightly-2024-01-31`
  private static func isDated(_ version: String) -> Bool {
    let parts = version.utf8.split(separator: UInt8(ascii: "-")).suffix(3)
    return parts.allSatisfy { $0.allSatisfy(\.isDigit) } && parts.map(\.count) == [4, 2, 2]
  }

  /// How many numbers with dots between them it holds, at the place where it holds the most:
  /// 3 in `temurin-21.0.1+12`.
  private static func numbers(_ version: String) -> Int {
    version.utf8.split { !($0.isDigit || $0 == UInt8(ascii: ".")) }.map { part in
      part.split(separator: UInt8(ascii: ".")).count
    }.max() ?? 0
  }

  /// Tools whose releases have two numbers.
  private static let twoNumberTools: Set<String> = ["postgres", "postgresql"]
}
