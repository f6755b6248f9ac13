/// Go's `filepath.Match` (Unix form): `*`, `?`, classes and `\`, no `**`.
///
/// Builders use it in two places: to judge a pattern when the rules are read, and to expand wildcards in the
/// names of what is copied. It never goes back behind a `*` it has left, so it is quadratic at most.
/// Source: Go, path/filepath/match.go, `Match`, `scanChunk`, `matchChunk`, `getEsc`.
public enum NameMatch {
  /// The reference's validity check of a pattern: whether matching "." against it fails.
  ///
  /// It is no check of the whole pattern: Go stops at the first chunk (the part up to the next `*` outside a
  /// class) that does not match ".", so a later mistake is found only when the pattern is first evaluated.
  /// - Throws: ``PatternSyntaxError`` for a mistake Go comes across.
  public static func check(_ pattern: [UInt8]) throws(PatternSyntaxError) {
    // Only these begin something that can go wrong.
    guard pattern.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "\\") }) else { return }
    _ = try matches(pattern, [UInt8(ascii: ".")])
  }

  /// Go's `path.Match` also finds mistakes behind the place at which it is clear that nothing matches: it fails on
  /// every name when this does.
  ///
  /// - Throws: ``PatternSyntaxError`` for a mistake anywhere in the pattern.
  public static func checkAll(_ pattern: [UInt8]) throws(PatternSyntaxError) {
    var rest = pattern[...]
    while !rest.isEmpty {
      let (_, chunk, remainder) = scanChunk(rest)
      _ = try matchChunk(chunk, [])
      rest = remainder
    }
  }

  /// Whether all of `name` matches.
  ///
  /// - Throws: ``PatternSyntaxError`` for a mistake Go comes across on the way.
  public static func matches(_ pattern: [UInt8], _ name: [UInt8]) throws(PatternSyntaxError) -> Bool {
    var name = name[...]
    var rest = pattern[...]
    while !rest.isEmpty {
      let (star, chunk, remainder) = scanChunk(rest)
      rest = remainder
      if star, chunk.isEmpty { return !name.contains(UInt8(ascii: "/")) }
      if let after = try matchChunk(chunk, name), after.isEmpty || !rest.isEmpty {
        name = after
        continue
      }
      guard star, let after = try skip(chunk, name, isLast: rest.isEmpty) else { return false }
      name = after
    }
    return name.isEmpty
  }

  /// What is left behind `chunk` when the `*` before it takes one byte or more.
  private static func skip(
    _ chunk: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>, isLast: Bool
  ) throws(PatternSyntaxError) -> ArraySlice<UInt8>? {
    var skipped = name.startIndex
    while skipped < name.endIndex, name[skipped] != UInt8(ascii: "/") {
      if let after = try matchChunk(chunk, name[(skipped + 1)...]), !isLast || after.isEmpty { return after }
      skipped += 1
    }
    return nil
  }

  private static func scanChunk(
    _ pattern: ArraySlice<UInt8>
  ) -> (star: Bool, chunk: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
    let body = pattern.drop { $0 == UInt8(ascii: "*") }
    var insideClass = false
    var index = body.startIndex
    scan: while index < body.endIndex {
      switch body[index] {
      case UInt8(ascii: "\\"): if index + 1 < body.endIndex { index += 1 }
      case UInt8(ascii: "["): insideClass = true
      case UInt8(ascii: "]"): insideClass = false
      case UInt8(ascii: "*"): if !insideClass { break scan }
      default: break
      }
      index += 1
    }
    return (body.count < pattern.count, body[..<index], body[index...])
  }

  /// What is left of `name` behind the match, nil when the chunk does not match.
  private static func matchChunk(
    _ chunk: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>
  ) throws(PatternSyntaxError) -> ArraySlice<UInt8>? {
    var chunk = chunk
    var name = name
    var failed = false
    while let head = chunk.first {
      if !failed, name.isEmpty { failed = true }
      switch head {
      case UInt8(ascii: "["):
        var scalar: UInt32 = 0
        if !failed { scalar = takeScalar(&name) }
        chunk = chunk.dropFirst()
        var negated = false
        if chunk.first == UInt8(ascii: "^") {
          negated = true
          chunk = chunk.dropFirst()
        }
        var matched = false
        var ranges = 0
        while true {
          if chunk.first == UInt8(ascii: "]"), ranges > 0 {
            chunk = chunk.dropFirst()
            break
          }
          let low = try member(&chunk)
          var high = low
          if chunk.first == UInt8(ascii: "-") {
            chunk = chunk.dropFirst()
            high = try member(&chunk)
          }
          if low <= scalar, scalar <= high { matched = true }
          ranges += 1
        }
        if matched == negated { failed = true }
      case UInt8(ascii: "?"):
        if !failed {
          if name.first == UInt8(ascii: "/") { failed = true }
          _ = takeScalar(&name)
        }
        chunk = chunk.dropFirst()
      case UInt8(ascii: "\\"):
        chunk = chunk.dropFirst()
        guard !chunk.isEmpty else { throw PatternSyntaxError() }
        fallthrough
      default:
        if !failed {
          if chunk.first != name.first { failed = true }
          name = name.dropFirst()
        }
        chunk = chunk.dropFirst()
      }
    }
    return failed ? nil : name
  }

  /// One end of a range in a class, perhaps quoted (`getEsc`).
  private static func member(_ chunk: inout ArraySlice<UInt8>) throws(PatternSyntaxError) -> UInt32 {
    guard let head = chunk.first, head != UInt8(ascii: "-"), head != UInt8(ascii: "]") else {
      throw PatternSyntaxError()
    }
    if head == UInt8(ascii: "\\") {
      chunk = chunk.dropFirst()
      guard !chunk.isEmpty else { throw PatternSyntaxError() }
    }
    let length = chunk.count
    let scalar = takeScalar(&chunk)
    guard scalar != Scalars.replacement || length - chunk.count > 1 else { throw PatternSyntaxError() }
    guard !chunk.isEmpty else { throw PatternSyntaxError() }
    return scalar
  }

  /// Takes the first character away; a byte that is not UTF-8 counts as U+FFFD.
  private static func takeScalar(_ bytes: inout ArraySlice<UInt8>) -> UInt32 {
    // A character takes four bytes at most.
    let (scalar, length) = Scalars.decode(Array(bytes.prefix(4)), at: 0)
    bytes = bytes.dropFirst(length)
    return scalar > Scalars.maximum ? Scalars.replacement : scalar
  }
}

/// A pattern the reference refuses when it reads the rules: an unclosed class, a backslash at the end, an
/// empty or broken range.
public struct PatternSyntaxError: Error, Hashable, Sendable {
  public init() {}
}
