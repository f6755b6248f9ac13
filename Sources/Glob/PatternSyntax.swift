/// The reference's validity check: the error of Go's `filepath.Match(pattern, ".")`.
///
/// It is no check of the whole pattern: Go stops at the first chunk (the part up to the next `*` outside a
/// class) that does not match ".", so a later mistake is found only when the pattern is first evaluated.
/// Source: Go, path/filepath/match.go, `Match`, `scanChunk`, `matchChunk`, `getEsc` (Unix form).
enum PatternSyntax {
  static func check(_ pattern: [UInt8]) throws(PatternSyntaxError) {
    var name: ArraySlice<UInt8> = [UInt8(ascii: ".")][...]
    var rest = pattern[...]
    while !rest.isEmpty {
      let (star, chunk, remainder) = scanChunk(rest)
      rest = remainder
      if star, chunk.isEmpty { return }
      if let after = try matchChunk(chunk, name), after.isEmpty || !rest.isEmpty {
        name = after
        continue
      }
      guard star else { return }
      var matched = false
      var skipped = name.startIndex
      while skipped < name.endIndex, name[skipped] != UInt8(ascii: "/") {
        if let after = try matchChunk(chunk, name[(skipped + 1)...]) {
          if rest.isEmpty, !after.isEmpty {
            skipped += 1
            continue
          }
          name = after
          matched = true
          break
        }
        skipped += 1
      }
      if !matched { return }
    }
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
        if !failed {
          let (value, length) = Scalars.decode(Array(name), at: 0)
          scalar = value
          name = name.dropFirst(length)
        }
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
          name = name.dropFirst(Scalars.decode(Array(name), at: 0).length)
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
    let (scalar, length) = Scalars.decode(Array(chunk), at: 0)
    if scalar == Scalars.replacement, length == 1 { throw PatternSyntaxError() }
    chunk = chunk.dropFirst(length)
    guard !chunk.isEmpty else { throw PatternSyntaxError() }
    return scalar
  }
}
