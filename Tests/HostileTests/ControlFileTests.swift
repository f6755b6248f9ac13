import Foundation
import TestSupport
import Testing

/// Section E of the catalogue: what a repository's configuration and special files must not bring about.
@Suite(
  "a repository's configuration and special files", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30))
)
struct ControlFileTests {
  private static let notRegular = "it is not a regular file; move it away"

  @Test(
    "H077: a FIFO where git has a file is named and never waited for",
    arguments: [
      "config", "HEAD", "packed-refs", "shallow", "index", "info/exclude", "info/attributes", "objects/info/alternates",
    ])
  func fifo(path: String) throws {
    let trial = try HostileCase.plain("H077")
    try trial.shell("rm -f repo/.git/\(path); mkdir -p $(dirname repo/.git/\(path)); mkfifo repo/.git/\(path)")
    try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", says: [".git/\(path)", Self.notRegular])
  }

  @Test(
    "H077: nor is a ref that is one, under whatever name it is met",
    arguments: [
      ("refs/heads/main", "main"), ("refs/heads/main", "HEAD"), ("refs/heads/main", "HEAD~0"),
      ("refs/tags/x", "x"), ("refs/remotes/x/HEAD", "x"), ("refs/heads/x", "refs/heads/x"),
    ])
  func fifoRef(path: String, rev: String) throws {
    let trial = try HostileCase.plain("H077")
    try trial.shell("rm -f repo/.git/\(path); mkdir -p $(dirname repo/.git/\(path)); mkfifo repo/.git/\(path)")
    try trial.expect(.repository, "context", "hash", "repo", "--rev", rev, says: [".git/\(path)", Self.notRegular])
  }

  @Test("H077: nor one that another ref or the configuration leads to")
  func fifoBehind() throws {
    let trial = try HostileCase.plain("H077")
    try trial.shell("mkfifo repo/.git/f; echo 'ref: f' > repo/.git/refs/heads/x")
    try trial.expect(.repository, "context", "hash", "repo", "--rev", "x", says: [".git/f", "not a regular file"])
    try trial.shell("git -C repo config include.path f")
    try trial.expectBoth(.repository, says: [".git/f", "not a regular file"])
    try trial.shell(
      "git config -f repo/.git/config --unset include.path; git config -f repo/.git/config includeIf.gitdir:/.path f")
    try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", says: [".git/f", "not a regular file"])
  }

  @Test("H078: FIFOs in the working tree are no matter of a commit's")
  func workTreeFIFO() throws {
    let trial = try HostileCase.plain("H078")
    let digest = try trial.digest()
    try trial.shell("mkfifo repo/.gitattributes repo/.gitignore repo/.dockerignore repo/d/.gitattributes")
    try trial.expectBoth(.passed, rev: "v1")
    #expect(try trial.digest() == digest)
  }

  @Test("H079: FIFOs, sockets, devices and dangling links in a context are never opened, and named")
  func specialFiles() throws {
    let trial = try HostileCase.plain("H079")
    try trial.shell(
      "mkdir c && cd c && mkfifo p && ln -s nowhere dangling && python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"s\")' && echo x > f"
    )
    var says = ["p is a FIFO and is left out", "s is a socket and is left out", "dangling -> nowhere"]
    if Workspace.isRoot {
      try trial.shell("mknod c/zero c 1 5")
      says.append("zero is a device and is left out")
    }
    try trial.expect(.passed, "context", "ls", "c", says: says)
    try trial.workspace.write("case.yml", "schemaVersion: 1\nrecord: false\nrepo: { worktree: c }\nvary: { runs: 1 }\n")
    try trial.expect(.passed, "run", "case.yml", "-v", says: Array(says.dropLast(says.count - 2)))
  }

  @Test("H080: configuration that includes itself, or too deep, is named")
  func includes() throws {
    let trial = try HostileCase.plain("H080")
    try trial.shell("cp repo/.git/config keep; git -C repo config include.path config")
    try trial.expectBoth(.repository, says: [".git/config", "include each other more than 10 levels deep"])
    try trial.shell(
      "cp keep repo/.git/config; git -C repo config include.path i1; for i in 1 2 3 4 5 6 7 8 9 10 11; do printf '[include]\\n\\tpath = i%d\\n' $((i+1)) > repo/.git/i$i; done"
    )
    try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", says: [".git/i10", "10 levels deep"])
    // Each includes the next a hundred times: few levels, and more files than anybody reads.
    try trial.shell(
      "for i in 1 2 3 4 5; do { echo '[include]'; yes \"path = i$((i+1))\" | head -100; } > repo/.git/i$i; done; : > repo/.git/i6"
    )
    try trial.expect(
      .repository, "context", "hash", "repo", "--rev", "main", says: ["more than 200 files are included"])
  }

  @Test("H082: core.worktree leads nowhere")
  func otherWorkTree() throws {
    let trial = try HostileCase.plain("H082")
    let digest = try trial.digest()
    try trial.shell("git -C repo config core.worktree $OUTSIDE")
    try trial.expectBoth(.passed)
    #expect(try trial.digest() == digest)
  }

  @Test("H083, H084: neither a user's configuration nor attributes from the wrong place change a byte")
  func attributesElsewhere() throws {
    let trial = try HostileCase.plain("H084")
    try trial.shell(
      "cd repo && printf 'c.txt text eol=crlf\\nid ident\\n' > .gitattributes && echo '$Id$' > id && mkdir n && echo '* text=auto eol=crlf' > n/.gitattributes && printf 'a\\r\\nb\\n' > n/mixed && printf 'a\\n' > n/lf && git add -A && git commit -qm a"
    )
    try trial.shell("HOME=/nonexistent git clone -q repo clone && rm -rf clone/.git")
    let digest = try trial.digest()
    // H085: those of the commit itself count, as git has it.
    #expect(try trial.expect(.passed, "context", "hash", "clone").outputText == digest)
    let wrong = "* text eol=lf\\nid -ident\\na eol=crlf\\n"
    for place in [
      "repo/.gitattributes", "repo/n/.gitattributes", "repo/.git/info/attributes", "../home/.config/git/attributes",
    ] {
      try trial.shell("mkdir -p $(dirname \(place)); printf '\(wrong)' > \(place)")
    }
    try trial.shell(
      "git -C repo config core.autocrlf true; git -C repo config core.eol crlf; printf '[core]\\nautocrlf = input\\nattributesFile = ~/a\\n' > ../home/.gitconfig; printf '\(wrong)' > ../home/a"
    )
    #expect(try trial.digest() == digest)
    try trial.expectBoth(.passed)
  }

  @Test("H087: filters are never run, and reported")
  func filters() throws {
    let trial = try HostileCase.plain("H087")
    try trial.shell(
      "cd repo && printf 'a filter=evil\\n*.bin filter=lfs diff=lfs -text\\n' > .gitattributes && git add -A && git commit -qm f && for k in smudge clean process; do git config filter.evil.$k \"touch $OUTSIDE/pwn\"; done; git config filter.evil.required true"
    )
    let says = ["filter=evil, which is never run", "filter=lfs, which is never run"]
    try trial.expectBoth(.passed, says: [])
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", says: says)
    try trial.expect(.passed, "run", "case.yml", "--check", "-v", says: says)
  }

  @Test("H090: locks that a crash left are no matter, and stay")
  func lockFiles() throws {
    let trial = try HostileCase.plain("H090")
    try trial.shell("cd repo/.git && touch index.lock HEAD.lock config.lock packed-refs.lock refs/heads/main.lock")
    try trial.expectBoth(.passed)
    try trial.expect(.passed, "context", "hash", "repo")
    try trial.shell("cd repo/.git && ls index.lock HEAD.lock config.lock packed-refs.lock refs/heads/main.lock")
  }

  @Test(
    "H091: the user's index is not read",
    arguments: [
      ("truncated", "head -c 40 index > x; mv x index"), ("empty", ": > index"),
      ("damaged", "printf zzzz | dd of=index bs=1 seek=20 conv=notrunc 2>/dev/null"),
      ("a huge count", "printf '\\377\\377\\377\\377' | dd of=index bs=1 seek=8 conv=notrunc 2>/dev/null"),
      ("version 9", "printf '\\0\\0\\0\\011' | dd of=index bs=1 seek=4 conv=notrunc 2>/dev/null"),
    ])
  func index(name: String, script: String) throws {
    let trial = try HostileCase.plain("H091")
    let digest = try trial.digest()
    try trial.shell("cd repo/.git; \(script)")
    #expect(try trial.digest() == digest)
    try trial.expect(.passed, "context", "hash", "repo")
  }

  @Test(
    "H093: a .git that leads nowhere is described",
    arguments: [
      ("itself", "echo 'gitdir: .git' > .git", "it points to .git, which is no directory"),
      (
        "too long", "{ printf 'gitdir: '; head -c 200000 /dev/zero | tr '\\0' x; } > .git", "xxx, which is no directory"
      ),
      ("missing", "echo 'gitdir: /nonexistent/z' > .git", "it points to /nonexistent/z"),
      (
        "hostile", "printf 'gitdir: /x\\033[2J\\342\\200\\256\\n::error::x' > .git",
        "it points to /x\\u{1b}[2J\\u{202e}"
      ),
      ("binary", "head -c 1000 /dev/urandom > .git", "it does not say \"gitdir: PATH\""),
      ("empty", ": > .git", "it does not say \"gitdir: PATH\""),
      ("a link to itself", "ln -s .git .git", "it is neither a directory nor a file"),
      ("a link", "mkdir ../g && ln -s ../g .git", "it is neither a directory nor a file"),
      ("a FIFO", "mkfifo .git", "it is neither a directory nor a file"),
    ])
  func dotGit(name: String, script: String, says: String) throws {
    let trial = try HostileCase("H093")
    try trial.shell("rm -rf repo/.git; cd repo; echo x > a; \(script)")
    let run = try trial.expect(.repository, "context", "hash", "repo", "--rev", "main", says: [says])
    #expect(run.errors.count < 1000)
  }

  @Test("H094: a repository among a commit's files is data")
  func embedded() throws {
    let trial = try HostileCase.plain("H094")
    try trial.shell(
      "cd repo && mkdir -p n/objects n/refs && echo 'ref: refs/heads/main' > n/HEAD && printf '[core]\\nbare=true\\nfsmonitor=touch %s/pwn\\n' $OUTSIDE > n/config && touch n/objects/k n/refs/k && git add -A && git commit -qm e"
    )
    try trial.expectBoth(.passed)
    try trial.expect(.passed, "context", "ls", "repo", "--rev", "main", says: ["n/objects/k"])
    try trial.expect(.passed, "context", "ls", "repo", "--rev", "main:n", says: ["HEAD"])
  }

  @Test("H095: no program that a configuration names is run")
  func programs() throws {
    let trial = try HostileCase.plain("H095")
    try trial.shell(
      """
      cd repo
      for key in core.fsmonitor core.sshCommand core.editor core.pager credential.helper core.gitProxy diff.external; do
        git config $key "touch $OUTSIDE/pwn"
      done
      git config alias.log "!touch $OUTSIDE/pwn"
      mkdir hooks; git config core.hooksPath hooks
      for hook in post-checkout post-index-change reference-transaction; do
        printf '#!/bin/sh\\ntouch %s/pwn\\n' $OUTSIDE > hooks/$hook
        chmod +x hooks/$hook; cp hooks/$hook .git/hooks/
      done
      """)
    try trial.expectBoth(.passed)
    try trial.expect(.passed, "log", "--repo", "repo")
    try trial.expect(.passed, "init", "repo", "--print")
  }
}

extension HostileCase {
  /// A repository with a commit of a few files, tagged `v1`.
  static func plain(_ id: String) throws -> HostileCase {
    let trial = try HostileCase(id)
    try trial.shell(
      "cd repo && mkdir d && echo 1 > a && echo 2 > d/b && printf 'x\\r\\ny\\n' > c.txt && git add -A && git commit -qm m && git tag v1"
    )
    return trial
  }

  /// What `context hash` prints of `main`.
  func digest(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
    try expect(.passed, "context", "hash", "repo", "--rev", "main", sourceLocation: sourceLocation).outputText
  }
}
