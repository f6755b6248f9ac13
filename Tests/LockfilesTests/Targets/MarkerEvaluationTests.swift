import Testing

@testable import Lockfiles

/// The rows are what `packaging` 26.2 answers; see `Fixtures/targets/README.md`.
@Suite("markers for a target")
struct MarkerEvaluationTests {
  static let targets = [
    "py3.11.4-linux-x86_64", "py3.11-linux-aarch64", "py3.9.1-windows-x86_64", "py3.13.0-macos-aarch64",
  ]

  /// For each target true, false, or that it cannot be told.
  static let rows: [(String, String)] = [
    (#"python_version >= "3.8""#, "TTTT"),
    (#"python_version < "3.10""#, "FFTF"),
    (#"python_version == "3.11""#, "TTFF"),
    (#"python_version == "3.11.*""#, "TTFF"),
    (#"python_version != "3.9.*""#, "TTFT"),
    (#"python_version ~= "3.9""#, "TTTT"),
    (#"python_version ~= "3""#, "????"),
    (#"python_version === "3.11""#, "TTFF"),
    (#"python_version > "3.11""#, "FFFT"),
    (#"python_version >= "3.11.1""#, "FFFT"),
    (#"python_version < "3.11.1""#, "TTTF"),
    (#"python_version > "3.11.dev0""#, "TTFT"),
    (#"python_version >= "3.8,<4""#, "FFFF"),
    (#"python_version >= "abc""#, "FFFF"),
    (#"python_version != "abc""#, "TTTT"),
    (#"python_version <= " 3.11 ""#, "TTTF"),
    (#"python_version in "3.9, 3.11""#, "TTTF"),
    (#"python_version not in "3.9 3.10""#, "TTFT"),
    (#"python_version == "3.9" or python_version == "3.13""#, "FFTT"),
    (#""3.8" <= python_version"#, "TTTT"),
    (#""3.12" > python_version"#, "TTTF"),
    (#""3.11.*" == python_version"#, "FFFF"),
    (#""abc" != python_version"#, "FFFF"),
    (#""3.1" in python_version"#, "TTFT"),
    (#""." not in python_version"#, "FFFF"),
    (#"python_full_version >= "3.11""#, "TTFT"),
    (#"python_full_version < "3.11""#, "FFTF"),
    (#"python_full_version >= "3.11.4""#, "T?FT"),
    (#"python_full_version < "3.11.4""#, "F?TF"),
    (#"python_full_version == "3.11.4""#, "T?FF"),
    (#"python_full_version != "3.11.9""#, "T?TT"),
    (#"python_full_version == "3.11.*""#, "TTFF"),
    (#"python_full_version ~= "3.11.2""#, "T?FF"),
    (#"python_full_version ~= "3.11""#, "TTFT"),
    (#"python_full_version <= "3.9.1""#, "FFTF"),
    (#"python_full_version >= "3.9.1.post1""#, "TTFT"),
    (#"python_full_version > "3.11.0rc1""#, "TTFT"),
    (#"python_full_version == "3.11.4+local""#, "FFFF"),
    (#"python_full_version === "3.11.4""#, "T?FF"),
    (#"python_full_version in "3.11.4 3.9.1""#, "T?TF"),
    (#""3.11" in python_full_version"#, "TTFF"),
    (#""3.11.1" in python_full_version"#, "F?FF"),
    (#"python_full_version not in "3.8.0""#, "TTTT"),
    (#"implementation_version >= "3.9""#, "TTTT"),
    (#"implementation_version < "3.13""#, "TTTF"),
    (#"implementation_name == "cpython""#, "TTTT"),
    (#"implementation_name == "pypy""#, "FFFF"),
    (#"platform_python_implementation == "CPython""#, "TTTT"),
    ("platform_python_implementation != 'PyPy'", "TTTT"),
    (#"python_implementation == "CPython""#, "TTTT"),
    (#"os_name == "posix""#, "TTFT"),
    ("os.name == 'nt'", "FFTF"),
    (#"sys_platform == "linux""#, "TTFF"),
    (#"sys.platform != "win32""#, "TTFT"),
    (#"sys_platform == "darwin" or sys_platform == "win32""#, "FFTT"),
    (#""linux" in sys_platform"#, "TTFF"),
    (#"sys_platform in "linux linux2""#, "TTFF"),
    (#"sys_platform not in "win32,cygwin""#, "TTFT"),
    (#"sys_platform < "zzz""#, "FFFF"),
    (#"sys_platform <= "linux""#, "TTFF"),
    (#"sys_platform >= "win32""#, "FFTF"),
    (#"sys_platform ~= "linux""#, "????"),
    (#"sys_platform === "linux""#, "????"),
    (#"platform_system == "Linux""#, "TTFF"),
    (#"platform_system == "linux""#, "FFFF"),
    (#"platform_system == "Darwin" and platform_machine == "arm64""#, "FFFT"),
    (#"platform_machine == "x86_64""#, "TFFF"),
    (#"platform_machine == "AMD64""#, "FFTF"),
    (#"platform_machine in "x86_64 AMD64 aarch64""#, "TTTF"),
    (#"platform_machine == "aarch64" or platform_machine == "arm64""#, "FTFT"),
    ("os_name == sys_platform", "FFFF"),
    ("python_version >= python_full_version", "FFFF"),
    (#"platform_release >= "5""#, "????"),
    (#"platform_version == "x""#, "????"),
    (#"extra == "dev""#, "????"),
    (#"extra == "dev" and python_version >= "3""#, "????"),
    (#"extra == "dev" and python_version < "3""#, "FFFF"),
    (#"extra == "dev" or python_version >= "3""#, "TTTT"),
    (#"extra == "dev" or python_version < "3""#, "????"),
    (#"(extra == "a" or sys_platform == "linux") and python_version >= "3.10""#, "TTF?"),
    (#"sys_platform == "win32" and (python_version < "3.8" or extra == "x")"#, "FF?F"),
    (#"python_version < "3" or sys_platform == "linux" and platform_machine == "x86_64""#, "TFFF"),
    (#"(python_version < "3" or sys_platform == "linux") and platform_machine == "x86_64""#, "TFFF"),
    (#"((sys_platform == "linux"))"#, "TTFF"),
    (#""x" == "x""#, "????"),
    (#"unknown == "x""#, "????"),
    ("python_version >= 3.8", "????"),
    ("python_version", "????"),
    (#"python_version >= "3.8" and"#, "????"),
    (#"not sys_platform == "linux""#, "????"),
    (#"sys_platform == "linux" and not extra == "x""#, "????"),
  ]

  @Test("markers are evaluated as packaging does", arguments: rows)
  func evaluation(_ marker: String, _ expected: String) throws {
    let found = try Self.targets.map { text in
      switch try Target(text).satisfies(.marker(marker)) {
      case true?: "T"
      case false?: "F"
      case nil: "?"
      }
    }
    #expect(found.joined() == expected)
    // The canonical form means the same.
    if let canonical = Marker.canonical(marker) {
      let again = try Self.targets.map { try Target($0).satisfies(.marker(canonical)) }
      #expect(again == (try Self.targets.map { try Target($0).satisfies(.marker(marker)) }))
    }
  }

  @Test(
    "without a Python, what does not ask for one is decided",
    arguments: [
      ("sys_platform == \"linux\"", true), ("platform_machine == \"x86_64\"", false), ("python_version >= \"3\"", nil),
      ("implementation_name == \"cpython\"", nil), ("platform_python_implementation == \"PyPy\"", nil),
      ("python_version >= \"3\" and os_name == \"nt\"", false),
      ("python_version < \"3\" or os_name == \"posix\"", true),
    ] as [(String, Bool?)])
  func withoutPython(_ marker: String, _ expected: Bool?) throws {
    #expect(try Target("linux-aarch64").satisfies(.marker(marker)) == expected)
  }

  @Test("ten thousand comparisons are read and evaluated in moderate time")
  func large() throws {
    let clock = ContinuousClock()
    let alternatives = (0..<10_000).map { "(python_full_version < '3.\($0).1' and sys_platform == 'x\($0)')" }
    let marker = alternatives.joined(separator: " or ") + " or sys_platform == 'linux'"
    let target = try Target("py3.11-linux-aarch64")
    let duration = clock.measure {
      #expect(target.satisfies(.marker(marker)) == true)
      #expect(Marker.canonical(marker)?.utf8.count ?? 0 > 500_000)
    }
    // Some seconds in a debug build; a quadratic reading takes minutes.
    #expect(duration < .seconds(20))
  }

  @Test("no marker stops the program")
  func hostile() throws {
    let target = try Target("py3.11-linux-aarch64")
    for text in [
      "", "(", ")", "()", "'", "python_version", "python_version ==", "python_version == '\\'", "a.b == 'c'",
      String(repeating: "(", count: 100_000), "python_version == '" + String(repeating: "9", count: 100_000) + "'",
      "python_full_version >= '3.11." + String(repeating: "9.", count: 10_000) + "1'",
      "python_full_version in '" + String(repeating: "3.11.1 ", count: 10_000) + "'",
    ] {
      _ = target.satisfies(.marker(text))
      _ = target.satisfies(.pythons(text))
    }
    #expect(target.satisfies(.marker("python_version == '\\x33.11'")) == nil)
  }
}
