import TestSupport
import Testing

/// Section F of the catalogue, of submodules and large files.
@Suite("submodules", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct SubmoduleTests {
  private static let pin = String(repeating: "1", count: 40)

  /// A commit with `.gitmodules` and, unless there is to be none, a gitlink.
  private func trial(_ id: String, _ modules: String, hasLink: Bool = true) throws -> HostileCase {
    let trial = try HostileCase.plain(id)
    try trial.workspace.write("repo/.gitmodules", modules)
    try trial.shell(
      "cd repo; \(hasLink ? "git update-index --add --cacheinfo 160000,\(Self.pin),sub;" : "") git add .gitmodules; git commit -qm s"
    )
    return trial
  }

  @Test(
    "H106, H107: what git's fsck refuses in .gitmodules is refused by its id",
    arguments: [
      ("gitmodulesPath", "sub", "path = /etc", "is absolute"),
      ("gitmodulesPath", "sub", "path = .git/modules/x", "path component is a .git alias"),
      ("gitmodulesPath", "sub", "path = a/.GIT/x", "path component is a .git alias"),
      ("gitmodulesPath", "sub", "path = git~1", "path component is a .git alias"),
      ("gitmodulesPath", "sub", "path = \"sub\\r\"".replacing("\\r", with: "\r"), "holds a control character"),
      ("gitmodulesPath", "sub", "path = ../../evil", "it names the parent directory"),
      ("gitmodulesPath", "sub", "path = a//b", "it is empty"),
      ("gitmodulesPath", "sub", "path = -sub", "looks like an option"),
      ("gitmodulesPath", "sub", "path = \"a\\n::error::x\"", "a\\n::error::x"),
      ("gitmodulesName", "../../evil", "path = sub", "leads out of .git/modules"),
      ("gitmodulesName", "a/..", "path = sub", "leads out of .git/modules"),
      ("gitmodulesName", "..\\\\..\\\\evil", "path = sub", "leads out of .git/modules"),
      ("gitmodulesName", "", "path = sub", "is empty"),
      ("gitmodulesUrl", "sub", "url = -u./x", "looks like an option"),
      ("gitmodulesUrl", "sub", "url = \"https://x/%0ahost=y\"", "holds an encoded newline"),
      ("gitmodulesUrl", "sub", "url = \"https://x/\\nhost=y\"", "holds a control character"),
      ("gitmodulesUpdate", "sub", "update = !touch pwn", "is the command"),
    ])
  func refused(messageID: String, name: String, setting: String, says: String) throws {
    let modules = "[submodule \"\(name)\"]\n\t\(setting)\n"
    try trial("H106", modules).expect(
      .repository, "context", "hash", "repo", "--rev", "main", says: ["read .gitmodules: [\(messageID)] line 2", says])
    // Where nothing could be acted on it is worth a word.
    try trial("H106", modules, hasLink: false).expect(
      .passed, "context", "hash", "repo", "--rev", "main", says: ["warning: .gitmodules: [\(messageID)]"])
  }

  @Test("H106: a scenario ends in the same error")
  func scenario() throws {
    try trial("H106", "[submodule \"s\"]\n\tpath = /etc\n").expectBoth(.repository, says: ["[gitmodulesPath] line 2"])
  }

  @Test(
    "H110: a .gitmodules that cannot be read is refused where there is a submodule",
    arguments: [
      "[submodule \"x\n", "\u{1}\u{2}\u{3}", "[submodule \"x\"]\npath = \"open\n", "path = x\n", "[]]\n= x\n",
    ])
  func unreadable(modules: String) throws {
    try trial("H110", modules).expect(
      .repository, "context", "hash", "repo", "--rev", "main", says: ["[gitmodulesParse] line"])
    try trial("H110", modules, hasLink: false).expect(
      .passed, "context", "hash", "repo", "--rev", "main", says: ["[gitmodulesParse] line"])
  }

  @Test("H109: a submodule is named with the commit it is pinned at, and one that is well described is no error")
  func pinned() throws {
    let modules =
      "\u{FEFF}# c\r\n[submodule \"s\"] ; c\r\n\tpath = sub/ # c\r\n\turl = \"https://x/\\\"y\\\"\"\r\n\tshallow\r\n"
    let says = "the submodule sub pinned at \(Self.pin) is not populated"
    let trial = try trial("H109", modules)
    try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", says: [says])
    try trial.writeScenario()
    try trial.expect(.passed, "run", "case.yml", "--check", "-v", says: [says])
  }
}
