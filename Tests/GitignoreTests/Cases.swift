/// Rules, a path (with a slash at its end when it is a directory) and whether git ignores it.
///
/// They are checked against the real git as well, where it is there.
enum Cases {
  typealias Case = (rules: String, path: String, ignored: Bool)

  static let all = reading + anchoring + stars + runsBehindText + classes + quoting + parents

  /// How lines become rules.
  static let reading: [Case] = [
    ("#a", "#a", false), ("\\#a", "#a", true), (" #a", " #a", true), ("\u{FEFF}a", "a", true),
    ("\u{FEFF}#a", "#a", false),
    ("\n\u{FEFF}a", "a", false), ("!a", "!a", false), ("\\!a", "!a", true), ("*\n!!a", "!a", false),
    ("a\n!a", "a", false),
    ("!a\na", "a", true), ("a\n! a", "a", true), ("a  ", "a", true), ("a ", "a ", false), ("a\\ ", "a ", true),
    ("a\\  ", "a ", true), ("a\\ \\ ", "a  ", true), ("a\\\\ ", "a\\", true), ("a\t", "a", false), ("a\t", "a\t", true),
    (" a", "a", false), (" a", " a", true), ("a\r\nb\r\n", "a", true), ("a\r", "a", true), ("a\r\r\n", "a\r", true),
    ("a\rb", "a", false), ("a \r\n", "a", true), ("a\r \n", "a", false), ("a\0b", "a", true), ("a \0b", "a", true),
    ("\r\n \n", "a", false), ("!", "!", false), ("/", "a/", false), ("//", "a/", false), ("A", "a", false),
  ]

  /// What slashes say.
  static let anchoring: [Case] = [
    ("a", "x/y/a", true), ("/a", "a", true), ("/a", "x/a", false), ("a/b", "a/b", true), ("a/b", "x/a/b", false),
    ("//a", "a", false), ("a//", "a/", false), ("a/", "a", false), ("a/", "a/", true), ("a/", "x/a/", true),
    ("/a/", "x/a/", false), ("a/b/", "a/b", false), ("*/", "a", false), ("*/", "a/", true), ("*/b", "a/b", true),
    ("*/b", "b", false), ("*/b", "x/a/b", false), ("/*", "a", true), ("./a", "a", false), ("../a", "a", false),
  ]

  /// `*`, `?` and `**`.
  static let stars: [Case] = [
    ("*", ".a", true), ("*.o", "x/.o", true), ("a*", "a", true), ("a/*", "a/b", true), ("a/*", "a/", false),
    ("a?c", "a/c", false), ("?", "é", false), ("??", "é", true), ("**", "a", true), ("**/a", "a", true),
    ("**/a", "x/y/a", true), ("**/a", "ba", false), ("a/**", "a/", false), ("a/**", "a/x", true),
    ("a/**/b", "a/b", true),
    ("a/**/b", "a/x/y/b", true), ("a/**/b", "axb", false), ("a/**/b", "a/xb", false), ("a**/b", "ax/b", true),
    ("a/x**", "a/xy", true), ("x/a**b", "x/a/b", false), ("***/a", "x/a", true),
    ("/**/a", "a", true), ("a/***/b", "a/x/y/b", true), ("**/**/a", "a", true), ("**\\/a", "a", false),
    ("**\\/a", "x/a", true), ("**\\/a", "x/y/a", true), ("**a/b", "xa/b", true), ("**a/b", "x/a/b", false),
    ("a/**/**/b", "a/b", true),
    ("x/*a*b", "x/ccaccb", true), ("/**/", "a", false), ("/**/", "a/", true),
  ]

  /// A `**` behind plain text is no more than a `*`; git before 2.52 gets these wrong, see ``GitOracle``.
  static let runsBehindText: [Case] = [
    ("a**/b", "a/x/b", false), ("a**/b", "ab", false), ("/a**/b", "ab", false), ("/a**", "a/x", true),
    ("x/a**/b/c", "x/ab/c", false),
    ("x/a**/b", "x/a/y/b", false),
  ]

  /// `[…]`.
  static let classes: [Case] = [
    ("[ab]", "b", true), ("[ab]", "c", false), ("[!a]", "b", true), ("[^a]", "a", false), ("[a-c]", "b", true),
    ("[c-a]", "a", false), ("[c-a]", "c", true), ("[]]", "]", true), ("[!]]", "]", false), ("[]-a]", "^", true),
    ("[a-]", "-", true), ("[-a]", "-", true), ("[a-b-d]", "-", true), ("[a-b-d]", "c", false), ("[\\]]", "]", true),
    ("[\\a-c]", "b", true), ("[a-\\c]", "b", true), ("[", "[", false), ("[a", "[a", false), ("[]", "[]", false),
    ("a[\\", "a[\\", false),
    ("[!", "[!", false), ("x[a/b]y", "x/y", false), ("x[!a]y", "x/y", false), ("x[a/b]y", "xay", true),
    ("x/[/]y", "x//y", false),
    ("[[:alpha:]]", "a", true), ("[[:alpha:]]", "1", false), ("[![:alpha:]]", "1", true), ("[[:foo:]]", "f", false),
    ("[![:foo:]]", "x", false), ("[[::]]", ":", false), ("[[:]", "x/:", true), ("[[:]", "[", true),
    ("[[:a]", "a", true),
    ("[[:alpha:]", "a", false), ("[[:ALPHA:]]", "a", false), ("[[:digit:]-z]", "-", true),
    ("[[:digit:]-z]", "b", false), ("[a[:digit:]-z]", "b", false), ("[a[:digit:]-z]", "-", true),
    ("[a-[:alpha:]]", "a:]", false), ("[[:space:]]", "\u{B}", false), ("[[:space:]]", "\t", true),
    ("[[:cntrl:]]", "\u{7F}", true),
    ("[[:xdigit:][:upper:]]", "G", true), ("[[:punct:]]", "_", true), ("[[:graph:]]", " ", false),
    ("[[:print:]]", " ", true),
    ("[[:blank:]]", "\r", false), ("[[:lower:]]", "A", false), ("[[:alnum:]]", "_", false), ("[é]", "é", false),
    ("[é][é]", "é", true),
    ("[!a][!a]", "é", true), ("[!a]", "é", false), ("[[.a.]]", "a]", true), ("[[=a=]]", "=]", true),
    ("{a,b}", "a", false),
  ]

  /// What a backslash does outside classes.
  static let quoting: [Case] = [
    ("\\a", "a", true), ("a\\*", "a*", true), ("a\\*", "ab", false), ("\\[a]", "[a]", true), ("\\\\", "\\", true),
    ("a\\", "a", false),
    ("a\\", "a\\", false), ("a\\/", "a/", false), ("a\\/b", "a/b", true), ("\\/a", "a", false),
    ("a/\\*\\*", "a/**", true),
    ("a/\\**", "a/*b", true), ("a/\\**/b", "a/*/b", true), ("a/\\**/b", "a/*/x/b", false),
  ]

  /// What is below an excluded directory.
  static let parents: [Case] = [
    ("a", "a/b/c", true), ("a/", "a/b", true), ("a\n!a/b", "a/b", true), ("a/*\n!a/b", "a/b", false),
    ("a/*\n!a/b", "a/b/c", false),
    ("*\n!b", "a/b", true), ("*\n!*/\n!b", "a/b", false), ("/*\n!/a", "a/b", false), ("a/**\n!a/b", "a/b", false),
    ("a/**\n!a/b/c", "a/b/c", true), ("a/**\n!a/**/\n!a/b/c", "a/b/c", false), ("a/b\n!a", "a/b/c", true),
    ("b/\n!a/b/", "a/b/c", false),
  ]
}
