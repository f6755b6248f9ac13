import Testing

@testable import Lockfiles

@Suite("markers that mean the same")
struct MarkerEquivalenceTests {
  @Test(
    "for some Pythons",
    arguments: [
      ("python_version < '3.10'", "python_full_version < '3.10'", "", true),
      ("python_version <= '3.9'", "python_full_version < '3.10'", "", true),
      ("python_version > '3.9'", "python_full_version >= '3.10'", "", true),
      ("python_version == '3.9'", "python_full_version == '3.9.*'", "", true),
      ("python_version == '3.9'", "python_full_version == '3.9'", "", false),
      ("python_version in '3.9 3.10'", "python_version >= '3.9' and python_version < '3.11'", "", true),
      ("python_version not in '3.9, 3.10'", "python_version < '3.9' or python_version > '3.10'", "", true),
      ("python_version ~= '3.9'", "python_version >= '3.9' and python_version < '4'", "", true),
      ("python_version >= '3.8' and os_name == 'nt'", "os_name == 'nt'", ">=3.8", true),
      ("python_version >= '3.8' and os_name == 'nt'", "os_name == 'nt'", ">=3.7", false),
      ("python_full_version < '3.12'", "python_full_version < '3.13'", ">=3.13", true),
      ("python_full_version > '3.9.2'", "python_full_version >= '3.9.3'", "", true),
      ("'3.10' > python_version", "python_version < '3.10'", "", true),
      ("platform_system == 'Windows'", "sys_platform == 'win32'", "", true),
      ("platform_system == 'FreeBSD'", "sys_platform == 'freebsd'", "", false),
      ("sys_platform != 'win32' and sys_platform != 'linux'", "sys_platform == 'darwin'", "", false),
      ("os_name == 'a' or os_name != 'a'", "sys_platform == 'b' or sys_platform != 'b'", "", true),
      (
        "os_name == 'a' and (sys_platform == 'b' or extra == 'c')",
        "os_name == 'a' and sys_platform == 'b' or extra == 'C' and os_name == 'a'", "", true
      ),
      ("'linux' in sys_platform", "sys_platform in 'linux'", "", false),
      ("'linux' not in sys_platform and os_name == 'a'", "os_name == 'a' and 'linux' not in sys_platform", "", true),
      ("platform_release < '5'", "'5' > platform_release", "", true),
      ("platform_release < '5'", "platform_release >= '5'", "", false),
      ("implementation_version >= '3'", "python_version >= '3'", "", false),
      ("python_version == 'x'", "python_version != 'x'", "", false),
    ])
  func equality(_ left: String, _ right: String, _ pythons: String, _ isSame: Bool) throws {
    let range = try #require(PythonBounds([pythons]))
    let (one, two) = (MarkerFormula(Marker.tree(left)), MarkerFormula(Marker.tree(right)))
    #expect(MarkerEquivalence.areEqual(one, two, pythons: range) == isSame)
    #expect(MarkerEquivalence.areEqual(.not(two), .not(one), pythons: range) == isSame)
  }

  @Test("some never hold")
  func never() throws {
    #expect(MarkerEquivalence.canHold(.always) == true)
    #expect(
      MarkerEquivalence.canHold(MarkerFormula(Marker.tree("python_version < '3' and python_version > '3.1'"))) == false)
    #expect(MarkerEquivalence.canHold(MarkerFormula(Marker.tree("extra == 'a' and extra == 'b'"))) == true)
  }

  @Test("too many variables cannot be told")
  func many() throws {
    let text = (0..<40).map { "extra == 'a\($0)'" }.joined(separator: " or ")
    #expect(MarkerEquivalence.areEqual(MarkerFormula(Marker.tree(text)), .always, pythons: .all) == nil)
  }

  @Test(
    "ranges of Pythons have bounds",
    arguments: [
      ([">=3.9"], ">=3.9.0", true), ([">=3.9", ">=3.8,<4"], ">=3.9,<4.0", true), (["~=3.9"], ">=3.9,<4", true),
      (["==3.12.*"], ">=3.12,<3.13", true), ([">=3.9,!=3.9.*,!=3.10.*"], ">=3.11", true),
      ([">=3.9,!=3.11.*"], ">=3.9", true),
      ([">=3.9,!=3.9.0"], ">3.9", true), (["<3.12,!=3.11.*"], "<3.11", true), ([">=3.13.0rc1"], ">=3.13", true),
      ([">=3.9"], ">3.9", false), (["<=3.9"], "<3.9", false), (["==3.9"], ">=3.9,<=3.9", true),
      ([">=3.9,!=3.9.1"], ">3.9", false),
    ])
  func bounds(_ left: [String], _ right: String, _ isSame: Bool) {
    #expect((PythonBounds(left) == PythonBounds([right])) == isSame)
  }

  @Test("what is no range has no bounds", arguments: ["x", ">=", "===3.9", "^3.9"])
  func noBounds(_ text: String) { #expect(PythonBounds([text]) == nil) }

  @Test(
    "times are read",
    arguments: [
      ("1970-01-01T00:00:00Z", 0...0), ("2025-01-02T01:00:00.5+01:00", 1_735_776_000...1_735_776_000),
      ("2024-02-29t12:30:15z", 1_709_209_815...1_709_209_815), ("1970-01-01", 36_000...129_600),
    ])
  func times(_ text: String, _ seconds: ClosedRange<Int>) { #expect(PointInTime(text)?.seconds == seconds) }

  @Test(
    "what is no time is not read",
    arguments: ["", "2025-1-2", "2025-13-01", "30 days", "2025-01-02T00:00Z", "2025-01-02T00:00:00"])
  func noTimes(_ text: String) { #expect(PointInTime(text) == nil) }

  @Test(
    "paths are read from a folder",
    arguments: [
      (".", "a/./b/", "a/b"), ("a/b", "../c", "a/c"), ("a", "../../c", "../c"), (".", ".", "."), ("a", "/x/../y", "/y"),
      ("..", "../a", "../../a"), (".", "/..", "/"),
    ])
  func paths(_ folder: String, _ path: String, _ joined: String) { #expect(LocalPath.joined(folder, path) == joined) }
}
