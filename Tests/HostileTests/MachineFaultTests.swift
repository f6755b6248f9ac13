import Foundation
import Glibc
import TestSupport
import Testing

/// Disks that are full or read-only, caches that are damaged, directories that vanish.
@Suite("faults of the machine", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct MachineFaultTests {
  private static let mounts = Comment("needs to mount a small file system, as root")

  private func trial(_ id: String, bytes: Int = 4 << 20) throws -> HostileCase {
    let trial = try HostileCase(id)
    try trial.shell("head -c \(bytes) /dev/urandom > repo/f && git -C repo add f && git -C repo commit -qm 1")
    return trial
  }

  /// A file system of its own at `path`, for as long as `body` runs.
  private func mounted(_ trial: HostileCase, _ options: String, at path: String, _ body: () throws -> Void) throws {
    try trial.shell("mkdir -p '\(path)' && mount -t tmpfs -o \(options) none '\(path)'")
    defer { _ = try? trial.workspace.shell("umount -l '\(path)'") }
    try body()
  }

  @Test("H142: the disk is full during the checkout", .enabled(if: Workspace.canMount, mounts))
  func fullCheckout() throws {
    let trial = try trial("H142")
    try trial.workspace.write(
      "case.yml", "schemaVersion: 1\nname: case\nrepo: { path: repo, rev: main }\nvary: { runs: 1 }\n")
    try mounted(trial, "size=1m", at: trial.workspace.temporary) {
      try trial.expect(
        .environment, "run", "case.yml",
        says: ["write f in the checkout: No space left on device", "set TMPDIR to a file system that has it"])
    }
    #expect(!trial.workspace.exists("case.lock"))
  }

  @Test("H144: the disk is full when the record and the report are written", .enabled(if: Workspace.canMount, mounts))
  func fullResults() throws {
    let trial = try trial("H144", bytes: 10)
    try mounted(trial, "size=64k", at: trial.workspace.work + "/full") {
      try trial.workspace.write(
        "full/case.yml", "schemaVersion: 1\nname: case\nrepo: { path: ../repo, rev: main }\nvary: { runs: 1 }\n")
      #expect(try trial.workspace.lockstep("run", "full", "--junit", "full/report.xml").status == 0)
      try trial.shell("echo more > repo/g && git -C repo add g && git -C repo commit -qm 2")
      try trial.shell("head -c 1M /dev/zero > full/rest || true")
      // Even the earlier bytes would not fit a second time.
      try trial.expect(
        .environment, "run", "full", "--accept", says: ["write the record full/case.lock: No space left on device"])
      try trial.expect(
        .environment, "run", "full/case.yml", "--check", "--junit", "full/report.xml",
        says: ["write the report full/report.xml: No space left on device"])
      let names = try trial.shell("ls -A full")
      #expect(names == "case.lock\ncase.yml\nreport.xml\nrest", "\(names)")
    }
  }

  @Test("H145: what is to be written lies on a file system that is read-only", .enabled(if: Workspace.canMount, mounts))
  func readOnly() throws {
    let trial = try trial("H145", bytes: 10)
    try mounted(trial, "size=64k", at: trial.workspace.work + "/fixed") {
      try trial.workspace.write(
        "fixed/case.yml", "schemaVersion: 1\nname: case\nrepo: { path: ../repo, rev: main }\nvary: { runs: 1 }\n")
      try trial.shell("mount -o remount,ro fixed")
      let readOnly = "Read-only file system"
      try trial.expect(.environment, "run", "fixed", says: ["write the record fixed/case.lock: \(readOnly)"])
      try trial.writeScenario()
      try trial.expect(
        .environment, "run", "case.yml", "--junit", "fixed/r.xml", says: ["write the report fixed/r.xml: \(readOnly)"])
      trial.environment["TMPDIR"] = trial.workspace.work + "/fixed"
      try trial.expect(.environment, "run", "case.yml", says: [readOnly, "set TMPDIR"])
      // The cache is a help and no condition.
      trial.environment = ["XDG_CACHE_HOME": trial.workspace.work + "/fixed"]
      try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
      try trial.expect(.passed, "log", "main", "--repo", "repo")
    }
  }

  @Test("H155: a cache that is cut short, altered, of another kind or not to be written changes no answer")
  func damagedCache() throws {
    let trial = try trial("H155", bytes: 10)
    let questions = [
      ["context", "hash", "repo", "--rev", "main"], ["context", "hash", "repo"], ["log", "main", "--repo", "repo"],
    ]
    func answers() throws -> [String] {
      try questions.map { question in
        let result = try trial.workspace.process(arguments: question, cache: trial.workspace.directory + "/c")
        #expect(result.status == 0, "\(result.errors)")
        return "\(result.status) \(result.output)"
      }
    }
    let first = try answers()
    let cache = trial.workspace.directory + "/c"
    try trial.shell("cp -a '\(cache)' ../whole")
    for damage in [
      "truncate -s -1 \"$f\"", "truncate -s 0 \"$f\"", "printf X | dd of=\"$f\" bs=1 seek=40 conv=notrunc status=none",
      "head -c 200 /dev/urandom > \"$f\"", "rm \"$f\" && mkdir \"$f\"", "rm -r \"$f\" && mkfifo \"$f\"",
      "rm \"$f\" && ln -s /dev/zero \"$f\"", "rm \"$f\" && ln -s \"$f\" \"$f\"",
    ] {
      try trial.shell(
        "rm -rf '\(cache)'; cp -a ../whole '\(cache)'; find '\(cache)' ! -type d | while read -r f; do \(damage); done")
      #expect(try answers() == first, "\(damage)")
    }
    try trial.shell("rm -rf '\(cache)' && echo x > '\(cache)'")
    #expect(try answers() == first, "a file")
  }

  @Test("H157: the temporary directory is removed while runs lie in it")
  func vanishing() throws {
    let trial = try trial("H157", bytes: 30 << 20)
    try trial.writeScenario()
    let removal = trial.workspace.process(
      "/bin/sh",
      [
        "-c",
        "N=0; while [ $N -lt 100000 ] && [ -d '\(trial.workspace.temporary)' ]; do N=$((N + 1)); rm -rf '\(trial.workspace.temporary)'/lockstep-*/*; done",
      ])
    removal.standardError = FileHandle.nullDevice
    try removal.run()
    defer {
      removal.terminate()
      removal.waitUntilExit()
    }
    for _ in 0..<3 {
      let result = try trial.workspace.lockstep("run", "case.yml", "--check")
      #expect(result.status == 7, "\(result.status) \(result.output) \(result.errors)")
      #expect(try trial.shell("ls -A") == "case.yml\nrepo")
    }
  }

  @Test("H158: whatever a build left is removed, and nothing else")
  func cleaning() throws {
    let trial = try trial("H158", bytes: 10)
    try trial.workspace.write(
      "case.yml",
      """
      schemaVersion: 1
      name: case
      record: false
      repo: { path: repo, rev: main }
      vary: { runs: 1 }
      build:
        outputs: [out]
        run: |
          echo x > out
          mkdir -p closed/inside && echo x > closed/inside/f && chmod 000 closed/inside closed
          ln -s / root; ln -s "\(trial.outside)" outside; ln -s . loop; mkfifo pipe
          touch "$(printf 'a\\nb')" "$(printf '\\377')" -- -rf
          python3 -c 'import os
          for _ in range(2500):
            os.mkdir("d"); os.chdir("d")'
          i=0; while [ $i -lt 500 ]; do echo > many-$i; i=$((i + 1)); done

      """)
    try trial.expect(.passed, "run", "case.yml", "--check")
    #expect(FileManager.default.fileExists(atPath: "/etc/passwd"))
  }
}

extension Workspace {
  fileprivate func process(arguments: [String], cache: String) throws -> Result {
    let words = arguments.map { "'\($0)'" }.joined(separator: " ")
    return try shell("'\(Self.tool)' \(words)", environment: ["XDG_CACHE_HOME": cache])
  }
}
