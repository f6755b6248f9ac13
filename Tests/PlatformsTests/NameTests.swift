import Model
import Platforms
import Testing

@Suite("names on platforms")
struct NameTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    let first: String
    let second: String
    let platforms: Set<Platform>
    var testDescription: String { "\(first.debugDescription) \(second.debugDescription)" }

    init(_ first: String, _ second: String, _ platforms: Set<Platform>) {
      (self.first, self.second, self.platforms) = (first, second, platforms)
    }
  }

  static let pairs: [Pair] = [
    Pair("README", "readme", [.windows, .macos]),
    Pair("a", "b", []),
    Pair("a-b", "a_b", []),
    Pair("É", "é", [.windows, .macos]),
    Pair("\u{e9}", "e\u{301}", [.macos]),
    Pair("\u{c9}", "e\u{301}", [.macos]),
    Pair("straße", "STRASSE", [.macos]),
    Pair("straße", "strase", []),
    Pair("Σ", "ς", [.macos, .windows]),
    Pair("K", "\u{212a}", [.macos]),
    Pair("ı", "I", []),
    Pair("ı", "i", []),
    Pair("ſ", "s", [.macos]),
    Pair("\u{10400}", "\u{10428}", [.macos]),
    Pair("я", "Я", [.windows, .macos]),
    Pair("ﬁ", "fi", [.macos]),
    Pair("①", "1", []),
  ]

  @Test("are told apart or not", arguments: pairs)
  func folding(_ pair: Pair) {
    for platform in Platform.allCases {
      let folding = PlatformRules(platform).folding
      let same = folding.key(Array(pair.first.utf8)) == folding.key(Array(pair.second.utf8))
      #expect(same == pair.platforms.contains(platform), "\(platform)")
    }
  }

  /// Names and whether git for Windows checks out a commit that has them; most are from git's own t0060.
  static let names: [(String, Bool)] = [
    ("win32", true), ("win32 x", true), ("../hello.txt", true), ("comm", true), ("conout.c", true), ("com0.c", true),
    ("lptN", true), ("auxiliary", true), ("con_", true), ("a.aux", true), (".git-blame", true), ("..x", true),
    ("aux", false), ("AUX.c", false), ("conOut$  .xyz", false), ("lpt8", false), ("com9.c", false), ("lpt*", false),
    ("Nul", false), ("PRN.", false), ("win32 ", false), ("win32.", false), ("...", false), ("nul .txt", false),
    ("a:b", false), ("a\\b", false), ("a<b", false), ("a>b", false), ("a\"b", false), ("a|b", false), ("a?b", false),
    ("tab\tname", false), ("CONIN$", false), ("COM1.tar.gz", false),
  ]

  @Test("are refused by Windows or not", arguments: names)
  func windows(_ name: String, isFine: Bool) {
    let components = name.split(separator: "/").map { Array($0.utf8) }
    let problems = components.compactMap { NameRules.problem($0, on: .windows) }
    #expect(problems.isEmpty == isFine)
    for platform in [Platform.linux, .macos] {
      #expect(components.allSatisfy { NameRules.problem($0, on: platform) == nil })
    }
  }

  @Test("that are not UTF-8 are refused by macOS and renamed by Windows")
  func encoding() {
    let name: [UInt8] = [0x61, 0xE9, 0x80, 0x62]
    #expect(NameRules.problem(name, on: .linux) == nil)
    #expect(NameRules.problem(name, on: .windows) == .renamed(Array("a\u{e9}80b".utf8)))
    guard case .failsFile = NameRules.problem(name, on: .macos) else {
      Issue.record("APFS has no such name")
      return
    }
  }

  @Test(
    "may be as long as a path may be",
    arguments: [
      (218, Platform.windows, true), (219, .windows, false), (900, .macos, true), (982, .macos, true),
      (983, .macos, false), (4000, .linux, true),
    ])
  func length(_ count: Int, platform: Platform, fits: Bool) {
    let path = String(repeating: "d/", count: 10) + String(repeating: "x", count: count - 20)
    #expect((PathLength.problem(Array(path.utf8), on: platform) == nil) == fits)
  }

  @Test("count in UTF-16 units on Windows, and directories have less room")
  func units() {
    #expect(PathLength.problem(Array(String(repeating: "é", count: 218).utf8), on: .windows) == nil)
    #expect(PathLength.problem(Array(String(repeating: "😀", count: 110).utf8), on: .windows) != nil)
    let directory = String(repeating: "d", count: 207)
    #expect(PathLength.problem(Array((directory.dropLast() + "/x").utf8), on: .windows) == nil)
    #expect(PathLength.problem(Array((directory + "/x").utf8), on: .windows) != nil)
  }
}
