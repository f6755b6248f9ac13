internal import Dockerignore
internal import Fingerprints

/// Says what is wrong with a line of an ignore file.
enum IgnoreFileErrorText {
  static func describe(_ error: IgnoreFileError) -> String {
    switch error.problem {
    case .lineTooLong: "the line is longer than 64 KiB"
    case .exclamationMarkAlone: "\"!\" stands alone; it needs a pattern behind it"
    case .patternSyntax(let pattern):
      "syntax error in the pattern \"\(shown(pattern))\" "
        + "(an unclosed or empty class, a broken range, or a backslash at the end)"
    case .matching(let pattern):
      "the builder fails when it compares a path with the pattern \"\(shown(pattern))\": "
        + "it makes a regular expression of it, and that one is not valid"
    case .tooComplex: "the patterns up to this line are too many or too large to be held in memory"
    }
  }

  /// Not in the spelling of paths, which would double every backslash of a pattern.
  private static func shown(_ pattern: [UInt8]) -> String {
    PathText.visible(String(decoding: pattern, as: UTF8.self))
  }
}
