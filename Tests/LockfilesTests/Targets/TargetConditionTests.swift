import Testing

@testable import Lockfiles

/// The rows about npm and gems are what the tools themselves answer; see `Fixtures/targets/README.md`.
@Suite("conditions for a target")
struct TargetConditionTests {
  static let nodes = [
    "linux-x86_64", "linux-aarch64-musl", "linux-armv7l", "macos-aarch64", "windows-x86_64", "windows-i686",
  ]

  @Test(
    "npm's lists",
    arguments: [
      ([], [], [], "111111"), (["linux"], [], [], "111000"), (["linux"], ["arm64"], [], "010000"),
      (["linux"], ["arm64"], ["glibc"], "000000"), (["linux"], ["arm64"], ["musl"], "010000"),
      (["!linux"], [], [], "000111"), (["darwin", "linux"], [], [], "111100"),
      (["!darwin", "!win32"], [], [], "111000"),
      (["linux", "!darwin"], [], [], "111000"), (["!win32", "darwin"], [], [], "000100"), (["any"], [], [], "111111"),
      (["any", "darwin"], [], [], "000100"), (["win32"], ["ia32", "x64"], [], "000011"), ([], ["arm"], [], "001000"),
      ([], ["!arm"], [], "110111"), ([], ["x64", "arm64"], [], "110110"), ([], ["wasm32"], [], "000000"),
      ([], [], ["glibc"], "101000"), ([], [], ["!musl"], "101000"), ([], [], ["any"], "111000"),
      (["android"], ["arm64"], [], "000000"), (["Linux"], [], [], "000000"),
    ] as [([String], [String], [String], String)])
  func npm(_ systems: [String], _ processors: [String], _ libraries: [String], _ expected: String) throws {
    let condition = TargetCondition.npm(systems: systems, processors: processors, libraries: libraries)
    let found = try Self.nodes.map { try Target($0).satisfies(condition) == true ? "1" : "0" }
    #expect(found.joined() == expected)
  }

  static let gems = [
    "ruby", "x86_64-linux", "x86_64-linux-gnu", "x86_64-linux-musl", "aarch64-linux", "aarch64-linux-gnu",
    "aarch64-linux-musl", "arm-linux", "arm-linux-gnu", "arm-linux-musl", "arm-linux-gnueabihf", "arm-linux-musleabihf",
    "armv7-linux", "x86-linux", "i686-linux", "i386-linux-gnu", "powerpc64le-linux", "arm64-darwin", "arm64-darwin-22",
    "x86_64-darwin", "x86_64-darwin-19", "universal-darwin", "universal-darwin-22", "x64-mingw-ucrt", "x64-mingw32",
    "x86-mingw32", "x64-mingw", "universal-mingw32", "java", "x86_64-freebsd-13", "x86-mswin32-60",
    "aarch64-mingw-ucrt", "linux", "darwin", "x86_64-linux-uclibc",
  ]

  @Test(
    "the platforms of gems that fit, with their distance",
    arguments: [
      ("linux-x86_64", "ruby:1000000 x86_64-linux:-1 x86_64-linux-gnu:200 linux:10"),
      ("linux-x86_64-musl", "ruby:1000000 x86_64-linux:100 x86_64-linux-musl:-1 linux:110"),
      ("linux-aarch64", "ruby:1000000 aarch64-linux:-1 aarch64-linux-gnu:200 linux:10"),
      ("linux-aarch64-musl", "ruby:1000000 aarch64-linux:100 aarch64-linux-musl:-1 linux:110"),
      ("linux-armv7l", "ruby:1000000 arm-linux:0 arm-linux-gnu:200 arm-linux-gnueabihf:200 linux:10"),
      ("linux-armv7l-musl", "ruby:1000000 arm-linux:100 arm-linux-musl:0 arm-linux-musleabihf:200 linux:110"),
      ("linux-armv6l", "ruby:1000000 arm-linux:0 arm-linux-gnu:200 arm-linux-gnueabihf:200 linux:10"),
      ("linux-i686", "ruby:1000000 x86-linux:-1 i686-linux:-1 i386-linux-gnu:200 linux:10"),
      ("linux-ppc64le", "ruby:1000000 powerpc64le-linux:-1 linux:10"),
      (
        "macos-arm64",
        "ruby:1000000 arm64-darwin:100 arm64-darwin-22:-1 universal-darwin:110 universal-darwin-22:10 darwin:110"
      ),
      ("macos10.15-x86_64", "ruby:1000000 x86_64-darwin:100 x86_64-darwin-19:-1 universal-darwin:110 darwin:110"),
      ("macos26-arm64", "ruby:1000000 arm64-darwin:100 universal-darwin:110 darwin:110"),
      ("windows-x86_64", "ruby:1000000 x64-mingw-ucrt:-1 x64-mingw:100 universal-mingw32:111"),
      ("windows-i686", "ruby:1000000 x86-mingw32:-1 universal-mingw32:10"),
      ("windows-arm64", "ruby:1000000 universal-mingw32:111 aarch64-mingw-ucrt:-1"),
    ])
  func gems(_ text: String, _ expected: String) throws {
    let target = try Target(text)
    let local = target.rubyPlatform
    let found = Self.gems.filter { target.satisfies(.rubyPlatform($0)) == true }
      .map { gem in "\(gem):\(RubyPlatform(gem)?.distance(to: local) ?? RubyPlatform.farthest)" }
    #expect(found.joined(separator: " ") == expected)
  }

  @Test(
    "other conditions",
    arguments: [
      (.condaPlatform("linux-aarch64"), true), (.condaPlatform("noarch"), true), (.condaPlatform("linux-64"), false),
      (.condaPlatform(""), false), (.pythons(">=3.8"), true), (.pythons(">=3.8, !=3.11.*"), false),
      (.pythons(""), true),
      (.pythons(">=3.11.4"), nil), (.pythons("<3.11.4,>=3.12"), false), (.pythons("^3.9"), nil),
      (.rubyPlatform(""), true),
      (.all([]), true), (.any([]), false), (.all([.condaPlatform("noarch"), .pythons(">=3.11.4")]), nil),
      (.all([.condaPlatform("win-64"), .pythons(">=3.11.4")]), false),
      (.any([.condaPlatform("noarch"), .pythons(">=3.11.4")]), true),
      (.any([.condaPlatform("win-64"), .pythons(">=3.11.4")]), nil),
      (.any([.marker("sys_platform == 'win32'"), .marker("sys_platform == 'linux'")]), true),
    ] as [(TargetCondition, Bool?)])
  func others(_ condition: TargetCondition, _ expected: Bool?) throws {
    #expect(try Target("py3.11-linux-aarch64").satisfies(condition) == expected)
  }

  @Test(
    "the part of a condition that decides",
    arguments: [
      (.marker("sys_platform == 'win32' and python_version >= '3'"), "sys_platform == \"win32\""),
      (.marker("extra == 'x' and python_version >= '3'"), "extra == \"x\""),
      (
        .marker("(extra == 'x' or sys_platform == 'win32') and (extra == 'y' or python_version < '3')"),
        "extra == \"x\" and extra == \"y\""
      ),
      (.marker("(extra == 'x' and os_name == 'posix') or os_name == 'nt'"), "extra == \"x\""),
      (
        .marker("((extra == 'z' or extra == 'b') and os_name == 'posix') or extra == 'a'"),
        "extra == \"a\" or extra == \"b\" or extra == \"z\""
      ),
      (.marker("os_name == 'nt' or sys_platform == 'win32'"), "os_name == \"nt\" or sys_platform == \"win32\""),
      (.marker("no marker"), "no marker"),
      (
        .all([.pythons(">=3.8"), .condaPlatform("win-64"), .condaPlatform("osx-64")]),
        "platform win-64 and platform osx-64"
      ),
      (.all([.pythons(">=3.11.4"), .condaPlatform("noarch")]), "python >=3.11.4"),
      (
        .any([.marker("extra == 'a' and os_name == 'posix'"), .all([.pythons("<3"), .pythons(">=3")])]),
        "extra == \"a\""
      ),
      (.npm(systems: ["darwin", "!win32"], processors: ["x64"], libraries: []), "os darwin|!win32 and cpu x64"),
      (
        .any([.all([.pythons("<3"), .condaPlatform("win-64")]), .pythons(">4")]),
        "(python <3 and platform win-64) or python >4"
      ),
    ] as [(TargetCondition, String)])
  func parts(_ condition: TargetCondition, _ expected: String) throws {
    let target = try Target("py3.11-linux-aarch64")
    let result = target.satisfies(condition)
    #expect(result != true)
    let part = target.part(of: condition, deciding: result)
    #expect(part.text == expected)
    #expect(target.satisfies(part) == result)
  }

  @Test("without a Python no range of Pythons is decided")
  func withoutPython() throws {
    #expect(try Target("linux-aarch64").satisfies(.pythons(">=3.8")) == nil)
  }
}
