internal import PlainYAML

/// Why a text that is read by itself is no YAML or JSON.
public struct UnreadableText: Error, Hashable, Sendable {
  /// Counted from 1; 0 when it is about the whole text.
  public let line: Int
  /// One line.
  public let message: String
}

extension YAMLTree {
  /// Reads `text`, for readings that look at one file alone.
  static func reading(_ text: String) throws(UnreadableText) -> YAMLTree {
    do throws(Failure) {
      return try parse(text)
    } catch {
      throw UnreadableText(line: error.line, message: error.message)
    }
  }
}
