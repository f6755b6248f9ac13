import Foundation
import TestSupport
import Testing

@Suite("lockstep context, explain, locks, init")
struct ContextTests {
  private func sampleTree(_ workspace: Workspace) throws {
    try workspace.write("app/main.py", "print('hi')\n")
    try workspace.write("run.sh", "#!/bin/sh\n", mode: 0o755)
    try workspace.write("with space/é.txt", "x\n")
    try workspace.write("empty", "")
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/link", withDestinationPath: "app/main.py")
    try FileManager.default.createDirectory(atPath: workspace.work + "/void", withIntermediateDirectories: true)
  }

  @Test("the shell lines in docs/digests.md print the digest of a directory")
  func documentedShell() throws {
    let workspace = try Workspace()
    try sampleTree(workspace)
    let text = try String(
      contentsOf: URL(fileURLWithPath: Workspace.project + "/docs/digests.md"), encoding: .utf8)
    let start = try #require(text.range(of: "```sh\n"))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    let expected = try workspace.shell(String(text[start.upperBound..<end.lowerBound]))
    #expect(expected.status == 0)
    let digest = try workspace.lockstep("context", "hash")
    #expect(digest.status == 0)
    #expect(digest.output == "lockstep-v1 " + expected.output)
    let manifest = try workspace.shell("'\(Workspace.tool)' context hash --manifest | sha256sum")
    #expect("sha256:" + manifest.output.prefix(64) + "\n" == expected.output)
  }

  @Test("a commit read from objects has the digest of its clone", .enabled(if: Workspace.hasGit, "needs git"))
  func commitRoute() throws {
    let workspace = try Workspace()
    try sampleTree(workspace)
    try workspace.write(".gitattributes", "*.txt text eol=crlf\n")
    try workspace.write("sub/.gitattributes", "*.py eol=crlf\n")
    try workspace.write("sub/x.py", "a\nb\n")
    try workspace.write(".dockerignore", ".git\n*.log\n")
    try workspace.makeRepository()
    try #require(workspace.shell("git tag v1 && git clone -q . ../clone").status == 0)
    let objects = try workspace.lockstep("context", "hash", "--rev", "v1")
    let files = try workspace.lockstep("context", "hash", "../clone")
    #expect(objects.status == 0 && objects.output == files.output)
    #expect(try workspace.lockstep("context", "hash", ".#v1").output == objects.output)
    let below = try workspace.lockstep("context", "hash", ".#v1:sub")
    #expect(try workspace.lockstep("context", "hash", "sub", "--rev", "v1").output == below.output)
    #expect(
      try workspace.lockstep("context", "hash", "--rev", "v1", at: workspace.work + "/sub").output == below.output)
    #expect(try workspace.lockstep("context", "hash", "sub#v1:").output == objects.output)
    #expect(
      try workspace.lockstep("context", "diff", "--rev", "v1", "sub", at: workspace.directory + "/clone").status == 0)
    #expect(try workspace.lockstep("context", "hash", "--rev", "").status == 2)
    #expect(try workspace.lockstep("context", "hash", "../clone/sub").output == below.output)
    #expect(try workspace.lockstep("context", "hash", ".#v1:nope").status == 2)
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("the JSON of ls has the documented shape, also for names that are not UTF-8")
  func listing() throws {
    let workspace = try Workspace()
    try sampleTree(workspace)
    try workspace.write(".dockerignore", "empty\n")
    try #require(workspace.shell(#"printf z >"$(printf 'bad\377name')""#).status == 0)
    let result = try workspace.lockstep("context", "ls", "--json")
    #expect(result.status == 0)
    let object = try result.json()
    #expect(object["ignoreFile"] as? String == ".dockerignore")
    #expect((object["digests"] as? [String: String])?["lockstep-v1"]?.hasPrefix("sha256:") == true)
    let entries = try #require(object["entries"] as? [[String: Any]])
    func entry(_ path: String) -> [String: Any]? { entries.first { $0["path"] as? String == path } }
    #expect(entry("empty") == nil)
    #expect(entry("run.sh")?["mode"] as? String == "0755")
    #expect(entry("run.sh")?["type"] as? String == "file")
    #expect(entry("run.sh")?["size"] as? Int == 10)
    #expect(
      entry("run.sh")?["sha256"] as? String == "a8076d3d28d21e02012b20eaf7dbf75409a6277134439025f282e368e3305abf")
    #expect(entry("link")?["link"] as? String == "app/main.py")
    #expect(entry("link")?["type"] as? String == "symlink")
    #expect(entry("void")?["type"] as? String == "dir")
    #expect(
      entries.contains {
        $0["path_b64"] as? String == Data([0x62, 0x61, 0x64, 0xFF] + Array("name".utf8)).base64EncodedString()
      })
    try FileManager.default.removeItem(atPath: workspace.work + "/.dockerignore")
    let without = try workspace.lockstep("context", "ls", "--json").json()
    #expect(without["ignoreFile"] is NSNull)
  }

  @Test("--dockerfile and --ignore-file choose the rules")
  func chosenRules() throws {
    let workspace = try Workspace()
    try sampleTree(workspace)
    try workspace.write(".dockerignore", "app\n")
    try workspace.write("docker/web.Dockerfile.dockerignore", "run.sh\n")
    try workspace.write("../other", "link\n")
    func paths(_ arguments: String...) throws -> [String] {
      let result = try workspace.shell("'\(Workspace.tool)' context ls --json \(arguments.joined(separator: " "))")
      return (try result.json()["entries"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
    }
    #expect(try !paths().contains("app"))
    #expect(try !paths("--dockerfile docker/web.Dockerfile").contains("run.sh"))
    #expect(try paths("--dockerfile docker/web.Dockerfile").contains("app"))
    #expect(try !paths("--ignore-file ../other").contains("link"))
    #expect(try workspace.lockstep("context", "ls", "--ignore-file", "nope").status == 2)
    try workspace.write(".dockerignore", "a\n!\n")
    let refused = try workspace.lockstep("context", "hash")
    #expect(refused.status == 6 && refused.errors.contains(".dockerignore:2:"))
    #expect(refused.output.isEmpty)
  }

  @Test("diff tells what differs, exit 1; the same is exit 0", .enabled(if: Workspace.hasGit, "needs git"))
  func difference() throws {
    let workspace = try Workspace()
    try sampleTree(workspace)
    try workspace.write(".dockerignore", ".git\n")
    try workspace.makeRepository()
    try FileManager.default.removeItem(atPath: workspace.work + "/void")
    let same = try workspace.lockstep("context", "diff", "--rev", "HEAD")
    #expect(same.status == 0 && same.output.isEmpty, "\(same.output)")
    try workspace.write("app/main.py", "changed\n")
    try workspace.write("run.sh", "#!/bin/sh\n", mode: 0o644)
    try workspace.write("new.txt", "x")
    let different = try workspace.lockstep("context", "diff", ".#HEAD", ".")
    #expect(different.status == 1)
    #expect(
      different.output.hasPrefix("changed  app/main.py  (content)\nadded    new.txt\nchanged  run.sh  (mode)\ncause "))
    let json = try workspace.lockstep("context", "diff", ".#HEAD", ".", "--json")
    #expect(json.status == 1)
    #expect(try json.json()["same"] as? Bool == false)
    #expect(try workspace.lockstep("context", "diff", ".").status == 2)
  }

  @Test("explain names the rule, the overruled ones and the directory")
  func explain() throws {
    let workspace = try Workspace()
    try workspace.write(".dockerignore", "*.log\nbuild\n!keep.log\n")
    let result = try workspace.lockstep("explain", "--json", "keep.log", "build/x", "./src/a.py", "b.log")
    #expect(result.status == 0)
    let entries = try result.jsonArray()
    #expect(entries.map { $0["ignored"] as? Bool } == [false, true, false, true])
    #expect((entries[0]["rule"] as? [String: Any])?["line"] as? Int == 3)
    #expect((entries[0]["rule"] as? [String: Any])?["negated"] as? Bool == true)
    #expect((entries[0]["matched"] as? [[String: Any]])?.compactMap { $0["line"] as? Int } == [1, 3])
    #expect(entries[1]["viaParent"] as? String == "build")
    #expect(entries[2]["rule"] is NSNull)
    #expect((entries[3]["rule"] as? [String: Any])?["pattern"] as? String == "*.log")
    let text = try workspace.lockstep("explain", "b.log")
    #expect(text.output == "ignored  b.log\n         by .dockerignore:1: *.log\n")
    for path in ["", ".", "../x", "a/../../y", "/etc/passwd"] {
      #expect(try workspace.lockstep("explain", path).status == 2, "\(path)")
    }
    try workspace.write("rules", "a\n")
    #expect(
      try workspace.lockstep("explain", "--ignore-file", "rules", "a/b", at: workspace.work).output.contains(
        "rules:1: a, through the directory a"))
  }

  @Test("locks are found, graded and shown")
  func locks() throws {
    let workspace = try Workspace()
    try workspace.write("requirements.txt", "flask>=2.0\n")
    try workspace.write(".venv/requirements.txt", "x==1\n")
    try workspace.write("sub/.python-version", "3.11.7\n")
    let result = try workspace.lockstep("locks", "--json")
    #expect(result.status == 0)
    let locks = try #require(try result.json()["lockfiles"] as? [[String: Any]])
    #expect(locks.map { $0["path"] as? String } == ["requirements.txt", "sub/.python-version"])
    #expect(locks.map { $0["grade"] as? String } == ["C", "B"])
    let finding = (locks[0]["findings"] as? [[String: Any]])?.first
    #expect(finding?["code"] as? String == "unpinned" && finding?["line"] as? Int == 1)
    #expect(try workspace.lockstep("locks", "requirements.txt").output.contains("requirements.txt:1: "))
    #expect(try workspace.lockstep("locks", "nope").status == 2)
    try workspace.write("notes.txt", "x\n")
    #expect(try workspace.lockstep("locks", "notes.txt").status == 2)
    try workspace.write("deep/er/requirements.txt", "./local\n-e .\n")
    func semantic(_ path: String) throws -> [String] {
      let locks = try workspace.lockstep("locks", "--json", path).json()["lockfiles"] as? [[String: Any]] ?? []
      return locks.compactMap { ($0["digests"] as? [String: String])?["semantic"] }
    }
    let named = try semantic("deep/er/requirements.txt")
    #expect(named.count == 1)
    #expect(try semantic("deep") == named && semantic("deep/er") == named)
  }

  @Test("init writes a scenario for each context, which then passes", .enabled(if: Workspace.hasGit, "needs git"))
  func initialise() throws {
    let workspace = try Workspace()
    try workspace.write("docker-compose.yml", "services:\n  web: {build: .}\n  api: {build: {context: services/api}}\n")
    try workspace.write("Dockerfile", "FROM scratch\n")
    try workspace.write("services/api/Dockerfile", "FROM scratch\n")
    try workspace.write("requirements.txt", "flask==3.0.0\n")
    try workspace.makeRepository()
    let result = try workspace.lockstep("init", at: workspace.work + "/services")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.contains("wrote ../Scenarios/work-root.yml")
        && result.output.contains("wrote ../Scenarios/work-services-api.yml")
        && result.output.contains("added Scenarios to .dockerignore")
        && result.errors.contains("next: commit .dockerignore"))
    #expect(try workspace.read("Scenarios/work-root.yml").contains("requirements.txt: { grade: B }"))
    #expect(try workspace.read(".dockerignore") == "Scenarios\n")
    // As the README has it: what was recorded holds once the records are committed.
    let commit = "git add -A && git commit -qm c"
    try #require(workspace.shell(commit).status == 0)
    #expect(try workspace.lockstep("run").status == 0)
    try #require(workspace.shell(commit).status == 0)
    #expect(try workspace.lockstep("run", "--check").status == 0)
    #expect(try workspace.lockstep("init").status == 2)
    let again = try workspace.lockstep("init", "--force")
    #expect(again.status == 0 && !again.output.contains(".dockerignore"))
    #expect(try workspace.read(".dockerignore") == "Scenarios\n")
    #expect(try workspace.lockstep("init", workspace.temporary).status == 6)
  }

  @Test("a record in its own context is named as what changes it", .enabled(if: Workspace.hasGit, "needs git"))
  func recordInContext() throws {
    let workspace = try Workspace()
    try workspace.write("Scenarios/s.yml", "schemaVersion: 1\nname: s\nrepo: {path: .., rev: HEAD}\nvary: {runs: 1}\n")
    try workspace.makeRepository()
    #expect(try workspace.lockstep("run").status == 0)
    try #require(workspace.shell("git add -A && git commit -qm c").status == 0)
    let result = try workspace.lockstep("run")
    #expect(result.status == 1)
    #expect(result.output.contains("add Scenarios to the ignore file"), "\(result.output)")
    #expect(try workspace.lockstep("init").output.contains("added Scenarios to .dockerignore"))
    try #require(workspace.shell("git add -A && git commit -qm c").status == 0)
    #expect(try workspace.lockstep("run", "--accept", "Scenarios/s.yml").status == 0)
    try #require(workspace.shell("git add -A && git commit -qm c").status == 0)
    #expect(try workspace.lockstep("run", "--check", "Scenarios/s.yml").status == 0)
  }

  @Test("init writes through no link", .enabled(if: Workspace.hasGit, "needs git"))
  func initialiseLinks() throws {
    let workspace = try Workspace()
    try workspace.write("rules", "*.log\n")
    try #require(workspace.shell("printf outside > ../outside && ln -s ../outside .dockerignore").status == 0)
    try workspace.makeRepository()
    let result = try workspace.lockstep("init")
    #expect(result.status == 0 && result.errors.contains("is a link"), "\(result)")
    #expect(try workspace.read("../outside") == "outside")
  }
}
