import Fingerprints
import Lockfiles
import Testing

@Suite("locks of bundler")
struct GemfileTests {
  @Test("gems that bundler locked for three platforms")
  func fixture() throws {
    let lock = try Fixture.read("bundler-4.0", "Gemfile.lock")
    #expect(
      lock.packages.map { [$0.name, $0.version, $0.build ?? ""].joined(separator: " ") } == [
        "lockfix-gitty 0.4.0 ", "lockfix-local 0.1.0 ", "lockfix-alpha 1.1.0 ", "lockfix-beta 0.2.0 ",
        "lockfix-native 2.0.0 ", "lockfix-native 2.0.0 arm64-darwin", "lockfix-native 2.0.0 x86_64-linux",
      ])
    #expect(lock.packages.map(\.hashes.count) == [0, 0, 1, 1, 1, 1, 1])
    #expect(
      lock.packages.prefix(3).map(\.source) == [
        "git+file:///srv/git/lockfix-gitty@61960ba9f657a52a5a9c7faa62308d15ceda0ad5", "file:vendor/lockfix-local",
        "http://127.0.0.1:8808",
      ])
    #expect(lock.holdsTargets)
    #expect(lock.facts.map(\.value) == ["arm64-darwin,ruby,x86_64-linux"])
    #expect(lock.codes == ["path.local:11"])
    #expect(lock.grade == .b)
    #expect(lock.freshness.summary == "all that Gemfile asks for is locked by the rule of bundler 4.0.0.dev")
    #expect(lock.references.map { "\($0.kind) \($0.path)" } == ["manifest Gemfile", "package vendor/lockfix-local"])
  }

  @Test("gems.locked belongs to gems.rb")
  func otherName() throws {
    let lock = try Fixture.read("bundler-2.3", "gems.locked")
    #expect(lock.format == "Gemfile.lock")
    #expect(lock.pins == ["lockfix-gitty==0.4.0", "lockfix-local0.1.0"])
    #expect(lock.verdict == "fresh")
    #expect(lock.references.first?.path == "gems.rb")
    let stale = try Fixture.read("bundler-2.3", "gems.locked", [.replace("gems.rb", "~> 0.4", "~> 0.5")])
    #expect(stale.freshness.changes == ["lockfix-gitty was ~> 0.4 and is ~> 0.5"])
  }

  /// The verdicts are those of bundler 4.0.0.dev for a frozen lock (`ensure_equivalent_gemfile_and_lockfile`).
  static let edits: [(String, String, String, String)] = [
    (":development, :test", ":test", "fresh", ""), ("\">= 1\", \"< 3\"", "[\"< 3\", \">= 1\"]", "fresh", ""),
    ("\"< 3\"\n", "\"< 3\", platforms: [:ruby]\n", "fresh", ""),
    ("\"~> 0.2\"", "\"~> 0.2\", require: false", "fresh", ""),
    ("group :", "# a comment, 'quoted\ngroup :", "fresh", ""),
    ("\"~> 0.2\"", "\"~> 0.1\"", "stale", "lockfix-beta was ~> 0.2 and is ~> 0.1"),
    (", \"~> 0.2\"", "", "stale", "lockfix-beta was ~> 0.2 and is any version"),
    ("\"~> 0.2\"", "\">= 0\", \"~> 0.2\"", "stale", "lockfix-beta was ~> 0.2 and is >= 0, ~> 0.2"),
    (
      "gem \"lockfix-native\", \">= 1\", \"< 3\"\n", "", "stale",
      "lockfix-native is locked, but not asked for any more"
    ),
    ("gem \"lockfix-beta\"", "gem \"lockfix-alpha\"\ngem \"lockfix-beta\"", "stale", "lockfix-alpha is not locked"),
    ("branch: \"main\"", "branch: \"other\"", "stale", "lockfix-gitty: its branch was main and is other"),
    (",\n    branch: \"main\"", "", "stale", "lockfix-gitty: its branch was main and is not given"),
    (", :path => 'vendor/lockfix-local', require: false", "", "stale", "lockfix-local comes from another source"),
    ("127.0.0.1:8808", "localhost:8808", "stale", "the source http://localhost:8808 is not locked"),
    ("git/lockfix-gitty", "git/other", "stale", "lockfix-gitty comes from another source"),
    ("gem \"lockfix-beta\"", "ruby \">= 2.5\"\ngem \"lockfix-beta\"", "stale", "ruby >= 2.5 is not locked"),
    // What bundler knows and we do not.
    (
      "gem \"lockfix-beta\"", "gem \"lockfix-#{x}\"\ngem \"lockfix-beta\"", "unknown",
      "more than a list of gems from line 5"
    ),
    ("group :", "if ENV['X']\n  gem 'x'\nend\ngroup :", "unknown", "more than a list of gems from line 8"),
    ("group :", "gemspec\ngroup :", "unknown", "line 8 of Gemfile takes gems from a gemspec"),
    ("end\n", "", "unknown", "more than a list of gems"), ("do\n", "do |x|\n", "unknown", "more than a list of gems"),
    ("'lockfix-local',", "'lockfix-local', install_if: true,", "unknown", "more than a list of gems"),
  ]

  @Test("an edited Gemfile is judged as bundler does", arguments: edits)
  func freshness(_ old: String, _ new: String, _ verdict: String, _ change: String) throws {
    let lock = try Fixture.read("bundler-4.0", "Gemfile.lock", [.replace("Gemfile", old, new)])
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
    if !change.isEmpty { #expect(lock.freshness.summary.contains(change), "\(lock.freshness.summary)") }
  }

  static let text = """
    GEM
      remote: https://rubygems.org/
      specs:
        a (1.0)
          b (>= 1)
        b (2.0)

    PATH
      remote: .
      specs:
        own (0.1)

    PLATFORMS
      ruby

    DEPENDENCIES
      a
      own!

    CHECKSUMS
      a (1.0) sha256=\(String(repeating: "a", count: 64))
      b (2.0) sha256=\(String(repeating: "b", count: 64))
      own (0.1)

    RUBY VERSION
       ruby 3.1.2p20

    BUNDLED WITH
       2.6.1
    """

  @Test("a lock with all hashes is graded A")
  func best() throws {
    let lock = try read("Gemfile.lock", Self.text)
    #expect(lock.codes.isEmpty)
    #expect(lock.grade == .a)
    #expect(
      lock.semantic?.text == """
        0.1 file:. - - -  own
        1.0 - sha256:\(String(repeating: "a", count: 64)) - -  a
        2.0 - sha256:\(String(repeating: "b", count: 64)) - -  b
        ruby - - - -  @platforms
        ruby%203.1.2p20 - - - -  @ruby

        """)
  }

  @Test(
    "what does not count",
    arguments: [
      ("   2.6.1", "   4.0.1"),
      ("    a (1.0)\n      b (>= 1)\n    b (2.0)", "    b (2.0)\n    a (1.0)\n      b (>= 1.5)"),
      ("remote: https://rubygems.org/", "remote: https://rubygems.org"), ("\n", "\r\n"),
      ("DEPENDENCIES\n  a\n", "DEPENDENCIES\n"),
    ])
  func cosmetic(_ old: String, _ new: String) throws {
    try #require(Self.text.contains(old))
    let base = try read("Gemfile.lock", Self.text)
    #expect(try read("Gemfile.lock", Self.text.replacing(old, with: new)).semantic?.digest == base.semantic?.digest)
  }

  @Test(
    "what is wrong is found",
    arguments: [
      ("    b (2.0)\n\n", "    b\n\n", "syntax:6", "U"), ("    b (2.0)\n\n", "    b (x y)\n\n", "syntax:6", "U"),
      ("GEM\n", "<<<<<<< HEAD\nGEM\n", "conflict:1", "U"), ("sha256=aa", "sha256=x", "hash.invalid:21", "U"),
      ("b (2.0) sha256=", "b (2.1) sha256=", "hash.mixed:6", "B"), ("CHECKSUMS", "CHECKSUM", "hash.missing:4", "B"),
      ("  remote: .\n", "  remote: ../own\n", "unpinned:11", "C"),
      ("  remote: .\n", "  remote: vendor/own\n", "path.local:11", "B"),
      ("PATH\n  remote: .", "GIT\n  remote: https://h/x\n  revision: main", "unpinned:12", "C"),
      ("GEM\n", "GEM\n  remote: https://gems.example.org/\n", "source.ambiguous:1", "A"),
    ])
  func findings(_ old: String, _ new: String, _ code: String, _ grade: String) throws {
    try #require(Self.text.contains(old))
    let lock = try read("Gemfile.lock", Self.text.replacing(old, with: new))
    #expect(lock.codes.contains(code), "\(lock.codes)")
    #expect(lock.grade.rawValue == grade)
  }

  @Test("what is no lock of bundler is refused", arguments: ["", "a b c", "gem 'x'", "# GEM"])
  func refused(_ text: String) throws {
    #expect(try read("Gemfile.lock", text).grade == .unreadable)
  }

  @Test("another platform is another lock")
  func platforms() throws {
    let base = try read("Gemfile.lock", Self.text)
    let other = try read(
      "Gemfile.lock", Self.text.replacing("    b (2.0)\n\n", with: "    b (2.0)\n    b (2.0-java)\n\n"))
    #expect(base.semantic?.digest != other.semantic?.digest)
    #expect(other.packages.map(\.build) == [nil, nil, "java", nil])
    #expect(other.codes == ["hash.mixed:7"])
  }
}
