import Foundation
import TestSupport
import Testing

@Suite("lockstep run")
struct RunTests {
  @Test("a scenario passes, its record is written once and then compared")
  func recordLife() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.passing)
    let missing = try workspace.lockstep("run", "--check", "s.yml")
    #expect(missing.status == 1 && missing.output.contains("record.missing"))
    #expect(!workspace.exists("s.lock"))
    #expect(try workspace.lockstep("run", "s.yml", environment: ["CI": "true"]).status == 1)
    #expect(!workspace.exists("s.lock"))
    let first = try workspace.lockstep("run", "s.yml")
    #expect(first.status == 0, "\(first.output)\(first.errors)")
    let record = try workspace.read("s.lock")
    #expect(record.contains("  app/main.py\n"))
    #expect(try workspace.lockstep("run", "--check", "s.yml").status == 0)
    try workspace.write("s.yml", Sample.passing.replacingOccurrences(of: "hi", with: "ho"))
    let changed = try workspace.lockstep("run", "s.yml")
    #expect(changed.status == 1)
    #expect(changed.output.contains("record.differs") && changed.output.contains("changed  app/main.py  (content"))
    #expect(try workspace.read("s.lock") == record)
    #expect(try workspace.lockstep("run", "--accept", "s.yml").status == 0)
    #expect(try workspace.read("s.lock") != record)
    #expect(try workspace.lockstep("run", "--check", "s.yml").status == 0)
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("a record that was tampered with is refused, and replaced only by --accept")
  func damagedRecord() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.passing)
    try workspace.lockstep("run", "s.yml")
    let record = try workspace.read("s.lock")
    try workspace.write("s.lock", record.replacingOccurrences(of: "  app/main.py", with: "  app/mean.py"))
    let refused = try workspace.lockstep("run", "s.yml")
    #expect(refused.status == 2 && refused.output.contains("s.lock:3:"))
    #expect(try workspace.lockstep("run", "--accept", "s.yml").status == 0)
    #expect(try workspace.read("s.lock") == record)
  }

  @Test("JSON is the same bytes in every run, without times unless they are asked for")
  func deterministicJSON() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    try workspace.write("b.yml", Sample.nondeterministic)
    try workspace.lockstep("run", ".")
    func report(_ options: String...) throws -> String {
      let result = try workspace.lockstep(arguments: ["run", "--json", "--jobs", "2", "."] + options)
      #expect(result.status == 3)
      #expect(try (result.json()["timing"] != nil) == !options.isEmpty)
      return result.output
    }
    _ = try report("--timing")
    let first = try report()
    #expect(try report() == first)
    #expect(!first.contains(workspace.directory))
  }

  @Test("runs that disagree are named with the path and the condition, exit 3")
  func nondeterminism() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.nondeterministic)
    let result = try workspace.lockstep("run", "s.yml")
    #expect(result.status == 3)
    #expect(result.output.contains("NONDETERMINISTIC"))
    #expect(result.output.contains("changed  build-info.txt  (content"))
    #expect(result.output.contains("timezone alone (UTC vs Pacific/Kiritimati), "))
    #expect(result.output.contains("[axis.timezone]"))
    try workspace.write("s.yml", Sample.nondeterministic + "expect: { verdict: nondeterministic }\n")
    #expect(try workspace.lockstep("run", "s.yml").status == 0)
    try workspace.write("s.yml", Sample.nondeterministic + "vary: { axes: [path, umask] }\n")
    #expect(try workspace.lockstep("run", "s.yml").status == 0)
  }

  @Test(
    "bad input gets one clear error and the documented status",
    arguments: [
      ("schemaVersion: 1\nrepo: {path: nowhere}\nrecord: false\n", Int32(6), "find a git repository at"),
      ("schemaVersion: 1\nrepo: {path: repo, rev: nope}\nrecord: false\n", 6, "no tag, branch or commit has that name"),
      ("schemaVersion: 1\nrepo: {path: repo, rev: both}\nrecord: false\n", 2, "it names different commits"),
      ("schemaVersion: 1\nrepo: {path: repo, rev: \"HEAD@{1}\"}\nrecord: false\n", 2, "no name of a tag"),
      ("schemaVersion: 1\nrepo: {path: repo}\ncontext: {dir: nope}\nrecord: false\n", 2, "no directory"),
      ("schemaVersion: 1\nrepo: {worktree: nowhere}\nrecord: false\n", 2, "there is no such directory"),
      ("schemaVersion: 1\nrepo: {path: broken}\nrecord: false\n", 6, "(a): the object is missing"),
      ("schemaVersion: 1\nrepo: {path: repo, rev: bad-rules}\nrecord: false\n", 6, ".dockerignore:2: syntax error"),
      ("not: a scenario\n", 2, "unknown key \"not\""),
    ])
  func badInput(scenario: String, status: Int32, message: String) throws {
    let workspace = try Workspace()
    try #require(
      workspace.shell(
        """
        set -e
        git init -q -b main repo; cd repo
        echo x >a; git add .; git commit -q -m one; git tag both; git branch both
        echo y >a; git commit -q -am two; git branch -f both
        printf 'a\\n[\\n' >.dockerignore; git add .; git commit -q -m three; git tag bad-rules
        git clone -q --no-local . ../broken; cd ../broken
        pack=$(ls .git/objects/pack/*.pack 2>/dev/null || true)
        if [ -n "$pack" ]; then mv $pack /tmp/lockstep-pack.$$; rm -f .git/objects/pack/*; git unpack-objects -q </tmp/lockstep-pack.$$; rm /tmp/lockstep-pack.$$; fi
        blob=$(git rev-parse HEAD:a); rm -f .git/objects/$(echo $blob | cut -c1-2)/$(echo $blob | cut -c3-)
        """
      ).status == 0)
    try workspace.write("s.yml", scenario)
    let result = try workspace.lockstep("run", "s.yml")
    #expect(result.status == status, "\(result.output)\(result.errors)")
    #expect((result.output + result.errors).contains(message), "\(result.output)\(result.errors)")
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("nothing selected is status 4, what is not there is 2")
  func selection() throws {
    let workspace = try Workspace()
    try workspace.write("dir/s.yml", Sample.passing + "tags: [nightly]\n")
    try FileManager.default.createDirectory(atPath: workspace.work + "/empty", withIntermediateDirectories: true)
    #expect(try workspace.lockstep("run", "empty").status == 4)
    #expect(try workspace.lockstep("run", "dir", "--filter", "nope").status == 4)
    #expect(try workspace.lockstep("run", "dir", "--tag", "weekly").status == 4)
    #expect(try workspace.lockstep("run", "nowhere.yml").status == 2)
    #expect(try workspace.lockstep("run", "--jobs", "0", "dir").status == 2)
    #expect(try workspace.lockstep("run", "dir", "--filter", "samp", "--tag", "nightly").status == 0)
    let listing = try workspace.lockstep("list", "dir")
    #expect(listing.status == 0 && listing.output.contains("sample  dir/s.yml  [nightly]"))
  }

  @Test(
    "an unreadable file is the machine's matter, and other scenarios go on",
    .enabled(if: !Workspace.isRoot, "root reads everything"))
  func permission() throws {
    let workspace = try Workspace()
    try workspace.write("tree/secret", "x", mode: 0)
    try workspace.write("a.yml", "schemaVersion: 1\nrepo: {worktree: tree}\nrecord: false\n")
    try workspace.write("b.yml", Sample.passing)
    let result = try workspace.lockstep("run", ".")
    #expect(result.status == 7)
    #expect(result.output.contains("open secret: Permission denied"))
    #expect(result.output.contains("ok                sample"))
  }

  @Test(
    "a file size limit, as a full disk, is the machine's matter and leaves nothing behind",
    .enabled(if: !Sanitizing.isOn))
  func noSpace() throws {
    let workspace = try Workspace()
    let big = Sample.passing.replacingOccurrences(of: "a\\nb\\n", with: String(repeating: "0123456789", count: 20_000))
    try workspace.write("s.yml", big)
    let result = try workspace.shell("ulimit -f 64; exec '\(Workspace.tool)' run s.yml")
    #expect(result.status == 7, "\(result.output)\(result.errors)")
    #expect(result.output.contains("File too large"))
    #expect(!workspace.exists("s.lock"))
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test(
    "a full disk is the machine's matter",
    .enabled(if: Workspace.canMount, "needs to mount a small file system, as root"), .enabled(if: !Sanitizing.isOn))
  func fullDisk() throws {
    let workspace = try Workspace()
    try workspace.write(
      "s.yml", Sample.passing.replacingOccurrences(of: "a\\nb\\n", with: String(repeating: "x", count: 90_000)))
    try workspace.write("small/keep", "")
    try #require(workspace.shell("mount -t tmpfs -o size=64k none small").status == 0)
    let result = try workspace.lockstep("run", "s.yml", environment: ["TMPDIR": workspace.work + "/small"])
    let left = try workspace.shell("ls -A small; umount small")
    #expect(result.status == 7, "\(result.output)\(result.errors)")
    #expect(result.output.contains("No space left on device"))
    #expect(left.output.isEmpty && !workspace.exists("s.lock"))
  }

  @Test(
    "a damaged object is the repository's matter",
    .enabled(if: Workspace.hasGit, "needs git"))
  func damagedObjects() throws {
    let workspace = try Workspace()
    try workspace.write("a", "hello\n")
    try workspace.makeRepository()
    let object = try workspace.shell("git rev-parse HEAD:a").output.trimmingCharacters(in: .newlines)
    let path = ".git/objects/\(object.prefix(2))/\(object.dropFirst(2))"
    try #require(workspace.shell("chmod +w \(path)").status == 0)
    // zlib of: "blob 6\0HELLO\n"; "blob 2\0" and 600 bytes; the first eight bytes of the right object.
    let cases = [
      "789c4bcac94f523063f070f5f1f1e702001b450374", "789c4bcac94f523062c848cdc9c9e71a254749ea92008323d5aa",
      "789c4bcac94f5230",
    ]
    for hex in cases {
      var bytes = Data()
      for index in stride(from: 0, to: hex.count, by: 2) {
        let start = hex.index(hex.startIndex, offsetBy: index)
        bytes.append(try #require(UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16)))
      }
      try bytes.write(to: URL(fileURLWithPath: workspace.work + "/" + path))
      let result = try workspace.lockstep("context", "hash", "--rev", "HEAD", "--timeout", "3", "--no-cache")
      #expect(result.status == 6, "\(result.errors)")
      #expect(result.output.isEmpty && result.errors.split(separator: "\n").count == 1)
    }
  }

  @Test("a run that takes too long is ended and named")
  func timeLimit() throws {
    let workspace = try Workspace()
    try workspace.write(
      "s.yml", "schemaVersion: 1\nrepo: {worktree: tree}\nrecord: false\nvary: {runs: 1}\n")
    // Enough to read that one second does not do.
    try #require(
      workspace.shell("mkdir tree && truncate -s 30G tree/sparse").status == 0)
    let result = try workspace.lockstep("run", "--timeout", "1", "--limits", "total=1TiB", "s.yml")
    #expect(result.status == 7)
    #expect(result.output.contains("took longer than 1 s") && result.output.contains("--timeout"))
    #expect(try workspace.leftovers().isEmpty)
  }

  @Test("JUnit XML is well-formed, in the order of the files, with failures and errors told apart")
  func junit() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    try workspace.write("b.yml", Sample.nondeterministic.replacingOccurrences(of: "stamped", with: "\"<b> & 'c'\""))
    try workspace.write("c.yml", "schemaVersion: 1\nname: gone\nrepo: {path: nowhere}\nrecord: false\n")
    let result = try workspace.lockstep("run", ".", "--junit", "out.xml")
    #expect(result.status == 6)
    let reader = XMLReader()
    #expect(reader.parse(try workspace.read("out.xml")))
    #expect(reader.names.filter { !$0.contains("@run-") } == ["sample", "<b> & 'c'", "gone"])
    #expect(reader.names.filter { $0.hasPrefix("sample@") } == ["sample@run-1", "sample@run-2", "sample@run-3"])
    // The scenario, and each of its runs, which broke.
    #expect(
      reader.elements.filter { ["failure", "error"].contains($0) } == ["failure", "error", "error", "error", "error"])
    #expect(reader.elements.filter { $0 == "testsuite" }.count == 3)
  }

  @Test("a report goes through links and into devices, and replaces nothing but files")
  func reportTargets() throws {
    let workspace = try Workspace()
    try workspace.write("a.yml", Sample.passing)
    try workspace.lockstep("run", "a.yml")
    try workspace.write("target.xml", "old")
    try FileManager.default.createSymbolicLink(atPath: workspace.work + "/link.xml", withDestinationPath: "target.xml")
    #expect(try workspace.lockstep("run", "a.yml", "--junit", "link.xml").status == 0)
    #expect(try workspace.read("target.xml").hasPrefix("<?xml"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: workspace.work + "/link.xml") == "target.xml")
    #expect(try workspace.lockstep("run", "a.yml", "--junit", "/dev/null").status == 0)
    let full = try workspace.lockstep("run", "a.yml", "--junit", "/dev/full")
    #expect(full.status == 7 && full.output.contains("1 scenario, 3 runs"))
    for name in ["", "-"] { #expect(try workspace.lockstep("run", "a.yml", "--junit", name).status == 2) }
    #expect(try workspace.lockstep("run", "a.yml", "--junit", "nowhere/x.xml").status == 7)
    let devices = try workspace.shell("test -c /dev/full && test -c /dev/null")
    #expect(devices.status == 0)
  }

  @Test("names with bytes that cannot be printed are compared, and are no names of scenario files")
  func unprintable() throws {
    let workspace = try Workspace()
    try #require(workspace.shell("mkdir tree s && printf x > \"$(printf 'tree/a\\033b')\"").status == 0)
    let text = "schemaVersion: 1\nname: s\nrepo: {worktree: ../tree}\nrecord: false\nvary: {runs: 1}\n"
    try workspace.write("s/s.yml", text + "expect: {excludes: [\"a\\eb\"]}\n")
    #expect(try workspace.lockstep("run", "s").status == 1)
    try workspace.write("s/s.yml", text + "expect: {contains: [\"a\\eb\"]}\n")
    #expect(try workspace.lockstep("run", "s").status == 0)
    try #require(workspace.shell("cp s/s.yml \"$(printf 's/b\\377.yml')\"").status == 0)
    let unnamed = try workspace.lockstep("run", "s")
    #expect(unnamed.status == 2 && unnamed.errors.contains("its name is not UTF-8"), "\(unnamed)")
  }

  @Test("two files that would share a record are a mistake")
  func sharedRecord() throws {
    let workspace = try Workspace()
    try workspace.write("s.yml", Sample.passing)
    try workspace.write("s.yaml", Sample.passing)
    let result = try workspace.lockstep("run", ".")
    #expect(result.status == 2 && result.errors.contains("share the record s.lock"))
  }

  @Test("nothing from a repository acts on a terminal or a CI log")
  func escaping() throws {
    let workspace = try Workspace()
    try workspace.write(
      "s.yml",
      """
      schemaVersion: 1
      name: names
      repo:
        synthetic:
          commits:
            - files:
                "\\e[2Jx": "1"
                "::error::pwned": "2"
                "a\\nb": "3"
                "\\u202Egpj": "4"
          worktree: { "\\e[2Jx": "changed", "::error::pwned": changed, "\\u202Egpj": changed, "a\\nb": changed }
      expect: { worktree: same, contains: ["\\e]0;x\\a"] }
      record: false

      """)
    for arguments in [["run", "s.yml"], ["run", "-v", "s.yml"], ["show", "s.yml"], ["run", "--json", "s.yml"]] {
      let result = try workspace.shell("'\(Workspace.tool)' \(arguments.joined(separator: " "))")
      let text = result.output + result.errors
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)) })
      #expect(!text.split(separator: "\n").contains { $0.hasPrefix("::") || $0.hasPrefix("##") })
      if arguments.count == 2 { #expect(!text.unicodeScalars.contains("\u{202E}")) }
    }
  }
}
