import Foundation
import TestSupport
import Testing

@Suite("lockstep explain and ignore lint")
struct AdviceTests {
  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(".dockerignore", "*.log\nbuild\n!keep.log\ncache\ndocs\n!docs/*/a.md\n")
    try workspace.write("Dockerfile", "FROM scratch\nCOPY b.log \\\n  /x/\nCOPY src /src\n")
    for path in ["b.log", "keep.log", "build/x", "src/a.py", "src/cache/c", "docs/one/a.md", "docs/b"] {
      try workspace.write(path, "x\n")
    }
    return workspace
  }

  @Test("explain reads paths from standard input, with newlines or zero bytes")
  func standardInput() throws {
    let workspace = try sample()
    let lines = try workspace.shell("printf 'b.log\\nsrc/a.py\\r\\n' | '\(Workspace.tool)' explain --stdin --json")
    #expect(try lines.jsonArray().map { $0["path"] as? String } == ["b.log", "src/a.py"])
    let zeros = try workspace.shell("printf 'a\\nb\\000\\377' | '\(Workspace.tool)' explain --stdin -z --json")
    let entries = try zeros.jsonArray()
    #expect(entries.map { $0["path"] as? String } == ["a\nb", "\u{FFFD}"])
    #expect(entries[1]["path_b64"] as? String == "/w==")
    #expect(try workspace.lockstep("explain").status == 2)
    #expect(try workspace.lockstep("explain", "-z", "a").status == 2)
  }

  @Test("explain says what git would say, who reads the path, and when a directory is sent all the same")
  func context() throws {
    let workspace = try sample()
    let entries = try workspace.lockstep("explain", "--json", "src/cache/c", "b.log", "docs", "docs/one/a.md")
      .jsonArray()
    let git = try #require(entries[0]["gitignore"] as? [String: Any])
    #expect(entries[0]["ignored"] as? Bool == false && git["ignored"] as? Bool == true)
    #expect((git["rule"] as? [String: Any])?["line"] as? Int == 4 && git["viaParent"] as? String == "src/cache")
    #expect((entries[0]["readBy"] as? [[String: Any]])?.map { $0["line"] as? Int } == [4])
    let reader = try #require((entries[1]["readBy"] as? [[String: Any]])?.first)
    #expect(reader["file"] as? String == "Dockerfile" && reader["line"] as? Int == 2)
    #expect(entries[1]["gitignore"] is NSNull)
    #expect((entries[2]["warnings"] as? [String])?.first?.contains("is sent all the same") == true)
    let text = try workspace.lockstep("explain", "b.log", "src/cache/c").output
    #expect(text.contains("wanted by Dockerfile:2: COPY b.log"))
    #expect(
      text.contains(
        "a .gitignore with these lines would ignore it: .dockerignore:4: cache, through the directory src/cache"))
  }

  @Test("explain warns of files that arrive empty and of patterns that mean something else")
  func warnings() throws {
    let workspace = try Workspace()
    try workspace.write("rules", "n\n!n/keep\n**/n\na|b*\n")
    let result = try workspace.lockstep("explain", "--ignore-file", "rules", "--json", "n/keep/x", "axx")
    let warnings = try result.jsonArray().map { $0["warnings"] as? [String] ?? [] }
    #expect(warnings[0].first?.contains("arrives empty") == true)
    #expect(warnings[1].first?.contains("\"|\" separates alternatives") == true)
    try workspace.write("rules", "a{1001}*\n")
    let failing = try workspace.lockstep("explain", "--ignore-file", "rules", "x")
    #expect(failing.status == 6 && failing.errors.contains("rules:1: "))
  }

  @Test("explain answers for other builders, and lists where they disagree")
  func engines() throws {
    let workspace = try sample()
    let git = try workspace.lockstep("explain", "--engine", "gitignore", "--json", "src/cache/c").jsonArray()
    #expect(git[0]["ignored"] as? Bool == true)
    #expect(try workspace.lockstep("explain", "--engine", "docker", "x").status == 2)
    let comparison = try workspace.lockstep("explain", "--engines", "--json").json()
    let differences = try #require(comparison["differences"] as? [[String: Any]])
    let entry = try #require(differences.first { $0["path"] as? String == "docs/one/a.md" })
    let included = try #require(entry["included"] as? [String: Bool])
    #expect(included["buildkit"] == true && included["classic"] == false && included["gitignore"] == false)
    #expect(differences.contains { $0["path"] as? String == "src/cache/" })
    let some = try workspace.lockstep("explain", "--engines", "--json", "src").json()
    #expect((some["differences"] as? [[String: Any]])?.map { $0["path"] as? String } == ["src/cache/", "src/cache/c"])
    let listing = try workspace.lockstep("context", "ls", "--engine", "gitignore")
    #expect(listing.status == 0 && !listing.output.contains("cache") && listing.output.contains("src/a.py"))
  }

  @Test("explain and lint answer for a commit as for its checkout")
  func commit() throws {
    let workspace = try sample()
    // Every rule matches something: that one does not is said of directories only.
    try workspace.write(".dockerignore", "*.log\nbuild\n!keep.log\ndocs\n!docs/*/a.md\n")
    let git =
      "git init -q . && git add -A -f && git -c user.name=a -c user.email=a@b.invalid commit -qm x && mkdir ../out "
      + "&& git archive HEAD | tar x -C ../out"
    #expect(try workspace.shell(git).status == 0)
    for command in [["explain", "--json", "docs", "src/cache/c", "--context"], ["ignore", "lint", "--json"]] {
      let first = try workspace.lockstep(arguments: command + [".", "--rev", "HEAD"])
      let second = try workspace.lockstep(arguments: command + ["../out"])
      let withoutCommit = first.output.split(separator: "\n").filter { !$0.contains("\"commit\"") }
      #expect(!withoutCommit.isEmpty && withoutCommit == second.output.split(separator: "\n"), "\(command)")
    }
  }

  @Test("lint finds, tries fixes, and fails as told")
  func lint() throws {
    let workspace = try sample()
    let report = try workspace.lockstep("ignore", "lint", "--json")
    #expect(report.status == 1)
    let findings = try #require(try report.json()["findings"] as? [[String: Any]])
    let codes = findings.compactMap { $0["code"] as? String }
    #expect(codes.contains("needed-but-ignored") && codes.contains("gitignore-habit-any-depth"))
    let needed = try #require(findings.first { $0["code"] as? String == "needed-but-ignored" })
    #expect(needed["level"] as? String == "error" && needed["line"] as? Int == 1)
    #expect((needed["fix"] as? [String: Any])?["replacement"] as? String == "!b.log")
    #expect(try workspace.lockstep("ignore", "lint", "--fail-on", "never").status == 0)
    // The fix, applied, makes the finding go away.
    try workspace.write(".dockerignore", "*.log\nbuild\n!keep.log\n**/cache\ndocs\n!docs/*/a.md\n!b.log\n")
    let mended = try workspace.lockstep("ignore", "lint")
    #expect(mended.status == 0 && !mended.output.contains("needed-but-ignored") && !mended.output.contains("any-depth"))
    #expect(try workspace.lockstep("ignore", "lint", "--fail-on", "note").status == 1)
  }

  @Test("lint names ignore files that nobody reads")
  func unused() throws {
    let workspace = try Workspace()
    for path in ["sub/.dockerignore", ".DockerIgnore", "Dockerfile.dockerignore", ".dockerignore", "a"] {
      try workspace.write(path, "x\n")
    }
    let findings = try #require(
      try workspace.lockstep("ignore", "lint", "--json").json()["findings"] as? [[String: Any]])
    let unused = findings.filter { $0["code"] as? String == "ignore-file-not-used" }.compactMap {
      $0["file"] as? String
    }
    #expect(unused == [".DockerIgnore", ".dockerignore", "sub/.dockerignore"])
    for setup in [
      "mkdir .dockerignore", "ln -s /etc/hostname .dockerignore", "ln -s ../x .dockerignore",
      "ln -s nowhere .dockerignore",
    ] {
      let other = try Workspace()
      #expect(try other.shell(setup).status == 0)
      let findings = try other.lockstep("ignore", "lint", "--json").json()["findings"] as? [[String: Any]]
      #expect(findings?.first?["code"] as? String == "ignore-file-not-used", "\(setup)")
    }
  }

  @Test("SARIF has the parts that readers need, with paths as URIs")
  func sarif() throws {
    let workspace = try Workspace()
    try workspace.write("with space/.dockerignore", "a|b*\n!\n")
    try workspace.write("with space/axx", "x\n")
    let result = try workspace.lockstep(
      "ignore", "lint", "--sarif", "--ignore-file", "with space/.dockerignore", "with space")
    #expect(result.status == 1)
    let log = try result.json()
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count >= 2)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      let place = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
      #expect((place["artifactLocation"] as? [String: Any])?["uri"] as? String == "with%20space/.dockerignore")
    }
  }

  @Test("every finding is documented")
  func documented() throws {
    let text = try String(contentsOf: URL(fileURLWithPath: Workspace.project + "/docs/ignore.md"), encoding: .utf8)
    let workspace = try Workspace()
    let log = try workspace.lockstep("ignore", "lint", "--sarif").json()
    let driver = ((log["runs"] as? [[String: Any]])?.first?["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let codes = (driver?["rules"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    #expect(codes.count == 15)
    for code in codes { #expect(text.contains("| `\(code)` |"), "\(code)") }
  }

  @Test("names cannot act on the terminal")
  func hostileNames() throws {
    let workspace = try Workspace()
    try workspace.write(".dockerignore", "\u{1B}[31mred\nx\u{1B}]0;t\u{7}*\n")
    try workspace.write("d/\u{1B}[2Jx.pem", "x\n")
    for command in [
      ["ignore", "lint"], ["explain", "x\u{1B}]0;t\u{7}y", "d/\u{1B}[2Jx.pem"], ["explain", "--engines"],
    ] {
      let result = try workspace.lockstep(arguments: command)
      #expect(!(result.output + result.errors).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" }, "\(command)")
    }
  }
}
