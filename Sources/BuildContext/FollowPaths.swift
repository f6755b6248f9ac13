public import Dockerignore
public import Fingerprints
internal import Glob

/// Turns the sources of COPY and ADD into patterns of what the builder asks its client for.
///
/// Links on the way to a source are resolved inside the context, and both the link and what it leads to are
/// asked for. A wildcard is expanded only to find links; it stays in the patterns, in which it then has the
/// meaning it has in an ignore file. Source: tonistiigi/fsutil, `FollowLinks`, with its order of work: what
/// was reached once is not followed again, even with other components behind it.
public enum FollowPaths {
  /// The patterns for `paths`; nil when everything is asked for.
  ///
  /// - Throws: what `files` throws, and ``ContextFailure`` for a source the builder refuses as a pattern.
  public static func patterns(_ paths: [BytePath], in files: some ContextFiles) throws -> IgnoreFile? {
    var resolver = Resolver(files: files)
    for path in paths { try resolver.follow(path.bytes) }
    guard let patterns = withoutNested(resolver.reached.sorted { $0.lexicographicallyPrecedes($1) }) else {
      return nil
    }
    do throws(IgnoreFileError) {
      return try IgnoreFile(patterns: patterns)
    } catch {
      throw ContextFailure.ignoreFile(name: "the sources of COPY and ADD", error)
    }
  }

  /// What is asked for to have `path`: it, the links on the way and what they lead to, wildcards kept; relative to the
  /// root, ascending by bytes.
  ///
  /// - Throws: what `files` throws.
  public static func reached(from path: BytePath, in files: some ContextFiles) throws -> [BytePath] {
    var resolver = Resolver(files: files)
    try resolver.follow(path.bytes)
    return resolver.reached.sorted { $0.lexicographicallyPrecedes($1) }.map { BytePath($0 == [0x2E] ? [] : $0) }
  }

  /// Leaves out what lies below another one; nil when the root is asked for.
  private static func withoutNested(_ sorted: [[UInt8]]) -> [[UInt8]]? {
    var kept: [[UInt8]] = []
    for path in sorted {
      if path == [UInt8(ascii: ".")] { return nil }
      if path.starts(with: (kept.last ?? []) + [UInt8(ascii: "/")]) { continue }
      kept.append(path)
    }
    return kept
  }

  private struct Resolver<Files: ContextFiles> {
    let files: Files
    var reached: Set<[UInt8]> = []

    mutating func follow(_ path: [UInt8]) throws {
      // Work that is found while a path is followed comes before what was to be done after it.
      var pending = [path]
      while let next = pending.popLast() {
        guard let found = try step(CleanPath.joined([UInt8(ascii: ".")], next)) else { continue }
        pending += found.reversed()
      }
    }

    /// Follows `path` up to the first link; where that leads, with what is left of the path behind it.
    private mutating func step(_ path: [UInt8]) throws -> [[UInt8]]? {
      var rest = path[...]
      var current = [UInt8(ascii: ".")]
      while true {
        let component = rest.prefix { $0 != UInt8(ascii: "/") }
        rest = rest.dropFirst(component.count + 1)
        current = CleanPath.joined(current, Array(component))
        let targets = try links(current, expanding: true)
        if rest.isEmpty || !targets.isEmpty, reached.contains(current) { return nil }
        if !targets.isEmpty {
          reached.insert(current)
          return targets.map { CleanPath.joined($0, Array(rest)) }
        }
        if rest.isEmpty {
          reached.insert(current)
          return nil
        }
      }
    }

    /// Where the link at `path` leads, or each link whose name matches its last component.
    private func links(_ path: [UInt8], expanding: Bool) throws -> [[UInt8]] {
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
      let directory = slash.map { Array(path[..<$0]) } ?? [UInt8(ascii: ".")]
      let name = slash.map { Array(path[($0 + 1)...]) } ?? path
      if expanding, hasWildcard(name) {
        guard let inside = Self.inside(directory), let names = try files.names(in: inside) else { return [] }
        return try names.sorted { $0.lexicographicallyPrecedes($1) }
          .filter { (try? NameMatch.matches(name, $0)) == true }
          .flatMap { try links(CleanPath.joined(directory, $0), expanding: false) }
      }
      guard let inside = Self.inside(path), let target = try files.link(at: inside) else { return [] }
      let root = [UInt8(ascii: "/")]
      if target.first == UInt8(ascii: "/") { return [CleanPath.clean(target)] }
      return [CleanPath.joined(root, CleanPath.joined(directory, target))]
    }

    /// Nil for what lies above the root: there is nothing to be found there.
    private static func inside(_ path: [UInt8]) -> BytePath? { BytePath(path).normalised() }

    private func hasWildcard(_ name: [UInt8]) -> Bool {
      var quoted = false
      for byte in name {
        if quoted { quoted = false; continue }
        switch byte {
        case UInt8(ascii: "\\"): quoted = true
        case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["): return true
        default: break
        }
      }
      return false
    }
  }
}
