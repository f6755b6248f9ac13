internal import Glob

/// The rules of a `.dockerignore`, in the order of their lines; the last rule that matches decides.
public struct IgnoreFile: Sendable {
  public let rules: [IgnoreRule]

  /// No rules: nothing is ignored.
  public static let empty = IgnoreFile(rules: [])

  init(rules: [IgnoreRule]) { self.rules = rules }

  /// Reads the bytes of an ignore file as moby/patternmatcher's `ignorefile.ReadAll` does.
  ///
  /// Lines end at `\n`, one `\r` before it belongs to the line end. One byte order mark at the start is
  /// dropped. A line that begins with `#` is a comment; blanks at both ends of a line do not count.
  /// - Throws: ``IgnoreFileError`` at the first line that makes the builder fail.
  public init(_ bytes: [UInt8]) throws(IgnoreFileError) {
    var rules: [IgnoreRule] = []
    var number = 0
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      // bufio.Scanner's buffer is 64 KiB and must hold the line end as well.
      guard end - start < 65_536 - (end == bytes.count ? 0 : 1) else {
        throw IgnoreFileError(line: number, problem: .lineTooLong)
      }
      var line = bytes[start..<end]
      if end < bytes.count || line.last == 0x0D, line.last == 0x0D { line = line.dropLast() }
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      if let rule = try Self.rule(line, number: number) { rules.append(rule) }
      start = end + 1
    }
    self.rules = rules
  }

  private static func rule(_ line: ArraySlice<UInt8>, number: Int) throws(IgnoreFileError) -> IgnoreRule? {
    if line.first == UInt8(ascii: "#") { return nil }
    let source = Blanks.trim(line)
    guard !source.isEmpty else { return nil }
    var body = source
    let negated = body.first == UInt8(ascii: "!")
    if negated { body = Blanks.trim(body.dropFirst()) }
    guard !body.isEmpty else { throw IgnoreFileError(line: number, problem: .exclamationMarkAlone) }
    var pattern = CleanPath.clean(body)
    if pattern.count > 1, pattern.first == UInt8(ascii: "/") { pattern.removeFirst() }
    if negated, pattern == [UInt8(ascii: "/")] {
      throw IgnoreFileError(line: number, problem: .exclamationMarkAlone)
    }
    do {
      return IgnoreRule(
        line: number, source: Array(source), pattern: try Pattern(pattern), negated: negated)
    } catch {
      throw IgnoreFileError(line: number, problem: .patternSyntax(Array(source)))
    }
  }
}

/// Why a builder would refuse the ignore file.
public struct IgnoreFileError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    /// A line of 64 KiB or more.
    case lineTooLong
    /// `!` with nothing behind it.
    case exclamationMarkAlone
    /// A pattern the reference calls a syntax error; the line is carried as written.
    case patternSyntax([UInt8])
  }

  /// Counted from 1.
  public let line: Int
  public let problem: Problem
}
