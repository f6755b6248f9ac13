/// What a set of compose files that are merged is read in: the project's own, or those of one `include`.
struct ComposeScope {
  /// What their paths are relative to.
  let directory: String
  /// Where their variables are looked up.
  let environment: [String: String]
  /// The files that include them, outermost first.
  let ancestors: [String]
}
