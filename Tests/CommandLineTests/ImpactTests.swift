import Foundation
import TestSupport
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

  @Test(
    "layers, explain and impact count the files that the COPY takes, and no others",
    arguments: [
      ("--parents a/./b", ["a/b/c", "a/b/d.md"]), ("--parents b", ["b/c"]), ("--parents **/*.py", ["a/f.py", "g.py"]),
      ("--parents --exclude=**/*.md a/./b", ["a/b/c"]), ("l", ["a/b/c", "a/b/d.md"]), ("l*", ["a/b/c", "a/b/d.md"]),
      ("l/c", ["a/b/c"]), ("*.py", ["g.py"]), ("a/*.py", ["a/f.py"]), ("--exclude=b a", ["a/f.py"]),
    ])
  func taken(arguments: String, expected: [String]) throws {
    let workspace = try Workspace()
    try workspace.write("Dockerfile", "FROM scratch\nCOPY \(arguments) /\n")
    let files = ["a/b/c", "a/b/d.md", "a/f.py", "b/c", "g.py", "c"]
    for path in files { try workspace.write(path, "xy") }
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/l", withDestinationPath: "a/b")
    let layers = try #require(try workspace.lockstep("layers", "--json").json()["steps"] as? [[String: Any]])
    #expect(layers[0]["files"] as? Int == expected.count && layers[0]["bytes"] as? Int == 2 * expected.count)
    #expect(layers[0]["error"] is NSNull)
    let explained = try workspace.lockstep(arguments: ["explain", "--json"] + files).jsonArray()
    #expect(
      explained.filter { !($0["readBy"] as? [Any] ?? []).isEmpty }.map { $0["path"] as? String } == expected)
    let impacts = try workspace.lockstep(arguments: ["impact", "--json"] + files).json()["impacts"] as? [[String: Any]]
    #expect(
      try #require(impacts).filter { !($0["steps"] as? [Any] ?? []).isEmpty }.map { $0["path"] as? String } == expected)
    let inverse = try workspace.lockstep("impact", "--inverse", "0").output.split(separator: "\n").map(String.init)
    #expect(inverse.filter { $0 != "l" }.sorted() == expected.sorted())
  }
}
