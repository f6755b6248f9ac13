import Foundation
import TestSupport
import Testing

/// `lockstep log`, held against the digests of single commits and against git's own order.
@Suite("history", .enabled(if: Workspace.hasGit, "needs git"))
struct HistoryTests {
  /// Commits what each script does to the repository in the work directory, a minute apart.
  private func history(_ scripts: [String]) throws -> Workspace {
    let workspace = try Workspace()
    var script = "set -e\ngit init -q -b main .\nt=1700000000\nc() {\n  t=$((t + 60)); git add -A\n"
    script += "  GIT_COMMITTER_DATE=\"$t +0000\" git commit -q --allow-empty -m \"$1\"\n}\n"
    for (index, step) in scripts.enumerated() { script += step + "\nc 'step \(index)'\n" }
    let result = try workspace.shell(script)
    try #require(result.status == 0, "\(result.errors)")
    return workspace
  }

  private func commits(_ workspace: Workspace, _ arguments: String...) throws -> [[String: Any]] {
    let result = try workspace.lockstep(arguments: ["log", "--json"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    return try #require(try result.json()["commits"] as? [[String: Any]])
  }

  private func subjects(_ commits: [[String: Any]]) -> [String] { commits.compactMap { $0["subject"] as? String } }

  /// One of everything that may or may not change a context.
  private static let steps = [
    "printf '*.md\\n' > .dockerignore; echo a > a; mkdir d; echo b > d/b; printf 'FROM scratch\\nCOPY d /d\\n' > Dockerfile",
    "echo r > r.md", "echo aa > a", "true", "chmod +x d/b", "printf '*.md\\n\\n' > .dockerignore",
    "git rm -q --cached a; rm a",
    "printf 'd/b text eol=crlf\\n' > .gitattributes", "mkdir m; echo x > m/x.md", "ln -s d l", "echo new > r.md",
    "git branch side; echo 3 > d/c",
    "git checkout -q side; echo s > side; c side; git checkout -q main; git merge -q --no-edit side -m merged; echo n > n",
    "rm .dockerignore", "git mv d e; mkdir d; echo b > d/b",
  ]

  @Test("exactly those commits are listed whose digests differ from their first parents', newest first")
  func agreesWithSingleDigests() throws {
    let workspace = try history(Self.steps)
    for firstParent in [false, true] {
      let order = try workspace.shell(
        "git log --format='%H %P' \(firstParent ? "--first-parent" : "")"
      ).output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      var digests: [String: String] = [:]
      for id in Set(order.flatMap { $0.prefix(2) }) {
        digests[id] = try workspace.lockstep("context", "hash", "--rev", id).output
      }
      let expected = order.filter { $0.count < 2 || digests[$0[0]] != digests[$0[1]] }.map { $0[0] }
      let found = try commits(workspace, firstParent ? "--first-parent" : "--no-cache")
      #expect(found.compactMap { $0["commit"] as? String } == expected)
      #expect(expected.count < order.count, "the history must hold commits that change nothing")
      for commit in found {
        let change = try #require((commit["changes"] as? [[String: Any]])?.first)
        let id = try #require(commit["commit"] as? String)
        #expect("lockstep-v1 \(change["after"] ?? "")\n" == digests[id])
      }
      #expect(found.contains { $0["isMerge"] as? Bool == true })
    }
  }

  @Test("a range is git's, and a limit cuts it short")
  func ranges() throws {
    let workspace = try history(Self.steps)
    let all = try commits(workspace)
    for range in ["HEAD~4..HEAD", "HEAD~4..", "side..main", "main..side", "HEAD..HEAD", "..HEAD", "HEAD~3"] {
      let wanted = Set(
        try workspace.shell("git log --format=%H \(range)").output.split(separator: "\n").map(String.init))
      let found = try commits(workspace, range).compactMap { $0["commit"] as? String }
      #expect(found == all.compactMap { $0["commit"] as? String }.filter(wanted.contains), "\(range)")
    }
    #expect(subjects(try commits(workspace, "--limit", "2")) == Array(subjects(all).prefix(2)))
  }

  @Test(
    "says what changed and why",
    arguments: [
      ("chmod +x d/b", "context: 1 mode", "changed  d/b  (mode 100644 -> 100755)"),
      ("echo c > d/c", "context: 1 added", "added    d/c"),
      ("rm d/b; ln -s a d/b", "context: 1 type", "changed  d/b  (type 100644 -> 120000)"),
      ("printf 'a\\n' > .dockerignore", ".dockerignore is new", "removed  a"),
      ("printf 'a text eol=crlf\\n' > .gitattributes", ".gitattributes changed", "changed  a  (content)"),
      ("rm -r a d Dockerfile; echo x > y", "4 removed", "removed  d/"),
    ])
  func explains(change: String, line: String, detail: String) throws {
    let workspace = try history(["echo a > a; mkdir d; echo b > d/b; printf 'FROM scratch\\n' > Dockerfile", change])
    let result = try workspace.lockstep("log", "-v", "HEAD~1..HEAD")
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").first?.contains(line) == true, "\(result.output)")
    #expect(result.output.contains(detail), "\(result.output)")
  }

  @Test("of COPYs and locks only those that mean something else")
  func copiesAndLocks() throws {
    let hash = String(repeating: "0", count: 64)
    let workspace = try history([
      """
      mkdir d; echo a > a; echo b > d/b; printf 'FROM scratch\\nCOPY d /d\\nCOPY a /\\n' > Dockerfile
      echo 'flask==3.0.0 --hash=sha256:\(hash)' > requirements.txt
      """,
      "echo aa > a", "echo '# a comment' >> requirements.txt",
      "echo 'flask==3.0.1 --hash=sha256:\(hash)' > requirements.txt",
      "printf 'FROM scratch\\nCOPY d /dd\\n' > Dockerfile",
      "rm Dockerfile",
    ])
    let found = try commits(workspace, "--copies", "--locks", "HEAD~5..HEAD")
    let kinds = found.map { commit in
      ((commit["changes"] as? [[String: Any]]) ?? []).compactMap { change -> String? in
        guard let kind = change["kind"] as? String else { return nil }
        return kind == "context" ? kind : "\(kind) \(change["subject"] ?? "")"
      }
    }
    #expect(
      kinds == [
        ["context", "copy Dockerfile", "lock Dockerfile"], ["context", "copy COPY d /dd", "copy COPY a /"],
        ["context", "lock requirements.txt"],
        ["context"], ["context", "copy COPY a /"],
      ])
    let lock = try workspace.lockstep("log", "--locks", "-v", "HEAD~3..HEAD~2").output
    #expect(lock.contains("changed  flask  (version 3.0.0 -> 3.0.1)"), "\(lock)")
    // The digests are those of `layers`.
    let layers = try workspace.lockstep("layers", "--rev", "HEAD~1", "--json").json()
    let digest = try #require((layers["steps"] as? [[String: Any]])?.first?["contentDigest"] as? String)
    #expect(try workspace.lockstep("log", "--copies", "-v", "HEAD~2..HEAD~1").output.contains("-> \(digest)"))
  }

  @Test("the digests of COPYs are those of layers, however a commit is made of the one before")
  func copiesAgree() throws {
    let start = """
      mkdir -p d/e; echo a > a; echo b > d/b; echo c > d/e/c; printf '#!/bin/sh\n' > d/e/run; echo x > d/note.md
      printf 'FROM scratch\\nCOPY d /d\\nCOPY . /all\\nCOPY d/*/c /c\\n' > Dockerfile
      """
    let workspace = try history([
      start, "echo 1 > d/e/c", "chmod +x d/e/run", "echo 2 > d/e/c; echo 2 > a", "echo f > d/f; echo 3 > a",
      "printf '*/*.md\n' > .dockerignore", "echo y > d/note.md; echo 4 > d/b",
      "printf 'd/b text eol=crlf\n' > .gitattributes", "echo 5 > d/b; echo 5 > d/e/c",
      "rm a; ln -s d/e a", "echo 6 > d/e/c", "echo 7 > d/e/run; chmod -x d/e/run", "rm -r d/e", "echo 8 > d/b",
    ])
    var seen = 0
    for commit in try commits(workspace, "--copies") {
      let id = try #require(commit["commit"] as? String)
      let layers = try workspace.lockstep("layers", "--rev", id, "--json").json()
      var digests: [String: String] = [:]
      for step in (layers["steps"] as? [[String: Any]]) ?? [] {
        digests[step["instruction"] as? String ?? ""] = step["contentDigest"] as? String
      }
      for change in (commit["changes"] as? [[String: Any]]) ?? [] where change["kind"] as? String == "copy" {
        let instruction = try #require(change["subject"] as? String)
        #expect(change["after"] as? String == digests[instruction], "\(commit["subject"] ?? ""): \(instruction)")
        seen += 1
      }
    }
    #expect(seen > 20)
  }

  @Test("a context below the root, which comes and goes; a subject that must not reach the terminal as it is")
  func contextBelow() throws {
    let workspace = try history(["echo a > a", "mkdir sub; echo b > sub/b", "echo aa > a", "rm -r sub", "echo c > c"])
    #expect(subjects(try commits(workspace, "--context", "sub")) == ["step 3", "step 1"])
    #expect(try workspace.shell("echo z > z; git add z; git commit -qm \"$(printf 'a\\033[31mb')\"").status == 0)
    let output = try workspace.lockstep("log", "--limit", "1").output
    #expect(output.contains("[context: 1 added]") && !output.contains("\u{1B}"), "\(output)")
  }

  @Test("a shallow clone says where it ends, and lists nothing that it cannot compare")
  func shallow() throws {
    let workspace = try history(["echo a > a", "echo b > b", "echo c > c"])
    try #require(try workspace.shell("git clone -q --depth 2 file://$PWD clone").status == 0)
    let result = try workspace.lockstep("log", "--repo", "clone")
    #expect(result.output.split(separator: "\n").count == 1 && result.output.contains("step 2"), "\(result.output)")
    #expect(result.errors.contains("the clone is shallow"))
  }

  @Test(
    "refuses what it does not understand",
    arguments: [
      (["HEAD...HEAD"], 2), (["nothing"], 6), (["--limit", "0"], 2), (["--context", "../x"], 2), (["a..b..c"], 2),
      (["HEAD@{1}"], 2), (["--repo", "/"], 6),
    ])
  func refuses(arguments: [String], status: Int) throws {
    let workspace = try history(["echo a > a"])
    #expect(try workspace.lockstep(arguments: ["log"] + arguments).status == Int32(status))
  }

  @Test("the example in docs/history.md: git bisect finds the commit that changed the context")
  func bisect() throws {
    var steps = (0..<12).map { "echo \($0) > notes.md" }
    steps[0] += "; printf '*.md\\n' > .dockerignore"
    steps[7] += "; echo x > leaked.txt"
    // One that cannot be looked at must be skipped and not be taken for bad.
    steps[4] += "; printf '[\\n' > .dockerignore"
    steps[5] += "; printf '*.md\\n' > .dockerignore"
    let workspace = try history(steps)
    let script = """
      good=$('\(Workspace.tool)' context hash --rev HEAD~11 | cut -d' ' -f2)
      git bisect start HEAD HEAD~11 &&
      git bisect run '\(Workspace.tool)' context hash --rev HEAD --expect "$good" --bisect-exit
      """
    let result = try workspace.shell(script)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("is the first bad commit") && result.output.contains("step 7"), "\(result.output)")
  }

  @Test(
    "with --bisect-exit there are 0, 1 and 125",
    arguments: [
      (["context", "hash", "--rev", "HEAD"], 0, 0),
      (["context", "hash", "--rev", "HEAD", "--expect", "sha256:" + String(repeating: "0", count: 64)], 1, 1),
      (["context", "hash", "--rev", "nothing"], 6, 125), (["context", "hash", "--expect", "x y"], 2, 125),
      (["context", "hash", "--nonsense"], 2, 125), (["context", "diff", "--rev", "HEAD"], 1, 1),
      (["context", "diff", "--rev", "nothing"], 6, 125), (["run", "absent.yml"], 2, 125),
      (["run", "stamped.yml"], 3, 125), (["locks", "--min-grade", "A", "requirements.txt"], 1, 1),
      (["locks", "missing.txt"], 2, 125), (["locks", "diff", "requirements.txt", "missing.txt"], 2, 125),
    ])
  func bisectExit(arguments: [String], plain: Int, mapped: Int) throws {
    let workspace = try history(["echo a > a"])
    try workspace.write("stamped.yml", Sample.nondeterministic)
    try workspace.write("requirements.txt", "flask\n")
    #expect(try workspace.lockstep(arguments: arguments).status == Int32(plain))
    #expect(try workspace.lockstep(arguments: arguments + ["--bisect-exit"]).status == Int32(mapped))
  }
}
