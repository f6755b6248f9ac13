import Foundation
import Testing

@Suite("lockstep impact")
struct ImpactTests {
  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "Dockerfile",
      "FROM python:3.12 AS deps\nCOPY requirements.txt /app/\nFROM deps AS test\nCOPY tests /tests\nFROM deps\nCOPY src /src\n"
    )
    try workspace.write(".dockerignore", "**/*.log\n")
    for path in ["requirements.txt", "src/a b.py", "src/x.log", "tests/t.py", "README.md", "y.log"] {
      try workspace.write(path, "x\n")
    }
    return workspace
  }

  @Test("a file is followed to the steps that copy it and the stages that build on them")
  func forward() throws {
    let workspace = try sample()
    let result = try workspace.lockstep(
      "impact", "--json", "requirements.txt", "tests/t.py", "src", "README.md", "y.log", "nope")
    let impacts = try #require(try result.json()["impacts"] as? [[String: Any]])
    #expect(impacts.map { $0["isInContext"] as? Bool } == [true, true, true, true, false, false])
    #expect(impacts.map { $0["stages"] as? [String] } == [["deps", "test", "2"], ["test"], ["2"], [], [], []])
    let steps = impacts.map { ($0["steps"] as? [[String: Any]] ?? []).compactMap { $0["line"] as? Int } }
    #expect(steps == [[2], [4], [6], [], [], []])
    #expect(impacts[0]["locks"] as? [String] == ["requirements.txt"])
    #expect(try workspace.lockstep("impact", "y.log").output == "y.log\n    not in the context: nothing changes\n")
    #expect(try workspace.lockstep("impact").status == 2)
    #expect(try workspace.lockstep("impact", "../x").status == 2)
  }

  @Test("the files of a stage, one a line and as prerequisites that make understands")
  func inverse() throws {
    let workspace = try sample()
    #expect(try workspace.lockstep("impact", "--inverse", "test").output == "requirements.txt\ntests/t.py\n")
    #expect(try workspace.lockstep("impact", "--inverse", "2").output == "requirements.txt\nsrc/a b.py\n")
    let rule = try workspace.lockstep("impact", "--inverse", "2", "--format", "makefile").output
    #expect(rule == "2: \\\n  requirements.txt \\\n  src/a\\ b.py\n")
    let unknown = try workspace.lockstep("impact", "--inverse", "nope")
    #expect(unknown.status == 2 && unknown.errors.contains("there are: deps, test, 2"))
    guard try workspace.shell("command -v make").status == 0 else { return }
    let made = try workspace.shell(
      "'\(Workspace.tool)' impact --inverse 2 --format makefile > Makefile; printf '\\t@echo $^\\n' >> Makefile; make 2"
    )
    #expect(made.output == "requirements.txt src/a b.py\n")
  }
}
