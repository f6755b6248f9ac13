import ContainerFiles
import Testing

/// What words become; the answers are those of the reference's lexer.
@Suite("variables in Dockerfiles")
struct DockerfileExpansionTests {
  private static let values = [
    "A": "foo/bar/baz.tar.gz", "E": "", "S": "a  b", "K": "한국어", "STAR": "a*b?c", "NL": "one\ntwo", "B": #"\x"#,
  ]

  /// The word as the source of a `COPY` that sees the values; a JSON array keeps its blanks.
  private static func expand(_ word: String) throws -> String {
    let json = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let names = values.keys.sorted().joined(separator: " ")
    let text = "FROM scratch\nARG \(names)\nCOPY [\"\(json)\", \"/d/\"]\n"
    let reads = try Dockerfile(Array(text.utf8)).contextReads(buildArguments: values)
    #expect(reads.first?.unresolved == [])
    return try #require(reads.first?.sources.first).text.description
  }

  @Test("words become what the reference makes of them", arguments: expanded)
  func expansion(_ word: String, _ expected: String) throws {
    #expect(try Self.expand(word) == expected)
  }

  private static let expanded: [(String, String)] = [
    (#"plain"#, #"plain"#),
    (#"$A"#, #"foo/bar/baz.tar.gz"#),
    (#"${A}"#, #"foo/bar/baz.tar.gz"#),
    (#"x${A}y"#, #"xfoo/bar/baz.tar.gzy"#),
    (#"$A.txt"#, #"foo/bar/baz.tar.gz.txt"#),
    (#"${A}$A"#, #"foo/bar/baz.tar.gzfoo/bar/baz.tar.gz"#),
    (#"$U"#, #""#),
    (#"x${U}y"#, #"xy"#),
    (#"$1x"#, #"x"#),
    (#"$12x"#, #"x"#),
    (#"$@@"#, #"@"#),
    (#"$"#, #"$"#),
    (#"a$"#, #"a$"#),
    (#"$."#, #"$."#),
    (#"he$$"#, #"he"#),
    (#"'$A'"#, #"$A"#),
    (#""$A""#, #"foo/bar/baz.tar.gz"#),
    (#""'$A'""#, #"'foo/bar/baz.tar.gz'"#),
    (#"'"$A"'"#, #""$A""#),
    (#"\$A"#, #"$A"#),
    (#"\\$A"#, #"\foo/bar/baz.tar.gz"#),
    (#""\$A""#, #"$A"#),
    (#""a\b""#, #"a\b"#),
    (#"a\b"#, #"ab"#),
    (#"a\ b"#, #"a b"#),
    (#""a b""#, #"a b"#),
    (#"'a\'"#, #"a\"#),
    (#"a\"#, #"a"#),
    (#"$S"#, #"a  b"#),
    (#""$S""#, #"a  b"#),
    (#"$K-$K"#, #"한국어-한국어"#),
    (#"한$K"#, #"한한국어"#),
    (#"${A:-d}"#, #"foo/bar/baz.tar.gz"#),
    (#"${U:-d}"#, #"d"#),
    (#"${E:-d}"#, #"d"#),
    (#"${A-d}"#, #"foo/bar/baz.tar.gz"#),
    (#"${U-d}"#, #"d"#),
    (#"${E-d}"#, #""#),
    (#"${U:-$A}"#, #"foo/bar/baz.tar.gz"#),
    (#"${U:-${E:-x}}"#, #"x"#),
    (#"${U:-"a b"}"#, #"a b"#),
    (#"${U:-'}'}"#, #"}"#),
    (#"${U:-\}}"#, #"}"#),
    (#"${U-}"#, #""#),
    (#"${A:+a}"#, #"a"#),
    (#"${U:+a}"#, #""#),
    (#"${E:+a}"#, #""#),
    (#"${A+a}"#, #"a"#),
    (#"${U+a}"#, #""#),
    (#"${E+a}"#, #"a"#),
    (#"${A:+${S}}"#, #"a  b"#),
    (#"${A:?no}"#, #"foo/bar/baz.tar.gz"#),
    (#"${A?no}"#, #"foo/bar/baz.tar.gz"#),
    (#"${E?no}"#, #""#),
    (#"${A#*/}"#, #"bar/baz.tar.gz"#),
    (#"${A##*/}"#, #"baz.tar.gz"#),
    (#"${A%/*}"#, #"foo/bar"#),
    (#"${A%%/*}"#, #"foo"#),
    (#"${A%.*}"#, #"foo/bar/baz.tar"#),
    (#"${A%%.*}"#, #"foo/bar/baz"#),
    (#"${A#foo}"#, #"/bar/baz.tar.gz"#),
    (#"${A#bar}"#, #"foo/bar/baz.tar.gz"#),
    (#"${A#?}"#, #"oo/bar/baz.tar.gz"#),
    (#"${A##?}"#, #"oo/bar/baz.tar.gz"#),
    (#"${A%}"#, #"foo/bar/baz.tar.gz"#),
    (#"${A#*}"#, #"foo/bar/baz.tar.gz"#),
    (#"${A##*}"#, #""#),
    (#"${A%*}"#, #"foo/bar/baz.tar.gz"#),
    (#"${A%%*}"#, #""#),
    (#"${A#*o}"#, #"o/bar/baz.tar.gz"#),
    (#"${A##*o}"#, #"/bar/baz.tar.gz"#),
    (#"${A#f*r/}"#, #"baz.tar.gz"#),
    (#"${A##f*r}"#, #".gz"#),
    (#"${A%a*}"#, #"foo/bar/baz.t"#),
    (#"${A%%a*}"#, #"foo/b"#),
    (#"${A%b*a?.*}"#, #"foo/bar/"#),
    (#"${STAR#a\*}"#, #"b?c"#),
    (#"${STAR%\?c}"#, #"a*b"#),
    (#"${A#${U:-foo}}"#, #"/bar/baz.tar.gz"#),
    (#"${A%.${U:-gz}}"#, #"foo/bar/baz.tar"#),
    (#"${A#foo\/}"#, #"bar/baz.tar.gz"#),
    (#"${NL#*o}"#, "ne\ntwo"),
    (#"${NL##*}"#, "\ntwo"),
    (#"${NL%t*}"#, "one\n"),
    (#"${NL%%*}"#, "one\n"),
    (#"${NL#???}"#, "\ntwo"),
    (#"${NL#????}"#, "one\ntwo"),
    (#"${A/bar/x}"#, #"foo/x/baz.tar.gz"#),
    (#"${A/ba?/x}"#, #"foo/x/baz.tar.gz"#),
    (#"${A//ba?/x}"#, #"foo/x/x.tar.gz"#),
    (#"${A//a/}"#, #"foo/br/bz.tr.gz"#),
    (#"${A/\//-}"#, #"foo-bar/baz.tar.gz"#),
    (#"${A//\//-}"#, #"foo-bar-baz.tar.gz"#),
    (#"${A//*/x}"#, #"x"#),
    (#"${A///x}"#, #"xfxoxox/xbxaxrx/xbxaxzx.xtxaxrx.xgxzx"#),
    (#"${A//o*/x}"#, #"fx"#),
    (#"${A/o*r/x}"#, #"fx.gz"#),
    (#"${A/nope/x}"#, #"foo/bar/baz.tar.gz"#),
    (#"${A//a/$S}"#, #"foo/ba  br/ba  bz.ta  br.gz"#),
    (#"${A//a/\$0}"#, #"foo/b\ar/b\az.t\ar.gz"#),
    (#"${A//ba?/<\${0}>}"#, #"foo/<\${0/<\${0.tar.gz>}"#),
    (#"${A//ba?/$$}"#, #"foo//.tar.gz"#),
    (#"${A/ba?/\$0}"#, #"foo/\$0/baz.tar.gz"#),
    (#"${U/a/b}"#, #""#),
    (#"${E/a/b}"#, #""#),
    (#"${NL//o*/x}"#, "x\ntwx"),
    (#"${NL/?/x}"#, "xne\ntwo"),
    (#"${A/[/x}"#, #"foo/bar/baz.tar.gz"#),
    (#"${A/./x}"#, #"foo/bar/bazxtar.gz"#),
    (#"${A}}"#, #"foo/bar/baz.tar.gz}"#),
    (#"${-}"#, #""#),
    (#"${#}"#, #""#),
    (#"${?}"#, #""#),
    (#"${1}"#, #""#),
    (#"${1:-d}"#, #"d"#),
    (#"${é:-d}"#, #"d"#),
    (#"${B#\\}"#, #"x"#),
    (#"${S/  /-}"#, #"a-b"#),
    (#"${U:-a b}"#, #"a b"#),
  ]

  @Test("what the reference refuses is refused, at its line", arguments: refused)
  func refusal(_ word: String) throws {
    #expect {
      _ = try Self.expand(word)
    } throws: { error in
      (error as? DockerfileError)?.line == 3
    }
  }

  private static let refused: [String] = [
    #"${U:?no}"#,
    #"${U?no}"#,
    #"${E:?no}"#,
    #"${U:?}"#,
    #"${E:?}"#,
    #"${U?}"#,
    #"${STAR#a\b}"#,
    #"${A/a}"#,
    #"${A/a/b"#,
    #"${A"#,
    #"${"#,
    #"${}"#,
    #"${:-x}"#,
    #"${{A}"#,
    #"${A:=x}"#,
    #"${A:#x}"#,
    #"${A=x}"#,
    #"${A!}"#,
    #"${.}"#,
    #"${A:"#,
    #"${A:-x"#,
    #"'a"#,
    #""a"#,
    #""a\""#,
    #""${A""#,
    #"${A:-"}"#,
  ]
}
