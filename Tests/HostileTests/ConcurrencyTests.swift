import Foundation
import TestSupport
import Testing

/// Eight processes at once on one repository, one cache and one directory of scenarios.
@Suite("processes at the same time", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct ConcurrencyTests {
  private static let count = 8

  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try #require(
      workspace.shell(
        """
        git init -q -b main repo && cd repo && mkdir -p a/b c && for i in 1 2 3 4 5 6 7 8 9; do echo $i > a/b/$i; done
        echo 'flask==3.0.0' > requirements.txt; printf 'FROM scratch\\nCOPY a /a\\n' > Dockerfile
        git add -A && git commit -qm 1 && echo 2 > a/b/1 && git commit -qam 2
        """
      ).status == 0)
    for (name, rev) in [("one", "main"), ("two", "main~1")] {
      try workspace.write(
        "scenarios/\(name).yml",
        "schemaVersion: 1\nname: \(name)\nrepo: { path: ../repo, rev: \(rev) }\nvary: { runs: 2, axes: [umask] }\n")
    }
    return workspace
  }

  /// The same command in all of them, in one cache; status and output of each.
  private func together(_ workspace: Workspace, _ arguments: String) throws -> [String] {
    let script = """
      export XDG_CACHE_HOME="$PWD/cache"; rm -rf out; mkdir out
      for i in 1 2 3 4 5 6 7 8; do
        { '\(Workspace.tool)' \(arguments) > out/$i 2> out/$i.err; echo "status $?" >> out/$i; } &
      done
      wait
      """
    try #require(workspace.shell(script).status == 0)
    return try (1...Self.count).map { try workspace.read("out/\($0)") + workspace.read("out/\($0).err") }
  }

  @Test(
    "H154: all give the same answer, with an empty cache and with a full one",
    arguments: [
      "context hash repo", "context hash repo --rev main", "log main --repo repo --copies --locks --json",
      "locks repo --json",
    ])
  func answers(_ arguments: String) throws {
    let workspace = try workspace()
    for round in ["empty", "full"] {
      let answers = try together(workspace, arguments)
      #expect(Set(answers).count == 1, "\(round): \(Set(answers))")
      #expect(answers[0].contains("status 0"), "\(answers[0])")
    }
    #expect(try workspace.leftovers().isEmpty)
    let left = try workspace.shell("find cache -name '*.tmp-*'").output
    #expect(left.isEmpty)
  }

  @Test("H154: all write the same records, whole, and find them as they should be")
  func records() throws {
    let workspace = try workspace()
    for options in ["--accept --junit report.xml", "--check --junit report.xml"] {
      let answers = try together(workspace, "run scenarios --jobs 1 \(options)")
      for answer in answers { #expect(answer.contains("status 0"), "\(answer)") }
      let names = try workspace.shell("ls -A scenarios").output
      #expect(names == "one.lock\none.yml\ntwo.lock\ntwo.yml\n", "\(names)")
      let report = try workspace.read("report.xml")
      #expect(report.hasPrefix("<?xml") && report.hasSuffix("</testsuites>\n"), "\(report.suffix(200))")
    }
    #expect(try workspace.leftovers().isEmpty)
  }
}
