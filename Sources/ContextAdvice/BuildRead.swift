internal import Dockerignore
internal import Glob

/// A line of a Dockerfile that reads the context.
public struct BuildRead: Hashable, Sendable {
  /// The Dockerfile, relative to the context's root.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// The instruction as written, on one line.
  public let text: String
  /// Paths in the context, perhaps with wildcards.
  public let sources: [[UInt8]]
  /// What of the sources is left out (`--exclude`).
  public let excludes: [[UInt8]]

  public init(file: String, line: Int, text: String, sources: [[UInt8]], excludes: [[UInt8]] = []) {
    self.file = file
    self.line = line
    self.text = text
    self.sources = sources
    self.excludes = excludes
  }

  /// Whether the instruction copies `path`, or something below it, should it be in the context.
  ///
  /// Wildcards in a source do not match `/`; what is below a match is copied too. Source: moby/buildkit,
  /// `contenthash` (Go's `path.Match` on the path from the root).
  public func reads(_ path: [UInt8]) -> Bool { sources.contains { source(Self.cleaned($0), reads: path) } }

  /// A source as a path from the context's root; empty for the root.
  static func cleaned(_ source: [UInt8]) -> [UInt8] {
    let path = CleanPath.joined([UInt8(ascii: "/")], source)
    return Array(path.dropFirst())
  }

  static func hasWildcard(_ source: [UInt8]) -> Bool {
    source.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }
  }

  private func source(_ source: [UInt8], reads path: [UInt8]) -> Bool {
    guard !source.isEmpty else { return !isExcluded(path[...]) }
    let slash = UInt8(ascii: "/")
    for end in path.indices.filter({ path[$0] == slash }) + [path.count] {
      let prefix = Array(path[..<end])
      guard prefix == source || (Self.hasWildcard(source) && (try? NameMatch.matches(source, prefix)) == true) else {
        continue
      }
      return !isExcluded(path[min(path.count, end + 1)...])
    }
    // A directory on the way to a source is created with it.
    return source.starts(with: path + [slash])
  }

  private func isExcluded(_ path: ArraySlice<UInt8>) -> Bool {
    // What was named itself cannot be excluded.
    guard !excludes.isEmpty, !path.isEmpty, let rules = try? IgnoreFile(patterns: excludes) else { return false }
    var matcher = IgnoreMatcher(rules)
    return (try? matcher.decide(Array(path)).ignored) == true
  }
}
