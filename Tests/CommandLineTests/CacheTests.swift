import Foundation
import TestSupport
import Testing

@Suite("lockstep cache", .enabled(if: Workspace.hasGit, "needs git"))
struct CacheTests {
  private static let recordLength = 68

  private func warm() throws -> (Workspace, URL) {
    let workspace = try Workspace()
    for index in 0..<5 { try workspace.write("f\(index)", "text \(index)\n") }
    try workspace.makeRepository()
    let result = try workspace.lockstep("context", "hash", "--rev", "HEAD")
    #expect(result.status == 0)
    return (workspace, URL(fileURLWithPath: workspace.directory + "/home/.cache/lockstep/blob-sha256-v1"))
  }

  @Test("records are checked, alone and against their blobs")
  func verify() throws {
    let (workspace, file) = try warm()
    let report = try workspace.lockstep("cache", "verify", "--repo", ".", "--json").json()
    #expect(report["recordCount"] as? Int == 5 && report["comparedCount"] as? Int == 5)
    #expect((report["mismatches"] as? [String])?.isEmpty == true)
    // A flipped bit: the record does not hold and is never used.
    var bytes = try Data(contentsOf: file)
    bytes[30] ^= 1
    try bytes.write(to: file)
    let damaged = try workspace.lockstep("cache", "verify", "--json")
    #expect(try damaged.status == 0 && damaged.json()["damagedCount"] as? Int == 1)
    let before = try workspace.lockstep("context", "hash", "--rev", "HEAD", "--no-cache")
    #expect(try workspace.lockstep("context", "hash", "--rev", "HEAD").output == before.output)
  }

  @Test("a record that holds and lies is found by comparing")
  func mismatch() throws {
    let (workspace, file) = try warm()
    var bytes = try Data(contentsOf: file)
    bytes[30] ^= 1
    try bytes.prefix(60).write(to: URL(fileURLWithPath: workspace.work + "/record"))
    let check = try workspace.shell("sha256sum <record").output.prefix(16)
    for (index, offset) in (60..<68).enumerated() {
      let start = check.index(check.startIndex, offsetBy: index * 2)
      bytes[offset] = try #require(UInt8(check[start..<check.index(start, offsetBy: 2)], radix: 16))
    }
    try bytes.write(to: file)
    #expect(try workspace.lockstep("cache", "verify").status == 0)
    let result = try workspace.lockstep("cache", "verify", "--repo", ".")
    #expect(result.status == 1 && result.output.contains("the blob has another digest"))
    #expect(try workspace.lockstep("cache", "clear").status == 0)
    #expect(!FileManager.default.fileExists(atPath: file.path))
    #expect(try workspace.lockstep("cache", "clear").errors == "there was none\n")
    #expect(try workspace.lockstep("cache", "verify", "--repo", ".").status == 0)
  }

  /// A repository of 600 files in 60 directories.
  private func large() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.shell(
      "for d in $(seq 60); do mkdir -p s/d$d; for f in $(seq 10); do echo $d.$f >s/d$d/f$f; done; done")
    try workspace.write(".dockerignore", "s/d1/f1\n")
    try workspace.makeRepository()
    return workspace
  }

  @Test("what is remembered gives what reading everything gives, commit after commit")
  func commits() throws {
    let workspace = try large()
    let changes = [
      "true", "echo new >s/d7/f3", "rm -r s/d9", "echo 's/d2' >.dockerignore", "mkdir -p s/d2/x && echo y >s/d2/x/y",
      "printf '* text eol=crlf\\n' >s/d3/.gitattributes", "rm s/d3/.gitattributes", "chmod +x s/d4/f4",
      "ln -sf d5 s/link", "rm .dockerignore", "git checkout -q HEAD~4 -- s",
    ]
    for change in changes {
      try #require(try workspace.shell("\(change) && git add -A && git commit -q --allow-empty -m c").status == 0)
      let expected = try workspace.lockstep("context", "hash", "--rev", "HEAD", "--no-cache", "--json")
      for _ in 0..<2 {
        let result = try workspace.lockstep("context", "hash", "--rev", "HEAD", "--json")
        #expect(result.output == expected.output && result.errors == expected.errors, "\(change)")
      }
      let manifest = try workspace.lockstep("context", "hash", "--rev", "HEAD", "--manifest").output
      #expect(try expected.json()["entryCount"] as? Int == manifest.split(separator: "\n").count, "\(change)")
    }
    let report = try workspace.lockstep("cache", "verify", "--repo", ".", "--json").json()
    let contexts = try #require(report["contexts"] as? [String: Any])
    let answers = try #require(report["answers"] as? [String: Any])
    #expect(contexts["count"] as? Int == 1 && contexts["comparedCount"] as? Int == 1)
    #expect(answers["count"] as? Int == changes.count && answers["comparedCount"] as? Int == changes.count)
    #expect((contexts["mismatches"] as? [String])?.isEmpty == true)
    #expect((answers["mismatches"] as? [String])?.isEmpty == true)
  }

  @Test("a revision is looked up anew each time, and other options ask another question")
  func questions() throws {
    let workspace = try large()
    func digest(_ arguments: String...) throws -> String {
      let result = try workspace.lockstep(arguments: ["context", "hash"] + arguments)
      let fresh = try workspace.lockstep(arguments: ["context", "hash", "--no-cache"] + arguments)
      #expect(result.output == fresh.output && result.status == fresh.status, "\(arguments)")
      #expect(result.errors == fresh.errors, "\(arguments)")
      return result.output
    }
    try workspace.shell("git tag -a -m t v1 && git pack-refs --all && git branch other")
    let first = try digest("--rev", "main")
    #expect(try digest("--rev", "v1") == first && digest("--rev", "other") == first)
    try workspace.shell("echo z >z && git add z && git commit -qm z")
    let second = try digest("--rev", "main")
    #expect(try second != first && digest("--rev", "HEAD") == second)
    #expect(try digest("--rev", "v1") == first && digest("--rev", "HEAD~1") == first)
    // A name of two things is an error, remembered or not.
    try workspace.shell("git tag other")
    #expect(try digest("--rev", "other") == "")
    try workspace.shell("git checkout -q --detach v1")
    #expect(try digest("--rev", "HEAD") == first)
    try workspace.write("rules", "s/d5\n")
    #expect(try digest("--rev", "HEAD", "--ignore-file", "rules") != first)
    try workspace.write("rules", "s/d6\n")
    _ = try digest("--rev", "HEAD", "--ignore-file", "rules")
    #expect(try digest("--rev", "HEAD", "--scheme", "all").split(separator: "\n").count == 6)
    #expect(try digest("s/d5", "--rev", "HEAD") != digest("s/d6", "--rev", "HEAD"))
    #expect(try digest("--rev", "nothing") == "")
  }

  @Test("a damaged answer is never used")
  func damagedAnswer() throws {
    let workspace = try large()
    let before = try workspace.lockstep("context", "hash", "--rev", "HEAD").output
    let files = try workspace.shell(
      "find ../home/.cache/lockstep/answers-v1 ../home/.cache/lockstep/contexts-v1 -type f")
    for file in files.output.split(separator: "\n") {
      let path = URL(fileURLWithPath: workspace.work + "/" + file)
      var bytes = try Data(contentsOf: path)
      bytes[bytes.count / 2] ^= 4
      try bytes.write(to: path)
    }
    let verify = try workspace.lockstep("cache", "verify")
    #expect(verify.output.contains("1 contexts, 1 damaged, never used\n1 answers, 1 damaged, never used\n"))
    #expect(try workspace.lockstep("context", "hash", "--rev", "HEAD").output == before)
    #expect(try workspace.lockstep("cache", "clear").errors == "removed\n")
    #expect(try workspace.shell("find ../home/.cache/lockstep -type f").output == "")
  }

  @Test("many processes at once, some of them killed, leave a cache that tells the truth", .timeLimit(.minutes(30)))
  func processes() throws {
    let workspace = try large()
    for index in 0..<6 { try workspace.shell("echo \(index) >s/d\(index + 1)/new && git add -A && git commit -qm c") }
    var random = SeededGenerator.fresh()
    for round in 0..<4 {
      var running: [Process] = []
      for index in 0..<6 {
        let process = workspace.process(Workspace.tool, ["context", "hash", "--rev", "HEAD~\(index)"])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        running.append(process)
      }
      for process in running.dropLast(2) {
        usleep(UInt32(random.below(60_000)))
        kill(process.processIdentifier, SIGKILL)
      }
      for process in running { process.waitUntilExit() }
      let verify = try workspace.lockstep("cache", "verify", "--repo", ".")
      #expect(verify.status == 0 && !verify.output.contains("damaged"), "seed \(random.seed), round \(round)")
    }
    for index in 0..<6 {
      let cached = try workspace.lockstep("context", "hash", "--rev", "HEAD~\(index)").output
      #expect(try workspace.lockstep("context", "hash", "--rev", "HEAD~\(index)", "--no-cache").output == cached)
    }
  }

  @Test("a directory is looked at again each time, and only what changed is read")
  func directories() throws {
    let workspace = try large()
    func same(_ change: String) throws -> String {
      try #require(try workspace.shell(change).status == 0)
      // Until the clock has ticked, nothing is remembered.
      usleep(50_000)
      let expected = try workspace.lockstep("context", "hash", "--no-cache", "--json")
      for _ in 0..<2 {
        let result = try workspace.lockstep("context", "hash", "--json")
        #expect(result.output == expected.output && result.errors == expected.errors, "\(change)")
      }
      return expected.output
    }
    let first = try same("true")
    let inPlace = "cp -p s/d8/f1 ../old; printf x | dd of=s/d8/f1 conv=notrunc status=none; touch -r ../old s/d8/f1"
    #expect(try same(inPlace) != first)
    #expect(try same("echo 8.1 >s/d8/f1") == first)
    let others = [
      "mkdir -p s/new/x && echo y >s/new/x/y", "rm -r s/d9", "chmod +x s/d3/f2", "mkfifo s/pipe",
      "echo s/d2 >.dockerignore",
    ]
    for change in others { #expect(try same(change) != first, "\(change)") }
    let verify = try workspace.lockstep("cache", "verify", "--repo", ".")
    #expect(verify.status == 0 && verify.output.contains("1 directories, 1 made again\n"))
  }
}
