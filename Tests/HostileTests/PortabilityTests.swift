import Foundation
import TestSupport
import Testing

@Suite("names that other platforms cannot hold", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct PortabilityTests {
  private static let names: [(name: [UInt8], says: String)] = [
    (Array("CON".utf8), "Windows"), (Array("NUL".utf8), "Windows"), (Array("aux.txt".utf8), "Windows"),
    (Array("C:x".utf8), "Windows"), (Array("a\\b".utf8), "Windows"), (Array("blank ".utf8), "Windows"),
    (Array("dot.".utf8), "Windows"), (Array("x\ty".utf8), "Windows"), (Array("a\nb".utf8), "Windows"),
    (Array("sub\r".utf8), "Windows"), (Array("\u{1B}[2Jx".utf8), "Windows"),
    (Array("\u{1B}]0;pwn\u{7}".utf8), "Windows"), (Array("::error file=a,line=1::pwned".utf8), "Windows"),
    (Array("::set-output name=x::y".utf8), "Windows"), ([0xFF, 0xFE], "macOS"), ([0xC0, 0xAE], "macOS"),
  ]

  @Test("H010 H012 H013 H015 H016: they are checked out, with one warning a name that says where they break")
  func warned() throws {
    let trial = try HostileCase("H010")
    let blob = try trial.blob()
    let names = Self.names.map(\.name).sorted { $0.lexicographicallyPrecedes($1) }
    let plain: [[UInt8]] = ["##teamcity[x]", "##vso[task.complete]"].map { Array($0.utf8) }
    let all = (names + plain).sorted { $0.lexicographicallyPrecedes($1) }
    try trial.commit(tree: trial.tree(all.map { (mode: "100644", name: $0, id: blob) }))
    let run = try trial.expect(
      .passed, "context", "hash", "repo", "--rev", "main", says: ["breaks on Windows", "breaks on"])
    let warnings = run.errorText.split(separator: "\n").filter { $0.hasPrefix("warning: ") }
    #expect(warnings.count == names.count, "\(warnings)")
    try trial.expect(.passed, "context", "ls", "repo", "--rev", "main", "--json")
    try trial.writeScenario()
    try trial.expect(.passed, "run", "case.yml", "--check", "--verbose")
    try trial.expect(.passed, "run", "case.yml", "--check", "--json")
    let quiet = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", "--paths", "any")
    #expect(quiet.errors.isEmpty)
    #expect(quiet.outputText == run.outputText)
  }

  @Test("H010: strict refuses each of them", arguments: names.indices)
  private func strict(_ index: Int) throws {
    let row = Self.names[index]
    let trial = try HostileCase("H010")
    try trial.commit(tree: trial.tree([("100644", row.name, trial.blob())]))
    try trial.expect(
      .repository, "context", "hash", "repo", "--rev", "main", "--paths", "strict", says: ["breaks on \(row.says)"])
  }

  @Test("H010: the scenario's own key goes before the option")
  func scenarioKey() throws {
    let trial = try HostileCase("H010")
    try trial.commit(tree: trial.tree([("100644", "CON", trial.blob())]))
    try trial.writeScenario(rest: "paths: strict")
    try trial.expect(.repository, "run", "case.yml", "--check", says: ["\"CON\"", "Windows", "repository repo"])
    try trial.writeScenario(rest: "paths: warn")
    try trial.expect(.passed, "run", "case.yml", "--check", "--paths", "strict")
    try trial.writeScenario(rest: "paths: perhaps")
    try trial.expect(.usage, "run", "case.yml", "--check", says: ["strict, warn, any"])
    try trial.expect(.usage, "context", "hash", "repo", "--rev", "main", "--paths", "no", says: ["strict, warn, any"])
  }

  @Test("H017: names that are equal elsewhere are two files, with a warning")
  func collisions() throws {
    let trial = try HostileCase("H017")
    let (one, two) = (try trial.blob("1\n"), try trial.blob("2\n"))
    for (first, second, platforms) in [
      ("e\u{301}", "é", "breaks on macOS"), ("README", "Readme", "breaks on Windows and macOS"),
      ("STRASSE", "straße", "breaks on macOS"),
    ] {
      try trial.commit(tree: trial.tree([("100644", first, one), ("100644", second, two)]))
      try trial.expect(
        .passed, "context", "hash", "repo", "--rev", "main", says: [platforms, "the same name as"])
      let run = try trial.expect(.passed, "context", "ls", "repo", "--rev", "main", "--json")
      let list = try JSONSerialization.jsonObject(with: Data(run.output))
      #expect(String(describing: list).components(separatedBy: "file").count > 2)
      try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", "--paths", "strict", says: [platforms])
      try trial.writeScenario(rest: "expect: { contains: [\"\(first)\", \"\(second)\"] }")
      try trial.expect(.passed, "run", "case.yml", "--check")
    }
  }

  @Test("H010: a warning is told again when the context is taken from the cache, and for a changed neighbour")
  func remembered() throws {
    let trial = try HostileCase("H010")
    let blob = try trial.blob()
    let many = try trial.tree((1000..<1600).map { (mode: "100644", name: "f\($0)", id: blob) })
    let odd = try trial.tree([("100644", "CON", blob)])
    for name in ["x", "y"] {
      try trial.commit(tree: trial.tree([("40000", "many", many), ("40000", "odd", odd), ("100644", name, blob)]))
      try trial.expect(
        .passed, "context", "hash", "repo", "--rev", "main", says: ["warning: odd/CON: breaks on Windows"])
    }
  }

  @Test("H019: the order and the digest do not depend on the locale")
  func order() throws {
    let trial = try HostileCase("H019")
    let blob = try trial.blob()
    let inner = try trial.tree([("100644", "b", blob)])
    var entries: [(mode: String, name: [UInt8], id: String)] = []
    for name in ["A", "a-b", "a.b"] { entries.append(("100644", Array(name.utf8), blob)) }
    entries.append(("40000", Array("a".utf8), inner))
    for name in ["a0", "é"] { entries.append(("100644", Array(name.utf8), blob)) }
    entries.append(("100644", [0xFF], blob))
    try trial.commit(tree: trial.tree(entries))
    var outputs: Set<String> = []
    for locale in ["C", "tr_TR.UTF-8", "sv_SE.UTF-8"] {
      trial.environment["LC_ALL"] = locale
      outputs.insert(try trial.expect(.passed, "context", "ls", "repo", "--rev", "main").outputText)
      outputs.insert(try trial.expect(.passed, "context", "hash", "repo", "--rev", "main").outputText)
    }
    #expect(outputs.count == 2)
  }

  @Test("H011: a name that this file system cannot hold is refused before anything is written")
  func longName() throws {
    let trial = try HostileCase("H011")
    try trial.commit(tree: trial.tree([("100644", String(repeating: "n", count: 255), trial.blob())]))
    try trial.expectBoth(.passed)
    for length in [256, 5_000] {
      try trial.commit(tree: trial.tree([("100644", String(repeating: "n", count: length), trial.blob())]))
      try trial.writeScenario()
      let run = try trial.expect(nil, ["run", "case.yml", "--check"], says: ["\(length) bytes", "limit"])
      #expect(run.status == 7 || length > 4_000 && run.status == 6)
    }
  }

  @Test("H023: a directory of many entries is read in little memory")
  func manyEntries() throws {
    let trial = try HostileCase("H023")
    let blob = try trial.blob()
    try trial.commit(tree: trial.tree((100_000..<140_000).map { (mode: "100644", name: "f\($0)", id: blob) }))
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", "--no-cache")
  }
}
