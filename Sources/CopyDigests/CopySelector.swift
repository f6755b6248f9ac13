internal import Glob

/// What one source of an instruction selects of the context.
///
/// Source: moby/buildkit, solver/llbsolver/ops/opsutils/contenthash.go, `Selector`, with what the Dockerfile frontend
/// sets in it (H7).
public struct CopySelector: Hashable, Sendable {
  /// Absolute in the context and clean; perhaps with wildcards.
  public let path: [UInt8]
  /// Patterns one of which an entry below ``path`` or a directory above it must match; empty for everything.
  public let includes: [[UInt8]]
  /// Patterns of what is left out, relative to what is copied.
  public let excludes: [[UInt8]]
  /// Beginnings of paths, absolute in the context, for each of which something must be selected. Only heeded where
  /// there are wildcards, includes or excludes; else ``path`` itself must be there.
  public let required: [[UInt8]]

  /// - Parameter path: relative paths count as relative to the context's root, out of which no `..` leads.
  public init(path: [UInt8], includes: [[UInt8]] = [], excludes: [[UInt8]] = [], required: [[UInt8]] = []) {
    self.path = CleanPath.joined([UInt8(ascii: "/")], path)
    self.includes = includes
    self.excludes = excludes
    self.required = required
  }

  /// Whether ``path`` has a `*`, `?` or `[` that no backslash escapes.
  public var hasWildcard: Bool { Self.hasWildcard(path[...]) }

  /// Whether a list of entries is selected and not all that lies at one path.
  var selectsList: Bool { !includes.isEmpty || !excludes.isEmpty || hasWildcard }

  /// The path as the tree spells it; empty for the root.
  public var relativePath: [UInt8] { Array(path.dropFirst()) }

  /// The components before the first one with a wildcard, relative to the root. Backslashes in them stay: they are
  /// looked up as they are.
  var fixedPrefix: [UInt8] {
    let slash = UInt8(ascii: "/")
    return Array(
      relativePath.split(separator: slash).prefix { !Self.hasWildcard($0) }.joined(separator: [slash]))
  }

  private static func hasWildcard(_ text: ArraySlice<UInt8>) -> Bool {
    var isEscaped = false
    for byte in text {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["): return true
      default: break
      }
    }
    return false
  }
}
