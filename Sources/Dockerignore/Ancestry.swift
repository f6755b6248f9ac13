/// The directories above a path, as the reference takes them from its text.
enum Ancestry {
  /// Where the directories above `path` end, outermost first: `a/b/c` has `a` and `a/b`.
  ///
  /// A path that begins with `/`, which no entry of a context does, has the empty path above it, and `/` also
  /// itself when nothing else is (moby/patternmatcher, `MatchesOrParentMatches`, with Go's `filepath.Dir`).
  static func ends(of path: [UInt8]) -> [Int] {
    let slash = UInt8(ascii: "/")
    var ends = path.indices.filter { path[$0] == slash }
    if ends == [0] { ends.append(1) }
    return ends
  }
}
