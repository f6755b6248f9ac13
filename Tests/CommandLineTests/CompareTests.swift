import Foundation
import TestSupport
import Testing

/// One difference between a work tree and a clean checkout, its cause and what makes it go away.
struct WorkTreeCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// Shell lines that make the difference, in a clone.
  let make: String
  /// What the output must have.
  let says: [String]
  /// Names of facts that must be told as explaining.
  var explains: [String] = []
  /// Names of facts that must be told as differing, explaining or not.
  var differs: [String] = []
  /// What the printed remedy comes to.
  let remedy: String
  /// 1 where a builder receives something else, 0 for facts alone.
  var status: Int32 = 1
  var needsRoot = false

  var testDescription: String { name }
}

@Suite("comparing with a clean checkout")
struct CompareTests {
  static let cases: [WorkTreeCase] = [
    WorkTreeCase(
      name: "core.autocrlf",
      make: "git config core.autocrlf true; rm -r app; git checkout -q -- app",
      says: [
        "2 files have CRLF line ends in the working tree and LF in a clean checkout of HEAD",
        "app/main.py (1 line), app/run.sh (2 lines)", "git's core.autocrlf is false in", "and true in the working tree",
        "add \"* text=auto eol=lf\" to .gitattributes",
      ], explains: ["git.core.autocrlf"],
      remedy:
        "echo '* text=auto eol=lf' > .gitattributes; git add .gitattributes; git add --renormalize .; git commit -qm eol; rm -r app; git checkout -q -- app"
    ),
    WorkTreeCase(
      name: "CRLF in scripts alone",
      make: "printf '#!/bin/sh\\r\\necho hi\\r\\n' > app/run.sh",
      says: ["1 file has CRLF line ends in the working tree", "app/run.sh (2 lines)", "add \"*.sh text eol=lf\""],
      remedy:
        "echo '*.sh text eol=lf' > .gitattributes; git add .gitattributes; git add --renormalize .; git commit -qm eol; rm app/run.sh; git checkout -q -- app"
    ),
    WorkTreeCase(
      name: "core.eol",
      make:
        "echo '* text=auto' > .gitattributes; git add .; git commit -qm a; git config core.eol crlf; rm -r app; git checkout -q -- app",
      says: ["CRLF line ends in the working tree", "git's core.eol is native in"], explains: ["git.core.eol"],
      remedy:
        "git config --unset core.eol; echo '* text=auto eol=lf' > .gitattributes; git commit -qam b; rm -r app; git checkout -q -- app"
    ),
    WorkTreeCase(
      name: "info/attributes",
      make:
        "mkdir -p .git/info; echo '*.py text eol=crlf' > .git/info/attributes; rm app/main.py; git checkout -q -- app",
      says: ["1 file has CRLF line ends", "the attributes in info/attributes is none in"],
      explains: ["attributes.info/attributes"],
      remedy: "rm .git/info/attributes app/main.py; git checkout -q -- app"),
    WorkTreeCase(
      name: "the umask of the checkout",
      make:
        "umask 002; rm -r app; git checkout -q -- app; chmod 664 Dockerfile .dockerignore data.txt requirements.txt",
      says: ["entries have other permission bits", "0644 vs 0664", "the umask of the checkout is 0022 in"],
      explains: ["system.checkoutUmask"], remedy: "chmod -R u=rwX,go=rX ."),
    WorkTreeCase(
      name: "the mode of one file", make: "chmod 600 data.txt",
      says: ["1 entry has other permission bits", "data.txt (0644 vs 0600)"], remedy: "chmod 644 data.txt"),
    WorkTreeCase(
      name: "the executable bit, hidden by core.fileMode",
      make: "git config core.fileMode false; chmod 755 app/main.py",
      says: ["1 file differs in the executable bit", "app/main.py (not executable vs executable)"],
      explains: ["git.core.filemode"], remedy: "git config core.fileMode true; chmod 644 app/main.py"),
    WorkTreeCase(
      name: "untracked and ignored files",
      make:
        "printf '.env\\n.venv/\\n' > .git/info/exclude; echo S=1 > .env; echo x > notes.db; mkdir -p .venv/lib; for i in 1 2 3 4; do echo $i > .venv/lib/$i; done",
      says: ["3 untracked files reach the image: .env, .venv/ (4 files), notes.db; add them to .dockerignore"],
      explains: ["context.untracked"],
      remedy: "printf '.env\\n.venv\\nnotes.db\\n' >> .dockerignore; git commit -qam ignore"),
    WorkTreeCase(
      name: "one untracked file", make: "echo x > notes.db",
      says: ["1 untracked file reaches the image: notes.db; add it to .dockerignore"],
      remedy: "printf 'notes.db\\n' >> .dockerignore; git commit -qam ignore"),
    WorkTreeCase(
      name: "another ignore file", make: "printf '.git\\napp/main.py\\n' > .dockerignore",
      says: [
        "1 entry is dropped by an ignore rule in the working tree alone: app/main.py (.dockerignore:2)",
        "use the same ignore file",
      ], explains: ["ignore.dockerignore"], remedy: "git checkout -q -- .dockerignore"),
    WorkTreeCase(
      name: "an ignore file in another place", make: "printf '.git\\napp\\n' > Dockerfile.dockerignore",
      says: ["entries are dropped by an ignore rule in the working tree alone: app/", "(Dockerfile.dockerignore:2)"],
      explains: ["context.ignoreFile"], remedy: "rm Dockerfile.dockerignore"),
    WorkTreeCase(
      name: "letter case", make: "git config core.ignorecase true; mv data.txt Data.txt",
      says: ["1 name differs in letter case alone: Data.txt (data.txt on the other side)"],
      explains: ["git.core.ignorecase"], remedy: "git config --unset core.ignorecase; mv Data.txt data.txt"),
    WorkTreeCase(
      name: "the owner of the repository", make: "chown -R 12345 .",
      says: ["no difference: a clean checkout", "belongs to another user"],
      remedy: "chown -R 0 .", status: 0, needsRoot: true),
    WorkTreeCase(
      name: "Git LFS",
      make:
        "printf 'model weights' > model.bin; oid=$(sha256sum model.bin | cut -d' ' -f1); printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize 13\\n' $oid > pointer; cp pointer model.bin; git add model.bin; git commit -qm lfs; git config filter.lfs.smudge 'git-lfs smudge -- %f'; printf 'model weights' > model.bin; rm pointer",
      says: [
        "1 file is Git LFS a pointer in a clean checkout of HEAD", "and smudged in the working tree: model.bin",
        "git lfs pull",
      ], remedy: "git checkout -q -- model.bin"),
    WorkTreeCase(
      name: "a changed file", make: "echo 'print(2)' > app/main.py",
      says: ["1 tracked file is changed in the working tree: app/main.py", "git checkout -- FILE"],
      explains: ["repo.dirtyCount"], remedy: "git checkout -q -- app"),
    WorkTreeCase(
      name: "a deleted file", make: "rm app/main.py",
      says: ["1 tracked file is missing in the working tree: app/main.py", "git checkout -- FILE"],
      remedy: "git checkout -q -- app"),
    WorkTreeCase(
      name: "a submodule that is off its pin",
      make:
        "git init -q ../lib; (cd ../lib; echo 1 > a; git add .; git commit -qm 1); git -c protocol.file.allow=always submodule --quiet add ../lib vendor; git commit -qm sub; (cd vendor; echo 2 > a; git commit -qam 2)",
      says: ["1 entry of submodules differs: vendor/", "git submodule update --init --recursive", "pinned at"],
      explains: ["submodule.vendor"], remedy: "git -c protocol.file.allow=always submodule --quiet update --init"),
    WorkTreeCase(
      name: "a submodule that is not there",
      make:
        "git init -q ../lib; (cd ../lib; echo 1 > a; git add .; git commit -qm 1); git -c protocol.file.allow=always submodule --quiet add ../lib vendor; git commit -qm sub; git submodule --quiet deinit -f vendor",
      says: ["1 entry of submodules differs: vendor/", "not checked out"], explains: ["submodule.vendor"],
      remedy: "git -c protocol.file.allow=always submodule --quiet update --init"),
    WorkTreeCase(
      name: "a sparse checkout", make: "git sparse-checkout set --no-cone '/*' '!/app/' >/dev/null 2>&1",
      says: ["1 tracked directory is missing in the working tree: app/ (2 files)", "git sparse-checkout disable"],
      explains: ["repo.sparse"], remedy: "git sparse-checkout disable"),
    WorkTreeCase(
      name: "skip-worktree", make: "git update-index --skip-worktree app/main.py; rm app/main.py",
      says: ["1 tracked file is missing", "paths with skip-worktree is 0 in", "--no-skip-worktree"],
      explains: ["repo.skipWorktree"],
      remedy: "git update-index --no-skip-worktree app/main.py; git checkout -q -- app"),
    WorkTreeCase(
      name: "assume-unchanged", make: "git update-index --assume-unchanged app/main.py; echo 'print(2)' > app/main.py",
      says: ["1 tracked file is changed", "--no-assume-unchanged"], explains: ["repo.assumeUnchanged"],
      remedy: "git update-index --no-assume-unchanged app/main.py; git checkout -q -- app"),
    WorkTreeCase(
      name: "rules of the user", make: "printf '*.log\\n' > ../excludes; git config core.excludesFile ../excludes",
      says: ["the rules in core.excludesFile: none vs 1 rule"], differs: ["ignore.core.excludesFile"],
      remedy: "git config --unset core.excludesFile", status: 0),
    WorkTreeCase(
      name: "rules in info/exclude", make: "printf '*.log\\n' > .git/info/exclude",
      says: ["the rules in info/exclude: none vs 1 rule"], differs: ["ignore.info/exclude"],
      remedy: "rm .git/info/exclude", status: 0),
    WorkTreeCase(
      name: "links as text", make: "git config core.symlinks false; rm link; git checkout -q -- link",
      says: ["1 link is a text file in the working tree: link", "git's core.symlinks is true in"],
      explains: ["git.core.symlinks"],
      remedy: "git config core.symlinks true; rm link; git checkout -q -- ."),
    WorkTreeCase(
      name: "a link elsewhere", make: "ln -sf app/run.sh link",
      says: ["1 link points elsewhere: link (app/main.py vs app/run.sh)"], remedy: "git checkout -q -- link"),
    WorkTreeCase(
      name: "the Unicode form of a name",
      make:
        "printf x > \"$(printf 'caf\\303\\251')\"; git add .; git commit -qm n; mv \"$(printf 'caf\\303\\251')\" \"$(printf 'cafe\\314\\201')\"",
      says: ["1 name differs in Unicode form alone"], explains: ["context.unicodeForm"],
      remedy: "mv \"$(printf 'cafe\\314\\201')\" \"$(printf 'caf\\303\\251')\""),
    WorkTreeCase(
      name: "extended attributes",
      make: "python3 -c 'import os; os.setxattr(\"data.txt\", \"user.note\", b\"x\")'",
      says: ["1 entry differs in extended attributes or ACLs: data.txt", "setfattr -x"], explains: ["context.xattrs"],
      remedy: "python3 -c 'import os; os.removexattr(\"data.txt\", \"user.note\")'"),
  ]

  /// A clone of a small project.
  static func project() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("Dockerfile", "FROM python:3.12\nCOPY . .\n")
    try workspace.write(".dockerignore", ".git\n")
    try workspace.write("app/main.py", "print(1)\n")
    try workspace.write("app/run.sh", "#!/bin/sh\necho hi\n", mode: 0o755)
    try workspace.write("data.txt", "some data\n")
    try workspace.write("requirements.txt", "requests==2.31.0\n")
    let made = try workspace.shell(
      "umask 022; chmod 755 . app; ln -s app/main.py link; git init -q -b main . && rm -f .git/info/exclude && git add -A && git commit -qm one"
    )
    try #require(made.status == 0, "\(made.errors)")
    return workspace
  }

  @Test("names the cause and a remedy that mends it", arguments: cases)
  func workTree(_ one: WorkTreeCase) throws {
    if one.needsRoot, getuid() != 0 { return skip(one.name, "only root can give files away") }
    let workspace = try Self.project()
    let made = try workspace.shell(one.make)
    if one.name == "extended attributes", made.status != 0 { return skip(one.name, "no extended attributes here") }
    try #require(made.status == 0, "\(made.errors)")
    let found = try workspace.lockstep("compare")
    #expect(found.status == one.status, "\(found.output)\(found.errors)")
    for text in one.says { #expect(found.output.contains(text), "\(text) is not in: \(found.output)") }
    let json = try workspace.lockstep("compare", "--json").json()
    let causes = try #require(json["causes"] as? [[String: Any]])
    let explaining = Set(
      causes.flatMap { ($0["facts"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String } })
    let others = Set((json["facts"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
    for fact in one.explains { #expect(explaining.contains(fact), "\(fact) is not in \(explaining), \(others)") }
    for fact in one.differs { #expect(explaining.union(others).contains(fact)) }
    // The remedy, applied.
    let mended = try workspace.shell(one.remedy)
    try #require(mended.status == 0, "\(mended.errors)")
    let after = try workspace.lockstep("compare", "--json")
    #expect(after.status == 0, "\(after.output)")
    let left = Set((try after.json()["facts"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
    // core.autocrlf may stay: attributes go before it.
    if one.needsRoot { #expect(!after.output.contains("another user")) }
    #expect(left.isDisjoint(with: Set(one.explains + one.differs).subtracting(["git.core.autocrlf"])), "\(left)")
    #expect(try workspace.leftovers().isEmpty)
  }

  private func skip(_ name: String, _ why: String) { print("skipped: \(name): \(why)") }

  @Test("agrees with a clean clone that nobody has touched")
  func clean() throws {
    let workspace = try Self.project()
    let found = try workspace.lockstep("compare")
    #expect(found.status == 0)
    #expect(found.output.hasPrefix("no difference: a clean checkout of HEAD ("))
    #expect(found.output.contains("\nno difference in "))
  }

  @Test("puts the cause that explains most first")
  func order() throws {
    let workspace = try Self.project()
    try workspace.shell(
      "echo x > one.db; printf '#!/bin/sh\\r\\n' > app/run.sh; for i in 1 2 3; do echo $i > new$i; done")
    try workspace.shell("printf 'print(1)\\r\\n' > app/main.py")
    let lines = try workspace.lockstep("compare").output.split(separator: "\n")
    #expect(lines[0].hasPrefix("4 untracked files reach the image: new1, new2, new3, one.db;"))
    #expect(lines[1].hasPrefix("1 file has CRLF line ends"))
    #expect(lines[2].hasPrefix("1 tracked file is changed in the working tree: app/run.sh"))
  }

  @Test("tells that .git reaches the image, as a note")
  func gitDirectory() throws {
    let workspace = try Self.project()
    try workspace.shell("git rm -q --cached .dockerignore; rm .dockerignore; git commit -qm no")
    let found = try workspace.lockstep("compare")
    #expect(found.status == 0)
    #expect(found.output.contains("note: .git/ reaches the image ("))
  }

  @Test("compares a directory below the root by its own ignore file")
  func subdirectory() throws {
    let workspace = try Self.project()
    try workspace.write("app/.dockerignore", "*.log\n")
    try workspace.shell("git add -A; git commit -qm two; echo 1 > app/x.log; echo 1 > app/y.tmp; echo 1 > outside")
    let found = try workspace.lockstep("compare", "app")
    #expect(found.output.hasPrefix("1 untracked file reaches the image: y.tmp; add it to .dockerignore\n"))
  }

  @Test("compares a directory with a record, and one revision with another")
  func others() throws {
    let workspace = try Self.project()
    try workspace.write(
      "s.yml", "schemaVersion: 1\nname: s\nrepo: { path: ., rev: main }\nvary: { runs: 1 }\n")
    try workspace.shell("git add -A; git commit -qm s")
    try #require(try workspace.lockstep("run", "--accept", "s.yml").status == 0)
    try workspace.shell("mv s.lock ..; echo 'print(3)' > app/main.py")
    let record = try workspace.lockstep("compare", "../s.lock", ".")
    #expect(record.status == 1)
    #expect(record.output.contains("app/main.py"))
    try workspace.shell("git commit -qam three")
    let commits = try workspace.lockstep("compare", ".#HEAD~1", ".#HEAD")
    #expect(commits.status == 1)
    #expect(commits.output.hasPrefix("1 file differs between the commits: app/main.py"))
    let same = try workspace.lockstep("compare", ".#HEAD", ".#HEAD")
    #expect(same.status == 0)
  }

  @Test("says clearly what it cannot compare")
  func mistakes() throws {
    let workspace = try Self.project()
    let missing = try workspace.lockstep("compare", "nowhere")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("there is no directory nowhere"))
    try workspace.write("x.json", "{\"schema\": \"lockstep-capture/v9\"}")
    let newer = try workspace.lockstep("compare", "x.json")
    #expect(newer.status == 2)
    #expect(newer.errors.contains("update lockstep"))
    let bare = try workspace.shell("git clone -q --bare . ../bare && cd ../bare && exec \(Workspace.tool) compare")
    #expect(bare.status == 2)
    #expect(bare.errors.contains("it has no working tree"))
    // What git would wait for is refused, also where nothing of git is asked for.
    for (make, name) in [
      ("rm -f .git/info/exclude; mkdir -p .git/info; mkfifo .git/info/exclude", "info/exclude"),
      ("rm .git/info/exclude; mkfifo ../pipe; git config core.excludesFile ../pipe", "pipe"),
      ("git config --unset core.excludesFile; head -c 100 /dev/zero > .git/index", ".git/index"),
    ] {
      try workspace.shell(make)
      for command in ["compare", "capture"] {
        let found = try workspace.lockstep(command)
        #expect(found.status == 6, "\(command) \(name): \(found.output)\(found.errors)")
        #expect(found.errors.contains(name) && found.output.isEmpty)
      }
    }
    try workspace.write("y.json", "[1")
    #expect(try workspace.lockstep("compare", "y.json").status == 2)
  }
}
