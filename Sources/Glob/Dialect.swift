/// Whose reading of a pattern's text is meant.
public enum Dialect: Hashable, Sendable {
  /// moby/patternmatcher: a pattern is compared with the whole of one path.
  case moby
  /// containers/storage, `pkg/fileutils`: every pattern is a regular expression, and one that matches a directory
  /// matches all that is below it too.
  case containers
}
