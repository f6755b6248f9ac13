import Foundation
import TestSupport
import Testing

@Suite("symbolic links", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct LinkTests {
  @Test("H040: links out of the tree are hashed by their text and never opened")
  func outwards() throws {
    let trial = try HostileCase("H040")
    let links = ["/etc/passwd", "../../../../etc/passwd", trial.outside, "/dev/zero", "/proc/self/mem"]
    let entries = try links.enumerated().map { (mode: "120000", name: "l\($0)", id: try trial.blob($1)) }
    try trial.commit(tree: trial.tree(entries))
    try trial.expectBoth(.passed)
    try trial.shell("git -C repo checkout -q -f main")
    try trial.expect(.passed, "context", "hash", "repo")
  }

  @Test("H041: a lockfile, an ignore file or a Dockerfile that is a link out of the tree is not read through")
  func lockfile() throws {
    let trial = try HostileCase("H041")
    try trial.shell("echo 'flask==1.0' >\"$OUTSIDE/requirements.txt\"; echo 'secret' >\"$OUTSIDE/.dockerignore\"")
    for target in ["/etc/passwd", "../../secret", trial.outside + "/requirements.txt"] {
      try trial.commit(
        tree: trial.tree([
          ("120000", "package-lock.json", trial.blob(target)), ("120000", "requirements.txt", trial.blob(target)),
        ]))
      let run = try trial.expect(
        .repository, "locks", "repo#main", says: ["is a symbolic link that leaves the checkout"])
      #expect(!run.outputText.contains("flask") && run.status != 125)
      try trial.shell("git -C repo checkout -q -f main")
      let disk = try trial.expect(.repository, "locks", "repo", says: ["is a symbolic link that leaves the checkout"])
      #expect(!disk.outputText.contains("flask") && disk.status != 125)
    }
    try trial.commit(tree: trial.tree([("120000", ".dockerignore", trial.blob(trial.outside + "/.dockerignore"))]))
    try trial.shell("git -C repo checkout -q -f main")
    for arguments in [["context", "hash", "repo", "--rev", "main"], ["context", "hash", "repo"]] {
      let run = try trial.expect(nil, arguments)
      #expect(run.status == 0 || run.status == 6)
    }
  }

  @Test("H043: loops and chains of links are followed by nobody")
  func loops() throws {
    let trial = try HostileCase("H043")
    var entries = [
      (mode: "120000", name: "l", id: try trial.blob("l")), (mode: "120000", name: "p", id: try trial.blob("q")),
      (mode: "120000", name: "q", id: try trial.blob("p")),
    ]
    for index in 0..<41 {
      entries.append((mode: "120000", name: "z\(100 + index)", id: try trial.blob("z\(101 + index)")))
    }
    try trial.commit(tree: trial.tree(entries))
    try trial.expectBoth(.passed)
    try trial.shell("git -C repo checkout -q -f main")
    try trial.expect(.passed, "context", "hash", "repo")
    #expect(try trial.run(["locks", "repo"]).status == 4)
  }

  @Test("H046: attribute and ignore files that are links are not followed")
  func attributes() throws {
    let trial = try HostileCase("H046")
    try trial.shell("printf '* text eol=crlf\\n' >\"$OUTSIDE/attributes\"")
    let blob = try trial.blob("a\nb\n")
    try trial.commit(tree: trial.tree([("100644", "f", blob)]))
    let plain = try trial.run(["context", "hash", "repo", "--rev", "main", "--scheme", "h1"])
    #expect(plain.status == 0)
    let link = try trial.blob(trial.outside + "/attributes")
    try trial.commit(tree: trial.tree([("120000", ".gitattributes", link), ("100644", "f", blob)]))
    try trial.expectBoth(.passed)
    let listing = try trial.expect(.passed, "context", "ls", "repo", "--rev", "main", "--json")
    #expect(listing.outputText.contains("\"size\" : 4") || listing.outputText.contains("\"size\":4"))
  }

  @Test("H036, H037: nothing is checked out into a directory that is there")
  func target() throws {
    let trial = try HostileCase("H036")
    try trial.shell("cd repo; mkdir d; echo evil >d/x; echo evil >keep; git add -A; git commit -q -m c")
    // What a checkout could be led into: the temporary root holds links under every name that a run uses.
    try trial.shell(
      "cd '\(trial.workspace.temporary)'; for n in d keep run 0 1 checkout; do ln -s \"$OUTSIDE\" $n; done")
    try trial.writeScenario()
    let run = try trial.run(["run", "case.yml", "--check"])
    #expect(run.status == 0)
    #expect(try trial.shell("cat \"$OUTSIDE/f\"") == "secret")
    #expect(try trial.shell("cat \"$OUTSIDE/d/x\"") == "x")
    #expect(try trial.workspace.leftovers().count == 6)
  }

  @Test("H049: hard links in an archive are files of their own")
  func hardLinks() throws {
    let trial = try HostileCase("H049")
    var linked = TarBytes()
    linked.add("a", content: Array("x\n".utf8))
    linked.add("b", type: "1", link: "a")
    linked.add(".dockerignore", content: Array("a\n".utf8))
    var plain = TarBytes()
    plain.add("a", content: Array("x\n".utf8))
    plain.add("b", content: Array("x\n".utf8))
    plain.add(".dockerignore", content: Array("a\n".utf8))
    try Data(linked.finished).write(to: URL(fileURLWithPath: trial.workspace.directory + "/linked.tar"))
    try Data(plain.finished).write(to: URL(fileURLWithPath: trial.workspace.directory + "/plain.tar"))
    let first = try trial.expect(.passed, "context", "hash", "-", input: trial.workspace.directory + "/linked.tar")
    let second = try trial.expect(.passed, "context", "hash", "-", input: trial.workspace.directory + "/plain.tar")
    #expect(first.outputText == second.outputText)
    var outwards = TarBytes()
    outwards.add("passwd", type: "1", link: "/etc/passwd")
    try Data(outwards.finished).write(to: URL(fileURLWithPath: trial.workspace.directory + "/out.tar"))
    try trial.expect(
      .repository, "context", "hash", "-", says: ["hard link"], input: trial.workspace.directory + "/out.tar")
  }

  @Test("H046: links in the place of git's own files are warned about")
  func ownFiles() throws {
    let trial = try HostileCase("H046")
    let link = try trial.blob(trial.outside + "/attributes")
    let text = try trial.blob("a\nb\n")
    try trial.commit(
      tree: trial.tree([("120000", ".gitattributes", link), ("120000", ".gitignore", link), ("100644", "a", text)]))
    try trial.expect(
      .passed, "context", "hash", "repo", "--rev", "main",
      says: [".gitattributes: [gitattributesSymlink]", ".gitignore: [gitignoreSymlink]"])
  }
}
