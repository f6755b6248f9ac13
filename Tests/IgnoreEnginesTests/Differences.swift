import IgnoreEngines

/// An ignore file, the files of a context, and which of them each engine keeps.
struct Difference: Sendable {
  let rules: String
  let files: [String]
  private let kept: [IgnoreEngine: [String]]

  /// Names are separated by blanks; an engine that is not named answers as BuildKit does.
  init(
    _ rules: String, _ files: String, buildkit: String, classic: String? = nil, buildah: String? = nil,
    kaniko: String? = nil, gitignore: String? = nil
  ) {
    self.rules = rules
    self.files = Self.names(files)
    kept = [
      .buildkit: buildkit, .classic: classic ?? buildkit, .buildah: buildah ?? buildkit, .kaniko: kaniko ?? buildkit,
      .gitignore: gitignore ?? buildkit,
    ].mapValues(Self.names)
  }

  func kept(by engine: IgnoreEngine) -> [String] { kept[engine] ?? [] }

  private static func names(_ text: String) -> [String] { text.split(separator: " ").map { String($0) } }
}

extension Difference {
  static let all = exceptions + parents + dialects + reading

  /// How exceptions reach into ignored directories.
  static let exceptions = [
    Difference("a/*\n!a/b", "a/b a/c", buildkit: "a/b"),
    Difference("a\n!a/b", "a/b a/c", buildkit: "a/b", gitignore: ""),
    Difference("a\n!a/*.md", "a/x.md a/b/y.md a/c", buildkit: "a/x.md", gitignore: ""),
    Difference("*\n!docs", "docs/x docs/y/z b", buildkit: "docs/x docs/y/z", gitignore: ""),
    Difference(
      "*\n!**/*.md", "README.md src/a.md docs/x/b.md c.txt", buildkit: "README.md src/a.md docs/x/b.md",
      classic: "README.md", buildah: "README.md", gitignore: "README.md"),
    Difference(
      "*\n!docs/*/d.md", "README.md docs/x/d.md docs/x/e", buildkit: "docs/x/d.md", classic: "", buildah: "",
      gitignore: ""),
    Difference(
      "a\n!*/b", "a/b a/c", buildkit: "a/b", classic: "", buildah: "", gitignore: ""),
    // Each looks at the text of the exceptions only, and BuildKit takes two endings off.
    Difference("a\n!a/*/**", "a/b/c a/d", buildkit: "", kaniko: "a/b/c"),
    Difference("do\n!**/z", "do/z do/y", buildkit: "do/z", classic: "", buildah: "", gitignore: ""),
    // Buildah enters `do` because the text `docs/x` begins with it.
    Difference(
      "do\n!docs/x\n!**/z", "do/z do/y docs/x", buildkit: "do/z docs/x", classic: "docs/x", gitignore: "docs/x"),
    // A directory is entered for an exception that names it and nothing more.
    Difference("*\n!a\na\n!a/*", "a/b c", buildkit: "a/b", gitignore: ""),
    Difference("a\n!a\nb", "a/x b/x", buildkit: "a/x"),
    Difference(
      "!a\na\n!**/x", "a/x a/y", buildkit: "a/x", gitignore: ""),
  ]

  /// What a rule for a directory says of what is below it.
  static let parents = [
    Difference("a", "a/b/c/d x/a/b", buildkit: "x/a/b", gitignore: ""),
    Difference("a/*", "a/b/c/d", buildkit: ""),
    Difference(
      "**/dist", "dist/x a/dist/x a/b/dist/x dist2", buildkit: "dist2", kaniko: "dist/x a/b/dist/x dist2"),
    Difference("**/dist/**", "dist/x a/b/dist/x", buildkit: ""),
    Difference("*.d", "x.d/y/z x/y.d", buildkit: "x/y.d", gitignore: ""),
    Difference("x/**/c", "x/c/1 x/a/c/1 x/a/b/c/1", buildkit: "", kaniko: "x/c/1 x/a/b/c/1"),
    Difference(
      "a/b/dist\n!a", "a/b/dist/x a/c", buildkit: "a/c", buildah: "a/b/dist/x a/c", kaniko: "a/b/dist/x a/c"),
    Difference(
      "node_modules\n!node_modules/keep\n**/node_modules", "node_modules/keep/index.js node_modules/b c",
      buildkit: "node_modules/keep/index.js c", buildah: "c", gitignore: "c"),
    // A walk does not ask the last rule about `a`, of which it would not change the answer, and so forgets it.
    Difference("a\n!a/b\na", "a/b a/c d", buildkit: "a/b d", buildah: "d", kaniko: "d", gitignore: "d"),
    Difference("a/", "a b/c", buildkit: "b/c", gitignore: "a b/c"),
  ]

  /// How one pattern is read.
  static let dialects = [
    Difference("**.md", ".md x.md a/x.md", buildkit: "", buildah: "x.md a/x.md"),
    Difference("**foo", "foo barfoo a/barfoo", buildkit: "", buildah: "barfoo a/barfoo"),
    Difference("a+b", "a+b aab", buildkit: "aab", buildah: "a+b"),
    Difference("(a)", "a (a)", buildkit: "a", buildah: "(a)"),
    Difference("a{2}", "aa a{2}", buildkit: "aa", buildah: "a{2}"),
    Difference("a|b", "a a|b axx b c xb", buildkit: "a axx b c xb", buildah: "c"),
    Difference("a|b*", "a a|b axx b c xb", buildkit: "c", buildah: "c", gitignore: "a axx b c xb"),
    Difference("^a", "a ^a", buildkit: "a", buildah: "^a"),
    Difference("$a", "a $a", buildkit: "a"),
    Difference("x.md", "x.md xxmd", buildkit: "xxmd"),
    Difference("?", "a bb c/d", buildkit: "bb", gitignore: "bb"),
    Difference("[!a]", "a b", buildkit: "b", gitignore: "a"),
    Difference("[^a]", "a b", buildkit: "a"),
    Difference("\\d", "5 d", buildkit: "d", gitignore: "5"),
    Difference("a/**/b", "a/b a/x/b a/x/y/b ab", buildkit: "ab"),
  ]

  /// How lines become patterns.
  static let reading = [
    Difference("*\n! keep", "keep other", buildkit: "keep", buildah: "", gitignore: ""),
    Difference("*\n!/keep", "keep other", buildkit: "keep"),
    Difference("*\n!./keep", "keep other", buildkit: "keep", gitignore: ""),
    Difference(" a", "a b", buildkit: "b", gitignore: "a b"),
    Difference(" /a", "a b", buildkit: "b", buildah: "a b", gitignore: "a b"),
    Difference("/a", "a b/a", buildkit: "b/a"),
    Difference("//a", "a b", buildkit: "b", gitignore: "a b"),
    Difference("./a", "a b", buildkit: "b", gitignore: "a b"),
    Difference("a\t", "a b", buildkit: "b", gitignore: "a b"),
    Difference("a/\r\nb\r\n", "a/x b c", buildkit: "c"),
    Difference(" #x", "#x y", buildkit: "y", gitignore: "#x y"),
    Difference("#x", "#x y", buildkit: "#x y"),
    Difference("\u{FEFF}a", "a b", buildkit: "b"),
    Difference("\u{FEFF}#x", "#x y", buildkit: "#x y", buildah: "y"),
    Difference("x/../a", "a b", buildkit: "b", gitignore: "a b"),
    Difference("a\r/", "a b", buildkit: "b", gitignore: "a b"),
    Difference("", "a b/c", buildkit: "a b/c"),
  ]
}
