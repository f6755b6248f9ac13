import BuildContext
import Dockerignore
import Fingerprints
import Foundation
import Testing

@Suite("contexts of directories")
final class DirectoryContextTests {
  private let directory = NSTemporaryDirectory() + "lockstep-tests-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  private func write(_ path: String, _ text: String = "x", mode: Int = 0o644) throws {
    let full = directory + "/" + path
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: full)
  }

  private func read(_ rules: String = "", threads: Int = 2, limits: ContextLimits = ContextLimits()) throws
    -> BuildContextContents
  {
    let ignoreFile = try FoundIgnoreFile(name: ".dockerignore", bytes: Array(rules.utf8))
    return try DirectoryContext.read(DirectoryTree(directory), ignoring: ignoreFile, threads: threads, limits: limits)
  }

  private func paths(_ contents: BuildContextContents) -> [String] {
    contents.entries.map { PathText.escaped($0.path) }
  }

  @Test("entries come in the order of a builder's walk, directories first")
  func order() throws {
    for path in ["a/z", "a!", "a-", "a.txt", "b/c/d"] { try write(path) }
    #expect(paths(try read()) == ["a", "a/z", "a!", "a-", "a.txt", "b", "b/c", "b/c/d"])
  }

  @Test("an ignored directory is part of the context where an exception keeps something below it")
  func reinclusion() throws {
    for path in ["keep/a.md", "keep/b.txt", "drop/b.txt", "deep/er/a.md", "top.txt"] { try write(path) }
    #expect(paths(try read("*\n!**/*.md")) == ["deep", "deep/er", "deep/er/a.md", "keep", "keep/a.md"])
    #expect(paths(try read("deep\n!deep/er/a.md")).contains("deep/er/a.md"))
    #expect(!paths(try read("deep\n!other")).contains("deep"))
  }

  @Test("empty directories stay, links are entries and are not followed")
  func linksAndDirectories() throws {
    try write("d/only.md")
    try FileManager.default.createSymbolicLink(atPath: directory + "/loop", withDestinationPath: ".")
    try FileManager.default.createSymbolicLink(atPath: directory + "/out", withDestinationPath: "/etc/passwd")
    let contents = try read("**/*.md")
    #expect(paths(contents) == ["d", "loop", "out"])
    #expect(contents.entries.map(\.size) == [0, 1, 11])
  }

  @Test("FIFOs and sockets are left out with a warning and never waited for")
  func specialFiles() throws {
    try write("a")
    try #require(mkfifo(directory + "/pipe", 0o600) == 0)
    let contents = try read()
    #expect(paths(contents) == ["a"])
    #expect(contents.warnings == ["pipe is a FIFO and is left out; ignore it or remove it"])
    #expect(try read("pipe").warnings.isEmpty)
  }

  @Test("the digest does not depend on threads, and the owner's executable bit alone counts")
  func determinism() throws {
    for index in 0..<600 { try write("d\(index % 7)/f\(index)", "\(index)") }
    let digest = try read(threads: 1).manifest.digest()
    #expect(try read(threads: 4).manifest.digest() == digest)
    try write("d0/f0", "0", mode: 0o600)
    #expect(try read().manifest.digest() == digest)
    try write("d0/f0", "0", mode: 0o611)
    #expect(try read().manifest.digest() == digest)
    try write("d0/f0", "0", mode: 0o700)
    #expect(try read().manifest.digest() != digest)
  }

  @Test("a directory that cannot be read, and limits, are errors")
  func failures() throws {
    #expect(throws: ContextFailure.notADirectory(directory + "/nope")) { try DirectoryTree(directory + "/nope") }
    try write("a/b/c")
    #expect(throws: ContextFailure.tooManyEntries(limit: 2)) { try read(limits: ContextLimits(entries: 2)) }
    #expect(throws: ContextFailure.tooDeep(BytePath("a/b"), limit: 1)) { try read(limits: ContextLimits(depth: 1)) }
  }

  @Test(
    "the ignore file is the one BuildKit reads",
    arguments: [
      ([".dockerignore": "x"], "Dockerfile", ".dockerignore"),
      (["Dockerfile.dockerignore": "", ".dockerignore": "x"], "Dockerfile", "Dockerfile.dockerignore"),
      (
        ["docker/web.Dockerfile.dockerignore": "y", ".dockerignore": "x"], "docker/web.Dockerfile",
        "docker/web.Dockerfile.dockerignore"
      ),
      ([".dockerignore": "x"], "docker/web.Dockerfile", ".dockerignore"),
      (["sub/.dockerignore": "x"], "Dockerfile", nil),
    ] as [([String: String], String, String?)])
  func ignoreFile(files: [String: String], dockerfile: String, expected: String?) throws {
    for (path, text) in files { try write(path, text) }
    #expect(try IgnoreFileFinder.find(in: DirectoryTree(directory), dockerfile: dockerfile).name == expected)
  }

  @Test("single files are looked up without following links on the way")
  func lookups() throws {
    try write("real/x", "inside")
    try FileManager.default.createSymbolicLink(atPath: directory + "/way", withDestinationPath: "real")
    let tree = try DirectoryTree(directory)
    #expect(try tree.look(at: BytePath("real/x")) == .file(Array("inside".utf8)))
    #expect(try tree.look(at: BytePath("way")) == .link(Array("real".utf8)))
    #expect(try tree.look(at: BytePath("way/x")) == .missing)
    #expect(try tree.look(at: BytePath("real/x/y")) == .missing)
    #expect(try tree.look(at: BytePath("real")) == .directory)
    #expect(try tree.subtree(BytePath("way")).map { _ in true } == nil)
    #expect(try tree.subtree(BytePath("real"))?.look(at: BytePath("x")) == .file(Array("inside".utf8)))
  }

  @Test("an ignore file behind a link counts inside the context only")
  func linkedIgnoreFile() throws {
    try write("rules/list", "x\n")
    let link = directory + "/.dockerignore"
    for (target, isUsed) in [
      ("rules/list", true), ("./rules/../rules/list", true), ("/etc/passwd", false), ("../x", false),
    ] {
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      let found = try IgnoreFileFinder.find(in: DirectoryTree(directory), dockerfile: "Dockerfile")
      #expect((found.name != nil) == isUsed, "\(target)")
      #expect(found.warnings.isEmpty == isUsed, "\(target)")
      try FileManager.default.removeItem(atPath: link)
    }
  }
}
