import Foundation
import TestSupport
import Testing

@Suite("reports become tests")
struct ReproTests {
  @Test("a scenario made of a capture has the same causes, and passes once the cause is mended")
  func scenario() throws {
    let workspace = try CompareTests.project()
    try workspace.shell(
      "printf '#!/bin/sh\\r\\necho hi\\r\\n' > app/run.sh; rm data.txt; echo x > notes.db; chmod 755 app/main.py; ln -sf app/run.sh link"
    )
    try workspace.lockstep("capture", "-o", "../a.json")
    let report = try workspace.lockstep("compare")
    try workspace.shell("git checkout -q -- . && rm notes.db")
    try #require(try workspace.lockstep("compare").status == 0)
    let made = try workspace.lockstep("repro", "../a.json", "-o", "repro.yml")
    try #require(made.status == 0, "\(made.errors)")
    let text = try workspace.read("repro.yml")
    for line in [
      "\"app/run.sh\": { crlf: true }", "\"data.txt\": { delete: true }", "\"app/main.py\": { chmod: \"0755\" }",
      "\"notes.db\": ", "\"link\": { symlink: \"app/run.sh\" }", "worktree: same",
    ] { #expect(text.contains(line), "\(line) is not in \(text)") }
    let run = try workspace.lockstep("run", "repro.yml", "--runs", "1", "--json")
    #expect(run.status == 1)
    for name in ["eol.crlf", "mode.executable", "link.target"] {
      #expect(run.output.contains(name) || run.errors.contains(name), "\(name): \(run.output)")
    }
    #expect(report.output.contains("notes.db"))
    // What the report asks for, in the scenario as in the repository.
    let mended = text.replacingOccurrences(
      of: "\".dockerignore\": \".git\\n\"",
      with: "\".dockerignore\": \".git\\nnotes.db\\nlink\\napp\\ndata.txt\\n\"")
    try #require(mended != text)
    try workspace.write("repro.yml", mended)
    let after = try workspace.lockstep("run", "repro.yml", "--runs", "1")
    #expect(after.status == 0, "\(after.output)\(after.errors)")
  }

  @Test("says what a scenario cannot hold, and refuses what is of no commit")
  func limits() throws {
    let workspace = try CompareTests.project()
    try workspace.shell("head -c 300 /dev/urandom > data.txt; git config core.autocrlf input")
    try workspace.lockstep("capture", "-o", "../a.json")
    let made = try workspace.lockstep("repro", "../a.json")
    #expect(made.status == 0)
    #expect(made.errors.contains("left out: data.txt: its content"))
    #expect(made.errors.contains("left out: git's core.autocrlf was input there"))
    #expect(made.output.hasPrefix("schemaVersion: 1\n"))
    try workspace.shell("mkdir ../plain && echo x > ../plain/a")
    try workspace.lockstep("capture", "-o", "../p.json", "../plain")
    let refused = try workspace.lockstep("repro", "../p.json")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("is of no commit"))
    // A machine that has what the commit has asks for no edits.
    try workspace.shell("git checkout -q -- .; git config --unset core.autocrlf")
    try workspace.lockstep("capture", "-o", "../c.json")
    let clean = try workspace.lockstep("repro", "../c.json", "-o", "../c.yml")
    #expect(clean.errors.contains("differs from its commit in nothing"))
    #expect(try workspace.lockstep("run", "../c.yml", "--runs", "1").status == 0)
    let elsewhere = try workspace.lockstep("repro", "../a.json", "--repo", "../plain")
    #expect(elsewhere.status == 6)
    #expect(elsewhere.errors.split(separator: "\n").count == 1)
  }
}
