import Clinux
import Foundation
import TestSupport
import Testing

@Suite("lockstep layers and digest schemes")
struct LayersTests {
  private func sample() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("a/x", "hi")
    try workspace.write("b", "1")
    try workspace.write(
      "Dockerfile", "FROM scratch AS base\nCOPY a b /dst/\nFROM base\nCOPY --from=base /x /y\nCOPY a /z\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: workspace.work + "/a")
    return workspace
  }

  /// The numbers that a real buildkitd showed for these files.
  private static let copyDigest = "sha256:ff08526f97022ff43988b7051bca50c6c769975f30449c1c5c3056d715acadd9"

  @Test("the digest of a COPY is BuildKit's, of a directory and of a commit")
  func digests() throws {
    let workspace = try sample()
    let directory = try workspace.lockstep("layers", "--json")
    #expect(directory.status == 0)
    let steps = try #require(try directory.json()["steps"] as? [[String: Any]])
    #expect(steps.map { $0["line"] as? Int } == [2, 5])
    #expect(steps[0]["contentDigest"] as? String == Self.copyDigest)
    #expect(steps[0]["stage"] as? String == "base" && steps[1]["stage"] as? String == "1")
    #expect(steps[0]["files"] as? Int == 2 && steps[0]["bytes"] as? Int == 3)
    #expect(steps[0]["error"] is NSNull && steps[0]["sources"] as? [String] == ["a", "b"])
    let first = try workspace.lockstep("layers", "--json", "--target", "base").json()["steps"] as? [[String: Any]]
    #expect(first?.count == 1)
    guard Workspace.hasGit else { return }
    try workspace.makeRepository()
    let commit = try #require(
      try workspace.lockstep("layers", "--rev", "HEAD", "--json").json()["steps"] as? [[String: Any]])
    #expect(commit[0]["contentDigest"] as? String == Self.copyDigest)
  }

  @Test("a source that is missing or ignored fails the build there")
  func missing() throws {
    let workspace = try sample()
    try workspace.write(".dockerignore", "b\n")
    let result = try workspace.lockstep("layers", "--json")
    #expect(result.status == 1)
    let steps = try #require(try result.json()["steps"] as? [[String: Any]])
    #expect(steps[0]["error"] as? String == "\"/b\": not found" && steps[0]["contentDigest"] is NSNull)
    #expect(steps[1]["error"] is NSNull)
    try workspace.write("Dockerfile", "FROM scratch\nCOPPY a /\n")
    let bad = try workspace.lockstep("layers")
    #expect(bad.status == 2 && bad.errors.contains("Dockerfile:2"))
    #expect(try workspace.lockstep("layers", "--dockerfile", "nope").status == 2)
  }

  @Test("the Dockerfile may lie outside the context, with its ignore file beside it")
  func outside() throws {
    let workspace = try sample()
    #expect(try workspace.shell("mkdir ../docker && mv Dockerfile ../docker/web").status == 0)
    let result = try workspace.lockstep("layers", "--dockerfile", "../docker/web", "--json")
    let steps = try #require(try result.json()["steps"] as? [[String: Any]])
    #expect(steps[0]["contentDigest"] as? String == Self.copyDigest)
    #expect(try workspace.shell("echo b > ../docker/web.dockerignore").status == 0)
    #expect(try workspace.lockstep("layers", "--dockerfile", "../docker/web").status == 1)
  }

  @Test(
    "the first step that loses the cache is named, with path and attribute",
    arguments: [
      (
        "chmod 664 b; chmod 664 a/x; chmod 775 a",
        ["mode", "0644 → 0664", "the umask was 022 on A and 002 on B"]
      ),
      ("chmod 755 b", ["b: mode 0644 → 0755, nothing else", "only modes differ"]),
      ("echo 2 > b", ["b: content"]), ("ln -sf x a/y", ["a/y: added"]), ("rm a/x", ["a/x: removed"]),
      ("rm b; ln -s a/x b", ["b: type"]),
    ])
  func difference(change: String, expected: [String]) throws {
    let workspace = try sample()
    #expect(try workspace.shell("chmod 755 . && cp -a . ../other && cd ../other && \(change)").status == 0)
    let result = try workspace.lockstep("layers", "diff", ".", "../other")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("the cache is lost at Dockerfile:2: COPY a b /dst/\n"))
    for text in expected { #expect(result.output.contains(text), "\(result.output)") }
    let json = try workspace.lockstep("layers", "diff", "--json", ".", "../other").json()
    #expect((json["steps"] as? [[String: Any]])?.first?["isSame"] as? Bool == false)
    let same = try workspace.lockstep("layers", "diff", ".", ".")
    #expect(same.status == 0 && same.output == "no step loses the cache\n")
  }

  @Test("all schemes at once, of a directory and of its commit")
  func schemes() throws {
    let workspace = try sample()
    let all = try workspace.lockstep("context", "hash", "--scheme", "all")
    #expect(all.status == 0)
    let names = all.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    #expect(names == ["lockstep-v1", "buildkit", "h1", "git-tree", "nar", "oci-layer"])
    #expect(try all.output.hasPrefix(workspace.lockstep("context", "hash").output))
    let digests = try #require(
      try workspace.lockstep("context", "hash", "--scheme", "all", "--json").json()["digests"] as? [String: String])
    #expect(Set(digests.keys) == Set(names))
    #expect(try workspace.lockstep("context", "hash", "--scheme", "md5").status == 2)
    if Workspace.hasGit {
      try workspace.makeRepository()
      #expect(try workspace.lockstep("context", "hash", "--rev", "HEAD", "--scheme", "all").output == all.output)
      let tree = try workspace.shell("git rev-parse 'HEAD^{tree}'").output
      #expect(all.output.contains("git-tree \(tree)"))
    }
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/link", withDestinationPath: "b")
    let refused = try workspace.lockstep("context", "hash", "--scheme", "h1", "--scheme", "nar")
    #expect(refused.status == 1 && refused.errors.contains("h1: no digest") && refused.output.hasPrefix("nar sha256-"))
  }

  @Test("the documented shell lines print BuildKit's digest of a directory")
  func documentedShell() throws {
    let workspace = try sample()
    try workspace.write("run.sh", "#!/bin/sh\n", mode: 0o4750)
    try workspace.write("with space/é", "x\n", mode: 0o600)
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/link", withDestinationPath: "a/../b")
    try FileManager.default.createDirectory(atPath: workspace.work + "/void", withIntermediateDirectories: true)
    let text = try String(contentsOf: URL(fileURLWithPath: Workspace.project + "/docs/digests.md"), encoding: .utf8)
    let section = try #require(text.range(of: "### `buildkit`"))
    let start = try #require(text.range(of: "```sh\n", range: section.upperBound..<text.endIndex))
    let end = try #require(text.range(of: "```", range: start.upperBound..<text.endIndex))
    let expected = try workspace.shell(String(text[start.upperBound..<end.lowerBound]))
    #expect(expected.status == 0)
    #expect(try workspace.lockstep("context", "hash", "--scheme", "buildkit").output == "buildkit " + expected.output)
  }

  @Test("devices and extended attributes count, of files and of directories")
  func specialFiles() throws {
    let workspace = try Workspace()
    try workspace.write("d/f", "x", mode: 0o640)
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: workspace.work + "/d")
    let hasAttributes = lsetxattr(workspace.work + "/d/f", "user.b", "2", 1, 0) == 0
    if hasAttributes {
      for (path, name) in [("/d/f", "user.a"), ("/d", "user.d")] {
        try #require(lsetxattr(workspace.work + path, name, "1", 1, 0) == 0)
      }
    }
    let hasDevice = mknod(workspace.work + "/null", S_IFCHR | 0o666, 0x103) == 0
    if hasDevice { try #require(chmod(workspace.work + "/null", 0o666) == 0) }
    try #require(mkfifo(workspace.work + "/pipe", 0o600) == 0 && chmod(workspace.work + "/pipe", 0o600) == 0)
    func header(_ mode: Int, size: Int = 0, type: Int, device: String = "devmajor0devminor0") -> String {
      "namemode\(mode)uid0gid0size\(size)typeflag\(type)linknameunamegname\(device)"
    }
    let script = """
      hash() { sha256sum | sed 's/^/sha256:/; s/ .*//' | tr -d '\\n'; }
      { printf '\\0%s' "$(printf %s '\(header(0o750, type: 5))\(hasAttributes ? "user.d1" : "")' | hash)"
        printf '\\0f%s' "$(printf %s '\(header(0o640, size: 1, type: 0))\(hasAttributes ? "user.a1user.b2" : "")x' | hash)"
      } >../d
      { printf '\\0%s' "$(printf '' | hash)"
        printf '\\0d%s' "$(hash <../d)"
        \(hasDevice ? "printf '\\0null%s' \"$(printf %s '\(header(0o666, type: 3, device: "devmajor1devminor3"))' | hash)\"" : ":")
        printf '\\0pipe%s' "$(printf %s '\(header(0o600, type: 6))' | hash)"
      } | hash | hash
      """
    let expected = try workspace.shell(script).output
    #expect(try workspace.lockstep("context", "hash", "--scheme", "buildkit").output == "buildkit \(expected)\n")
    try workspace.write("../Dockerfile", "FROM scratch\nCOPY . /\n")
    let layers = try workspace.lockstep("layers", "--dockerfile", "../Dockerfile", "--json")
    let steps = try #require(try layers.json()["steps"] as? [[String: Any]])
    #expect(steps[0]["contentDigest"] as? String == expected)
  }
}
