import Fingerprints
import Lockfiles
import Testing

@Suite("locks of NuGet")
struct NuGetTests {
  /// 64 bytes in base64.
  static let hash = String(repeating: "A", count: 86) + "=="

  static let text = """
    {
      "version": 1,
      "dependencies": {
        "net8.0": {
          "Serilog": {"type": "Direct", "requested": "[3.1.0, )", "resolved": "3.1.1", "contentHash": "\(hash)"},
          "Newtonsoft.Json": {"type": "Direct", "requested": "[13.0.1, )", "resolved": "13.0.1", "contentHash": "\(hash)"},
          "System.Memory": {"type": "Transitive", "resolved": "4.5.5", "contentHash": "\(hash)"},
          "core": {"type": "Project", "dependencies": {"Serilog": "[3.1.0, )"}}
        },
        "net8.0/linux-x64": {
          "System.Memory": {"type": "Transitive", "resolved": "4.5.5", "contentHash": "\(hash)"}
        }
      }
    }
    """

  static let project = """
    <Project Sdk="Microsoft.NET.Sdk">
      <PropertyGroup>
        <TargetFramework>net8.0</TargetFramework>
        <SerilogVersion>3.1.0</SerilogVersion>
      </PropertyGroup>
      <ItemGroup>
        <PackageReference Include="serilog" Version="$(SerilogVersion)" />
        <PackageReference Include="Newtonsoft.Json"><Version>13.0.1</Version></PackageReference>
        <ProjectReference Include="..\\Core\\Core.csproj" />
      </ItemGroup>
    </Project>
    """

  @Test("packages by framework and runtime")
  func lock() throws {
    let lock = try read("src/packages.lock.json", Self.text, others: ["src/App.csproj": Self.project])
    #expect(lock.formatVersion == "1")
    #expect(
      lock.pins == [
        "serilog==3.1.1", "newtonsoft.json==13.0.1", "system.memory==4.5.5", "core", "system.memory==4.5.5",
      ])
    #expect(lock.packages.map(\.marker) == ["net8.0", "net8.0", "net8.0", "net8.0", "net8.0/linux-x64"])
    #expect(lock.packages[0].hashes == ["sha512:" + String(repeating: "0", count: 128)])
    #expect(lock.codes.isEmpty)
    #expect(lock.grade == .a)
    #expect(lock.freshness.summary == "all that App.csproj asks for is locked")
    #expect(lock.references.map { "\($0.kind) \($0.path)" } == ["manifest src/App.csproj", "package Core/Core.csproj"])
  }

  @Test(
    "an edited project is judged",
    arguments: [
      ("serilog", "Serilog", "fresh", ""), ("13.0.1<", "13.0.1.0<", "fresh", ""), ("3.1.0<", "[3.1.0, )<", "fresh", ""),
      ("<ItemGroup>", "<ItemGroup><!-- x -->", "fresh", ""),
      ("13.0.1<", "13.0.2<", "stale", "Newtonsoft.Json was [13.0.1, ) and is [13.0.2, )"),
      ("13.0.1<", "[13.0.1]<", "stale", "Newtonsoft.Json was [13.0.1, ) and is [13.0.1, 13.0.1]"),
      ("3.1.0<", "3.*<", "stale", "Serilog was [3.1.0, ) and is [3.*, )"),
      ("net8.0<", "net9.0<", "stale", "the target framework net9.0 is not locked"),
      (
        "<PackageReference Include=\"serilog\" Version=\"$(SerilogVersion)\" />", "", "stale",
        "Serilog is locked, but not referenced any more"
      ),
      (
        "</ItemGroup>", "<PackageReference Include=\"New\" Version=\"1.0\" /></ItemGroup>", "stale",
        "new is not locked for net8.0"
      ),
      (
        "<PackageReference Include=\"serilog\"", "<PackageReference Condition=\"'$(X)' == ''\" Include=\"serilog\"",
        "unknown", "serilog is referenced under a condition"
      ),
      ("<SerilogVersion>3.1.0</SerilogVersion>", "", "unknown", "the version of serilog is not plainly given"),
      ("<TargetFramework>net8.0</TargetFramework>", "", "unknown", "does not say plainly for which framework"),
      ("<SerilogVersion>3.1.0<", "<SerilogVersion>$(SerilogVersion)<", "unknown", "the version of serilog"),
      ("</Project>", "", "unknown", "src/App.csproj cannot be read"),
    ])
  func freshness(_ old: String, _ new: String, _ verdict: String, _ change: String) throws {
    try #require(Self.project.contains(old))
    let project = Self.project.replacing(old, with: new)
    let lock = try read("src/packages.lock.json", Self.text, others: ["src/App.csproj": project])
    #expect(lock.verdict == verdict, "\(lock.freshness.summary)")
    #expect(lock.freshness.summary.contains(change), "\(lock.freshness.summary)")
  }

  @Test("versions for all projects and files around the project take part")
  func central() throws {
    var files = ["src/App.csproj": "\u{FEFF}" + Self.project.replacing(" Version=\"$(SerilogVersion)\"", with: "")]
    files["Directory.Packages.props"] =
      "<Project><ItemGroup><PackageVersion Include=\"Serilog\" Version=\"3.1\" /></ItemGroup></Project>"
    let lock = try read("src/packages.lock.json", Self.text, others: files)
    #expect(lock.verdict == "fresh", "\(lock.freshness.summary)")
    #expect(lock.references.map(\.path).contains("Directory.Packages.props"))
    files["src/Directory.Packages.props"] = files["Directory.Packages.props"]?.replacing("3.1", with: "3.2")
    #expect(
      try read("src/packages.lock.json", Self.text, others: files).freshness.changes == [
        "Serilog was [3.1.0, ) and is [3.2.0, )"
      ])
    files["src/App.csproj"] = files["src/App.csproj"]?.replacing(
      "\"serilog\"", with: "\"serilog\" VersionOverride=\"3.1.0\"")
    #expect(try read("src/packages.lock.json", Self.text, others: files).verdict == "fresh")
    files["Directory.Build.props"] =
      "<Project><ItemGroup><PackageReference Include=\"x\" Version=\"1.0\" /></ItemGroup></Project>"
    #expect(
      try read("src/packages.lock.json", Self.text, others: files).freshness.changes == ["x is not locked for net8.0"])
  }

  @Test("which project is meant has to be clear")
  func projects() throws {
    #expect(try read("packages.lock.json", Self.text).verdict == "unknown")
    let two = ["A.csproj": Self.project, "B.fsproj": Self.project]
    #expect(try read("packages.lock.json", Self.text, others: two).verdict == "unknown")
    #expect(try read("packages.A.lock.json", Self.text, others: two).verdict == "fresh")
    let imported = Self.project.replacing("<ItemGroup>", with: "<Import Project=\"x.props\" /><ItemGroup>")
      .replacing("<PackageReference Include=\"serilog\" Version=\"$(SerilogVersion)\" />", with: "")
    #expect(try read("packages.lock.json", Self.text, others: ["A.csproj": imported]).verdict == "unknown")
  }

  @Test("the third version means the same as the first")
  func versions() throws {
    let third = Self.text.replacing(
      "\"dependencies\": {\n    \"net8.0\": {", with: "\"net8.0\": {\"framework\": \"net8.0\", \"dependencies\": {"
    )
    .replacing(
      "    },\n    \"net8.0/linux-x64\": {",
      with: "}},\n\"net8.0/linux-x64\": {\"framework\": \"net8.0\", \"dependencies\": {"
    )
    .replacing("\"version\": 1", with: "\"version\": 3")
    let lock = try read("packages.lock.json", third)
    let base = try read("packages.lock.json", Self.text)
    #expect(lock.formatVersion == "3")
    #expect(lock.semantic?.text == base.semantic?.text, "\(lock.codes)")
    #expect(
      try read("packages.lock.json", Self.text.replacing("\"version\": 1", with: "\"version\": 2")).semantic?.digest
        == base.semantic?.digest)
    #expect(
      try read("packages.lock.json", Self.text.replacing("Newtonsoft.Json", with: "NEWTONSOFT.JSON")).semantic?.digest
        == base.semantic?.digest)
    #expect(
      try read("packages.lock.json", Self.text.replacing("net8.0", with: "net9.0")).semantic?.digest
        != base.semantic?.digest)
  }

  @Test(
    "frameworks are spelled in two ways",
    arguments: [
      ("netstandard2.0", ".NETStandard,Version=v2.0", true), ("netcoreapp3.1", ".NETCoreApp,Version=v3.1", true),
      ("net472", ".NETFramework,Version=v4.7.2", true), ("net48", ".NETFramework,Version=v4.8", true),
      ("net8.0-windows", "net8.0-windows7.0", true), ("net8.0-windows", "net8.0", false),
      ("net8.0", "net8.0-windows7.0", false),
      ("netstandard2.1", ".NETStandard,Version=v2.0", false),
    ])
  func frameworks(_ name: String, _ locked: String, _ isLocked: Bool) throws {
    let project =
      "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFrameworks>\(name)</TargetFrameworks></PropertyGroup></Project>"
    let lock = try read(
      "packages.lock.json", "{\"version\": 1, \"dependencies\": {\"\(locked)\": {}}}", others: ["A.csproj": project])
    #expect(lock.verdict == (isLocked ? "fresh" : "stale"), "\(lock.freshness.summary)")
  }

  @Test(
    "what is wrong is found",
    arguments: [
      (", \"contentHash\": \"\(hash)\"},\n      \"core\"", "},\n      \"core\"", "hash.mixed:7", "B"),
      (
        "\"resolved\": \"3.1.1\", \"contentHash\": \"A", "\"resolved\": \"3.1.1\", \"contentHash\": \"",
        "hash.invalid:5", "U"
      ),
      ("\"resolved\": \"3.1.1\", ", "", "syntax:5", "U"), ("\"3.1.1\"", "\"3.x\"", "syntax:5", "U"),
      ("\"version\": 1", "\"version\": 4", "version.unsupported:2", "U"), ("\"version\": 1,", "", "syntax", "U"),
      ("\"Serilog\": {", "\"Serilog\": {}, \"Serilog\": {", "key.repeated:5", "U"),
    ])
  func findings(_ old: String, _ new: String, _ code: String, _ grade: String) throws {
    try #require(Self.text.contains(old))
    let lock = try read("packages.lock.json", Self.text.replacing(old, with: new))
    #expect(lock.codes.contains(code), "\(lock.codes)")
    #expect(lock.grade.rawValue == grade)
  }
}
