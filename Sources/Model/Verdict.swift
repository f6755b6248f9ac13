/// What a scenario came to.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
  /// All runs agree and everything expected holds.
  case passed
  /// All runs agree on something that was not expected or not recorded.
  case failed
  /// The runs disagree.
  case nondeterministic
  /// It could not be found out.
  case broken
}
