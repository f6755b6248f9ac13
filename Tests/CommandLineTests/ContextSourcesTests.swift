import Foundation
import TestSupport
import Testing

/// The table in docs/contexts.md: which sources give which bytes.
@Suite("where contexts come from", .enabled(if: Workspace.hasGit, "needs git"))
struct ContextSourcesTests {
  /// One of everything that sources may treat differently, in the repository `repo`.
  private func everything() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(
      "repo/.gitattributes",
      "*.crlf text eol=crlf\n*.auto text=auto\n*.bin -text\nid.txt ident\nsecret export-ignore\n*.dat filter=lfs -text\n"
    )
    for (path, text) in [
      ("w.crlf", "a\nb\n"), ("x.auto", "a\nb\n"), ("raw.bin", "a\r\nb\n"), ("id.txt", "$Id$\n"), ("secret", "s\n"),
      ("model.dat", "version https://git-lfs.github.com/spec/v1\noid sha256:\(Self.zeros)\nsize 12345\n"),
      ("sub/w.crlf", "c\n"), ("sub/plain", "p\n"), (".gitignore", "ignored\n"),
    ] {
      try workspace.write("repo/" + path, text)
    }
    try workspace.write("repo/run.sh", "#!/bin/sh\n", mode: 0o755)
    try workspace.write("rules", ".git\n")
    let result = try workspace.shell(
      """
      cd repo && ln -s ../../etc/passwd link && ln -s nowhere dangling && git init -q -b main . && git add -A &&
      git update-index --add --cacheinfo 160000,0123456789012345678901234567890123456789,module && git commit -qm c &&
      cd .. && git clone -q --bare repo bare.git && git clone -q repo clone && (umask 077 && git clone -q repo closed)
      """)
    try #require(result.status == 0, "\(result.errors)")
    return workspace
  }

  private static let zeros = String(repeating: "0", count: 64)

  private func digest(_ workspace: Workspace, _ arguments: String...) throws -> String {
    let result = try workspace.lockstep(arguments: ["context", "hash"] + arguments)
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result.output
  }

  private func gives(_ workspace: Workspace, _ script: String) throws -> String {
    try workspace.shell(script).output.trimmingCharacters(in: .newlines)
  }

  @Test("objects, the checkout and a clone are one context, whatever names it and whatever the umask was")
  func routes() throws {
    let workspace = try everything()
    let objects = try digest(workspace, "repo", "--rev", "HEAD")
    let tree = try gives(workspace, "git -C repo rev-parse 'HEAD^{tree}'")
    for source in [
      "repo#HEAD", "repo#main", "bare.git#HEAD", "repo#HEAD^{tree}", "repo#\(tree)", "bare.git#\(tree.prefix(12))",
      "repo#HEAD:", "repo#HEAD:.",
    ] {
      #expect(try digest(workspace, source) == objects, "\(source)")
    }
    for clone in ["clone", "closed"] {
      #expect(try digest(workspace, clone, "--ignore-file", "rules") == objects, "\(clone)")
    }
    // The checkout is Lockstep's own here, and its digest must be that of the objects for the run to pass.
    try workspace.write("s.yml", "schemaVersion: 1\nname: s\nrecord: false\nrepo:\n  path: repo\n  rev: HEAD\n")
    let run = try workspace.lockstep("run", "s.yml", "--json")
    #expect(run.status == 0, "\(run.output)")
    let plain = objects.trimmingCharacters(in: .newlines).split(separator: " ").last ?? "?"
    #expect(run.output.contains(plain))
    // Modes count in BuildKit's checksum, and so does the umask.
    let buildkit = ["--scheme", "buildkit"]
    let open = try digest(workspace, "clone", "--ignore-file", "rules", buildkit[0], buildkit[1])
    #expect(try digest(workspace, "repo#HEAD", buildkit[0], buildkit[1]) == open)
    #expect(try digest(workspace, "closed", "--ignore-file", "rules", buildkit[0], buildkit[1]) != open)
  }

  @Test("each entry is what the table says")
  func meanings() throws {
    let workspace = try everything()
    let listing = try workspace.lockstep("context", "ls", "repo#HEAD", "--json").json()
    var entries: [String: [String: Any]] = [:]
    for entry in try #require(listing["entries"] as? [[String: Any]]) {
      entries[entry["path"] as? String ?? ""] = entry
    }
    func size(_ path: String) -> Int? { entries[path]?["size"] as? Int }
    #expect(size("w.crlf") == 6 && size("sub/w.crlf") == 3, "line ends as .gitattributes want them")
    #expect(size("x.auto") == 4 && size("raw.bin") == 5)
    #expect((size("id.txt") ?? 0) > 40, "$Id$ is expanded")
    #expect((size("model.dat") ?? 0) > 120, "an LFS pointer stays one")
    #expect(entries["secret"] != nil, "export-ignore is not applied")
    #expect(
      entries["link"]?["link"] as? String == "../../etc/passwd" && entries["dangling"]?["type"] as? String == "symlink")
    #expect(entries["module"]?["type"] as? String == "dir", "a submodule is an empty directory")
    #expect(entries["run.sh"]?["mode"] as? String == "0755" && entries["secret"]?["mode"] as? String == "0644")
    let warnings = try #require(listing["warnings"] as? [String])
    #expect(warnings.contains { $0.contains("module") && $0.contains("not populated") })
    #expect(listing["commit"] as? String == (try gives(workspace, "git -C repo rev-parse HEAD")))
  }

  @Test("a working tree is sent with what is untracked and ignored, and with its empty directories")
  func workingTree() throws {
    let workspace = try everything()
    for path in ["untracked", "ignored"] { try workspace.write("clone/" + path, "x") }
    try FileManager.default.createDirectory(atPath: workspace.work + "/clone/empty", withIntermediateDirectories: true)
    let result = try workspace.lockstep("context", "diff", "repo#HEAD", "clone", "--ignore-file", "rules")
    #expect(result.status == 1)
    #expect(
      result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        .filter { $0.hasPrefix("added") || $0.hasPrefix("cause") }
        == [
          "added empty/", "added ignored", "added untracked", "cause path.added: 2 paths",
          "cause directory.empty: 1 directory absent vs there",
        ])
    let whole = try workspace.lockstep("context", "ls", "clone").output
    #expect(whole.contains(" .git/HEAD"))
  }

  @Test("a subdirectory keeps the attributes of the directories above it, unless its tree alone is named")
  func subdirectory() throws {
    let workspace = try everything()
    let expected = try digest(workspace, "clone/sub")
    for source in ["repo#HEAD:sub", "bare.git#HEAD:sub/", "repo#HEAD^{tree}:sub", "repo/sub#HEAD"] {
      #expect(try digest(workspace, source) == expected, "\(source)")
    }
    #expect(try digest(workspace, "repo", "--rev", "HEAD:sub") == expected)
    let tree = try gives(workspace, "git -C repo rev-parse HEAD:sub")
    #expect(try digest(workspace, "repo#\(tree)") != expected)
    let bytes = try workspace.lockstep("context", "ls", "repo#\(tree)", "--json").json()
    #expect(bytes["commit"] == nil)
    let entries = try #require(bytes["entries"] as? [[String: Any]])
    #expect(entries.first { $0["path"] as? String == "w.crlf" }?["size"] as? Int == 2)
    #expect(try workspace.lockstep("context", "hash", "repo#HEAD:../x").status == 2)
    #expect(try workspace.lockstep("context", "hash", "repo#HEAD:missing").status == 2)
  }

  @Test("a tree by its id serves the other commands, too, and a file's id is refused")
  func trees() throws {
    let workspace = try everything()
    try workspace.write("repo/Dockerfile", "FROM scratch\nCOPY sub /x\n")
    try workspace.write("repo/requirements.txt", "a==1\n")
    try #require(
      try workspace.shell("cd repo && git add -A && git commit -qm d && git tag t 'HEAD^{tree}'").status == 0)
    func layers(_ revision: String) throws -> String {
      let result = try workspace.lockstep("layers", "repo", "--rev", revision)
      #expect(result.status == 0, "\(revision): \(result.errors)")
      return result.output
    }
    let tree = try gives(workspace, "git -C repo rev-parse 'HEAD^{tree}'")
    let expected = try layers("HEAD")
    for revision in ["HEAD^{tree}", tree, "t"] { #expect(try layers(revision) == expected) }
    #expect(try workspace.lockstep("layers", "repo", "--rev", tree, "--json").json()["commit"] == nil)
    let explained = try workspace.lockstep("explain", "secret", "--context", "repo", "--rev", tree)
    #expect(explained.status == 0 && explained.output.contains("kept"))
    for arguments in [["ignore", "lint", "repo"], ["audit", "repo"], ["locks", "repo"]] {
      #expect(try workspace.lockstep(arguments: arguments + ["--rev", tree]).status == 0, "\(arguments)")
    }
    let file = try gives(workspace, "git -C repo rev-parse HEAD:secret")
    let refused = try workspace.lockstep("context", "hash", "repo", "--rev", file)
    #expect(refused.status == 6 && refused.errors.contains("neither a commit nor a tree"))
  }

  @Test("git archive leaves out what export-ignore names, and nothing else differs")
  func gitArchive() throws {
    let workspace = try everything()
    try workspace.write("without", "secret\n")
    let archive = try workspace.shell(
      "git -C repo archive HEAD | $LOCKSTEP context hash - --ignore-file without",
      environment: ["LOCKSTEP": Workspace.tool])
    #expect(try digest(workspace, "repo#HEAD", "--ignore-file", "without") == archive.output)
    let listed = try workspace.shell(
      "git -C repo archive HEAD | $LOCKSTEP context diff repo#HEAD -", environment: ["LOCKSTEP": Workspace.tool])
    let removed = listed.output.split(separator: "\n").filter { $0.hasPrefix("removed") }
    #expect(removed.map { $0.split(separator: " ") } == [["removed", "secret"]])
    #expect(listed.output.contains("cause    path.removed: 1 path; nothing else differs"))
  }
}
