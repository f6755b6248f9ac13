internal import IgnoreEngines

/// The builders whose ignore rules are known, by the names they have on the command line.
public enum IgnoreEngineName: String, CaseIterable, Sendable {
  case buildkit, classic, buildah, kaniko, gitignore

  /// What differs from the others, in one sentence.
  public var summary: String { IgnoreEngine(rawValue: rawValue)?.summary ?? "" }
}
