import Foundation
import TestSupport
import Testing

@Suite("context on other platforms")
struct PlatformTests {
  private static let git = "git -c user.name=t -c user.email=t@example.org -c init.defaultBranch=main"

  private func commit(_ workspace: Workspace) throws {
    let result = try workspace.shell("\(Self.git) init -q . && \(Self.git) add -A && \(Self.git) commit -qm one")
    try #require(result.status == 0, "\(result.errors)")
  }

  private func codes(_ result: Workspace.Result) throws -> [String: Set<String>] {
    let platform = try #require(try result.json()["platform"] as? [String: Any])
    let findings = try #require(platform["findings"] as? [[String: String]])
    return Dictionary(grouping: findings) { $0["code"] ?? "" }.mapValues { Set($0.compactMap { $0["path"] }) }
  }

  @Test("is what git writes with the settings of Windows")
  func gitAgrees() throws {
    let workspace = try Workspace()
    try workspace.write(".gitattributes", "*.sh text eol=lf\n*.bin binary\n*.id ident\nforced text\nold crlf\n")
    try workspace.write("plain.txt", "one\ntwo\n")
    try workspace.write("run.sh", "#!/bin/sh\n", mode: 0o755)
    try workspace.write("data.bin", "a\nb\n")
    try workspace.write("zero", "a\u{0}\n")
    try workspace.write("mixed.txt", "one\r\ntwo\n")
    try workspace.write("return.txt", "one\rtwo\n")
    try workspace.write("forced", "one\ntwo\u{0}\n")
    try workspace.write("old", "one\n\u{1}\u{2}\n")
    try workspace.write("note.id", "$Id$\n")
    try workspace.write("empty", "")
    try workspace.write("sub/.gitattributes", "*.txt -text\n")
    try workspace.write("sub/plain.txt", "one\n")
    try workspace.shell("ln -s plain.txt link && ln -s ../plain.txt sub/up")
    try commit(workspace)
    let clone = try workspace.shell(
      "git clone -q -c core.autocrlf=true -c core.symlinks=false . ../clone && cd ../clone && rm -rf .git && "
        + "find . -type f -exec chmod 755 {} +")
    try #require(clone.status == 0, "\(clone.errors)")
    let expected = try workspace.lockstep("context", "hash", "../clone")
    let found = try workspace.lockstep("context", "hash", ".#HEAD", "--as", "windows")
    #expect(found.status == 0)
    #expect(found.output == expected.output)
    let codes = try codes(workspace.lockstep("context", "hash", ".#HEAD", "--as", "windows", "--json"))
    #expect(codes["platform.link"] == ["link", "sub/up"])
    #expect(
      codes["platform.eol"] == [".gitattributes", "plain.txt", "forced", "old", "note.id", "sub/.gitattributes"])
    #expect(codes["platform.mode"]?.contains("run.sh") == false)
    #expect(codes["platform.mode"]?.contains("data.bin") == true)
  }

  @Test("is the same on macOS and on Linux where names allow it")
  func macOS() throws {
    let workspace = try Workspace()
    try workspace.write("a.txt", "one\n")
    try workspace.shell("ln -s a.txt link")
    try commit(workspace)
    let plain = try workspace.lockstep("context", "hash", "--rev", "HEAD")
    for platform in ["macos", "linux"] {
      let result = try workspace.lockstep("context", "hash", "--rev", "HEAD", "--as", platform)
      #expect(result.output == plain.output)
      #expect(try workspace.lockstep("context", "diff", "--rev", "HEAD", "--as", platform).status == 0)
    }
    #expect(try workspace.lockstep("context", "diff", "--rev", "HEAD", "--as", "windows").status == 1)
  }

  @Test("names what collides, what cannot be and what other rules say")
  func findings() throws {
    let workspace = try Workspace()
    try workspace.write("README", "one\n", mode: 0o755)
    try workspace.write("readme", "two\n", mode: 0o755)
    try workspace.write("src/aux.c", "", mode: 0o755)
    try workspace.write("logs/today", "", mode: 0o755)
    try workspace.write(".dockerignore", "logs\\today\n.dockerignore\n")
    try commit(workspace)
    let codes = try codes(workspace.lockstep("context", "diff", "--rev", "HEAD", "--as", "windows", "--json"))
    #expect(codes["platform.collision"] == ["README"])
    #expect(codes["platform.name"] == ["src/aux.c"])
    #expect(codes["platform.ignore"] == ["logs/today"])
    let macos = try self.codes(workspace.lockstep("context", "diff", "--rev", "HEAD", "--as", "macos", "--json"))
    #expect(macos == ["platform.collision": ["README"]])
  }

  @Test(
    "is told of commits only",
    arguments: [
      ["context", "hash", ".", "--as", "windows"], ["context", "hash", "--rev", "HEAD", "--as", "beos"],
      ["context", "hash", "--rev", "HEAD", "--as", "windows", "--scheme", "h1"],
      ["context", "ls", "--rev", "HEAD", "--as", "windows", "--engine", "kaniko"],
    ])
  func refused(_ arguments: [String]) throws {
    let workspace = try Workspace()
    try workspace.write("a.txt", "one\n")
    try commit(workspace)
    let result = try workspace.lockstep(arguments: arguments)
    #expect(result.status == 2 && result.output.isEmpty)
  }
}
