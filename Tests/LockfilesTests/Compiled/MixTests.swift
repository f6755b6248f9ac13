import Fingerprints
import Lockfiles
import Testing

@Suite("locks of mix")
struct MixTests {
  @Test("a repository that mix locked")
  func fixture() throws {
    let lock = try Fixture.read("mix-1.14", "mix.lock")
    #expect(lock.packages.map(\.name) == ["lockfix_ex"])
    #expect(lock.packages.map(\.source) == ["git+file:///srv/git/lockfix_ex@bb2ba0e64a16f623f5938e4f14d55c8dd687ca6f"])
    #expect(lock.grade == .a)
    #expect(lock.freshness.summary == "all that mix.exs asks for is locked")
    for (old, new, change) in [
      ("tag: \"v1.0.0\"", "tag: \"v2.0.0\"", "lockfix_ex was tag: v1.0.0 and is tag: v2.0.0"),
      (", tag: \"v1.0.0\"", "", "lockfix_ex was tag: v1.0.0 and is the default branch"),
      (
        "git: \"file:///srv/git/lockfix_ex\", tag: \"v1.0.0\"", "\"~> 1.0\"",
        "lockfix_ex comes from hex and was locked from"
      ),
      ("{:lockfix_ex", "{:other", "other is not locked"),
    ] {
      let stale = try Fixture.read("mix-1.14", "mix.lock", [.replace("mix.exs", old, new)])
      #expect(stale.freshness.changes.joined().hasPrefix(change), "\(stale.freshness.summary)")
    }
  }

  static let inner = String(repeating: "a", count: 64)
  static let outer = String(repeating: "B", count: 64)

  static let text = """
    %{
      "jason": {:hex, :jason, "1.4.1", "\(inner)", [:mix], [{:decimal, "~> 1.0", [hex: :decimal, optional: true]}], "hexpm", "\(outer)"},
      "plug": {:hex, :plug_renamed, "1.0.0", "\(inner)", [:mix], [], "hexpm:org", "\(outer)"},
      "old": {:hex, :old, "0.1.0"},
    }
    """

  @Test("entries of all ages")
  func entries() throws {
    let lock = try read("mix.lock", Self.text)
    #expect(lock.pins == ["jason==1.4.1", "plug_renamed==1.0.0", "old==0.1.0"])
    #expect(lock.packages.map(\.hashes.count) == [2, 2, 0])
    #expect(lock.packages.map(\.source) == [nil, "hex:hexpm:org", nil])
    #expect(lock.packages.map(\.line) == [2, 3, 4])
    #expect(lock.facts.map { $0.name + " " + $0.value } == ["application:plug_renamed plug"])
    #expect(lock.codes == ["hash.mixed:4"])
  }

  @Test("order, blanks and notes do not count")
  func cosmetic() throws {
    let base = try read("mix.lock", Self.text)
    let entries = Self.text.split(separator: "\n").dropFirst().dropLast().reversed().map(String.init)
    let others = [
      "%{\r\n" + entries.joined(separator: "\r\n") + "}", "# x\n%{" + entries.joined(separator: " ") + "\n}\n",
      Self.text.replacing("\": {", with: "\" => {"), Self.text.replacing("\"jason\":", with: "jason:"),
      Self.text.replacing(Self.outer, with: Self.outer.lowercased()), Self.text.replacing("[:mix]", with: "[:rebar3]"),
    ]
    for other in others {
      #expect(try read("mix.lock", other).semantic?.digest == base.semantic?.digest)
    }
    #expect(try read("mix.lock", Self.text.replacing("1.4.1", with: "1.4.2")).semantic?.digest != base.semantic?.digest)
  }

  @Test(
    "what is no lock is refused",
    arguments: [
      ("", "syntax:1"), ("%{", "syntax:1"), ("[]", "syntax:1"), ("%{a: 1}", "syntax:1"),
      ("%{\"a\": {:hex, :a}}", "syntax:1"),
      ("%{\n\"a\": {:svn, \"x\", \"y\"}}", "syntax:2"), ("%{\"a\": {:hex, :a, \"#{x}\"}}", "syntax:1"),
      ("%{} x", "syntax:1"),
      ("%{\"a\": \"", "syntax:1"), ("%{\"a\" {}}", "syntax:1"), ("%{\n\n\"a\": {:hex :a}}", "syntax:3"),
      ("%{\n=======\n}", "conflict:2"),
      ("%{\"a\": {:hex, :a, \"1.0.0\"},\n\"a\": {:hex, :a, \"1.0.0\"}}", "conflict:2"),
      (String(repeating: "[", count: 100_000), "syntax:1"), (String(repeating: "%{a: ", count: 100_000), "syntax:1"),
    ])
  func refused(_ text: String, _ code: String) throws {
    let lock = try read("mix.lock", text)
    #expect(lock.codes.contains(code), "\(lock.codes)")
    #expect(lock.grade == .unreadable)
  }

  static let versions = [
    "0.3.0", "1.0.0", "1.2.0", "1.2.3", "1.2.3-rc.1", "1.3.0", "2.0.0", "2.0.0-dev", "1.2.4-beta", "10.0.0",
  ]

  /// What `Version.match?` of Elixir 1.14 says.
  @Test(
    "a requirement allows what Elixir does",
    arguments: [
      ("~> 1.2", "1.2.0 1.2.3 1.2.3-rc.1 1.3.0 1.2.4-beta"),
      ("~> 1.2.3", "1.2.3 1.2.4-beta"),
      ("~> 1.2.3-rc.0", "1.2.3 1.2.3-rc.1 1.2.4-beta"),
      ("~> 1.0 or ~> 2.0", "1.0.0 1.2.0 1.2.3 1.2.3-rc.1 1.3.0 2.0.0 1.2.4-beta"),
      ("~> 1.0 and != 1.2.3", "1.0.0 1.2.0 1.2.3-rc.1 1.3.0 1.2.4-beta"),
      (">= 1.0.0", "1.0.0 1.2.0 1.2.3 1.2.3-rc.1 1.3.0 2.0.0 2.0.0-dev 1.2.4-beta 10.0.0"),
      ("> 1.2.0", "1.2.3 1.2.3-rc.1 1.3.0 2.0.0 2.0.0-dev 1.2.4-beta 10.0.0"),
      ("<= 1.2.3", "0.3.0 1.0.0 1.2.0 1.2.3 1.2.3-rc.1"),
      ("< 2.0.0", "0.3.0 1.0.0 1.2.0 1.2.3 1.2.3-rc.1 1.3.0 2.0.0-dev 1.2.4-beta"),
      ("== 1.2.3", "1.2.3"),
      ("1.2.3", "1.2.3"),
      ("!= 1.2.3", "0.3.0 1.0.0 1.2.0 1.2.3-rc.1 1.3.0 2.0.0 2.0.0-dev 1.2.4-beta 10.0.0"),
      (">= 1.0.0 and < 1.3.0", "1.0.0 1.2.0 1.2.3 1.2.3-rc.1 1.2.4-beta"),
      ("~> 0.3", "0.3.0"),
      (">= 1.2.3-rc.1", "1.2.3 1.2.3-rc.1 1.3.0 2.0.0 2.0.0-dev 1.2.4-beta 10.0.0"),
      ("~>1.2", "1.2.0 1.2.3 1.2.3-rc.1 1.3.0 1.2.4-beta"),
      ("~> 2.0-dev", "2.0.0 2.0.0-dev"),
      (">=1.0.0 and <2.0.0 or ~> 10.0", "1.0.0 1.2.0 1.2.3 1.2.3-rc.1 1.3.0 2.0.0-dev 1.2.4-beta 10.0.0"),
      ("~> 1.2.0 or == 2.0.0-dev", "1.2.0 1.2.3 1.2.3-rc.1 2.0.0-dev 1.2.4-beta"),
      ("< 2.0.0-dev", "0.3.0 1.0.0 1.2.0 1.2.3 1.2.3-rc.1 1.3.0 1.2.4-beta"),
      (">= 1.2", nil), ("1.2", nil), ("~> 1", nil), ("and", nil), ("~> 1.2 or", nil), ("", nil), ("~> a", nil),
    ] as [(String, String?)])
  func requirements(_ requirement: String, _ allowed: String?) throws {
    let manifest = "defp deps do\n[\n{:a, \"\(requirement)\"},\n]\nend\n"
    var found: [String] = []
    for version in Self.versions {
      let lock = try read("mix.lock", "%{\"a\": {:hex, :a, \"\(version)\"}}", others: ["mix.exs": manifest])
      #expect((lock.verdict == "unknown") == (allowed == nil))
      if lock.verdict == "fresh" { found.append(version) }
    }
    #expect(found.joined(separator: " ") == allowed ?? "")
  }

  @Test(
    "a project is judged as far as it is plain",
    arguments: [
      (
        "[\n{:a, \"~> 1.0\", only: :test},\n# {:x, \"1.0.0\"},\n{:b, path: \"b\"},\n{:c, in_umbrella: true}\n]", "fresh"
      ),
      ("[\n{:a, \">= 0.0.0\",\n only: [:dev, :test]}\n]", "fresh"), ("[\n{:a, \"~> 2.0\"}\n]", "stale"),
      ("[\n{:a, \"~> 1.0\"},\n{:z, \"~> 1.0\"}\n]", "stale"), ("[\n{:z, path()}\n]", "unknown"),
      ("[\n{:a, version()}\n]", "unknown"), ("[\n{:a, \"~> 1.0\"}\n] ++ more()", "unknown"), ("other()", "unknown"),
      ("[\nmore(),\n]", "unknown"), ("[\n{:a, \"~> 1.0\"\n]", "unknown"),
    ])
  func projects(_ body: String, _ verdict: String) throws {
    let lock = try read(
      "mix.lock", "%{\"a\": {:hex, :a, \"1.1.0\"}}", others: ["mix.exs": "def deps do\n\(body)\nend\n"])
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
  }
}
