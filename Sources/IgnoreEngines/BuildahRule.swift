internal import Dockerignore
internal import Glob

/// A line of an ignore file as buildah reads it.
///
/// Reading is not Docker's: a byte order mark is not dropped before comments are looked for, slashes at both ends go
/// before blanks do, so that ` /a` keeps its slash and matches nothing, and blanks behind a `!` stay. Sources:
/// openshift/imagebuilder, builder.go, `ParseIgnore`; containers/storage, pkg/fileutils, `NewPatternMatcher`.
struct BuildahRule: Sendable {
  let rule: EngineRule
  let pattern: Pattern

  /// Reads the bytes of an ignore file.
  ///
  /// - Throws: ``IgnoreFileError`` at the first line that makes the build fail.
  static func read(_ bytes: [UInt8]) throws(IgnoreFileError) -> [BuildahRule] {
    var rules: [BuildahRule] = []
    var size = 0
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let rule = try BuildahRule(line, number: index + 1) else { continue }
      size += rule.pattern.size
      guard size <= IgnoreFile.maximumSize else { throw IgnoreFileError(line: index + 1, problem: .tooComplex) }
      rules.append(rule)
    }
    return rules
  }

  /// Nil when the line says nothing.
  private init?(_ line: ArraySlice<UInt8>, number: Int) throws(IgnoreFileError) {
    if line.first == UInt8(ascii: "#") { return nil }
    let trimmed = Blanks.trim(line.trimmingSlashes)
    guard !trimmed.isEmpty else { return nil }
    var text = CleanPath.clean(trimmed)
    let negated = text.first == UInt8(ascii: "!")
    if negated {
      guard text.count > 1 else { throw IgnoreFileError(line: number, problem: .exclamationMarkAlone) }
      text = CleanPath.clean(text.dropFirst())
      if text.first == slash { text.removeFirst() }
    }
    rule = EngineRule(line: number, source: Array(Blanks.trim(line)), negated: negated)
    do {
      pattern = try Pattern(text, dialect: .containers)
    } catch {
      throw IgnoreFileError(line: number, problem: .patternSyntax(rule.source))
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate var trimmingSlashes: ArraySlice<UInt8> {
    var rest = drop { $0 == slash }
    while rest.last == slash { rest.removeLast() }
    return rest
  }
}

private let slash = UInt8(ascii: "/")
