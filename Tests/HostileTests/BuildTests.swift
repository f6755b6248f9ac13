import Foundation
import Glibc
import TestSupport
import Testing

/// What a build command may do, and what it may find.
@Suite("builds that misbehave", .enabled(if: HostileCase.hasGit, Need.git), .timeLimit(.minutes(30)))
struct BuildTests {
  private func trial(_ id: String, run command: String, rest: String = "", vary: String = "runs: 2, axes: [umask]")
    throws
    -> HostileCase
  {
    let trial = try HostileCase(id)
    try trial.shell("echo x > repo/f && git -C repo add f && git -C repo commit -qm 1")
    let lines = command.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    try trial.workspace.write(
      "case.yml",
      """
      schemaVersion: 1
      name: case
      record: false
      repo: { path: repo, rev: main }
      vary: { \(vary) }
      build:
        outputs: [out]
        run: |
      \(lines)
      \(rest)

      """)
    return trial
  }

  @Test("H130: what a command writes beside its directory, and to HOME, is gone with the run")
  func writesElsewhere() throws {
    let trial = try trial(
      "H130",
      run: "echo x > ../../outside; echo x > ../outside; echo x > \"$HOME/x\"; echo x > \"$TMPDIR/x\"; echo x > out")
    try trial.expect(.passed, "run", "case.yml", "--check")
  }

  /// Whether a process with this argument is there.
  private func lives(_ argument: String) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int32($0) != nil }.contains { process in
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return line.split(separator: 0).contains { String(decoding: $0, as: UTF8.self) == argument }
    }
  }

  /// Whether it becomes true within some time.
  private func wait(for condition: () throws -> Bool) throws -> Bool {
    for _ in 0..<400 {
      if try condition() { return true }
      usleep(50_000)
    }
    return false
  }

  /// Daemons that keep the output open, in the group, in a session of their own, and with a parent that has gone.
  private static func daemons(_ mark: String) -> String {
    """
    sleep \(mark) &
    setsid sleep \(mark) &
    setsid sh -c '(setsid sleep \(mark) &) & exit'
    sh -c 'trap "" TERM HUP INT; while :; do sleep \(mark); done' &
    """
  }

  @Test("H131: daemons of a command that ended are ended at once")
  func daemonsOfEnded() throws {
    let mark = "9876.\(UInt32.random(in: 1000...9999))1"
    let trial = try trial("H131", run: Self.daemons(mark) + "\necho x > out")
    trial.timeLimit = 15
    try trial.expect(.passed, "run", "case.yml", "--check")
    #expect(try !lives(mark))
  }

  @Test("H131: and those of one that took too long")
  func daemonsOfLate() throws {
    let mark = "9876.\(UInt32.random(in: 1000...9999))2"
    let trial = try trial("H131", run: Self.daemons(mark) + "\nsleep \(mark)", rest: "  timeout: 1", vary: "runs: 1")
    trial.timeLimit = 15
    try trial.expect(.environment, "run", "case.yml", "--check", says: ["took longer than 1 s and was ended"])
    #expect(try !lives(mark))
  }

  @Test("H131, H152: and those of a run that is interrupted or killed", arguments: [SIGINT, SIGTERM, SIGHUP, SIGKILL])
  func daemonsOfInterrupted(_ number: Int32) throws {
    let mark = "9876.\(UInt32.random(in: 1000...9999))3"
    let trial = try trial("H131", run: Self.daemons(mark) + "\nsleep \(mark)", vary: "runs: 1")
    let process = trial.workspace.process(Workspace.tool, ["run", "case.yml", "--check"])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try #require(wait { try lives(mark) })
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationStatus == (number == SIGKILL ? SIGKILL : 128 + number))
    // Who was killed cannot wait for its workers, which end what they started and then themselves.
    #expect(try wait { try !lives(mark) })
    if number != SIGKILL { #expect(try trial.workspace.leftovers().isEmpty) }
  }

  @Test(
    "H134: a command that dies says of what, and is not taken for one that differs",
    arguments: [
      ("kill -9 $$", "status 137, killed by SIGKILL (Killed; out of memory is a common reason): no message"),
      ("sh -c 'kill -SEGV $$'; exit $?", "status 139, killed by SIGSEGV"),
      ("exit 137", "status 137, killed by SIGKILL"),
      ("echo why >&2; exit 255", "status 255: why"), ("exit 1", "status 1: no message"),
    ])
  func dies(_ command: String, _ says: String) throws {
    let trial = try trial("H134", run: command, vary: "runs: 1")
    try trial.expect(.environment, "run", "case.yml", "--check", says: [says])
  }

  @Test(
    "H135: outputs that are no files",
    arguments: [
      ("mkfifo out", "out is a FIFO"), ("mkdir out; echo x > out/f; mkfifo out/p", "out/p is a FIFO"),
      ("python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"out\")'", "out is a socket"),
      ("true", "made no file that matches out"),
    ])
  func special(_ command: String, _ says: String) throws {
    let trial = try trial("H135", run: command, vary: "runs: 1")
    try trial.expect(.environment, "run", "case.yml", "--check", says: [says])
  }

  @Test(
    "H135: links, holes and closed modes",
    arguments: ["ln -s /etc/passwd out", "truncate -s 1G out", "echo x > out; chmod 0 out"])
  func odd(_ command: String) throws {
    let trial = try trial("H135", run: command, vary: "runs: 1")
    // Who is not root may not read it, and is told.
    let isClosed = command.contains("chmod 0") && !Workspace.isRoot
    try trial.expect(
      isClosed ? .environment : .passed, "run", "case.yml", "--check", says: isClosed ? ["Permission denied"] : [])
  }

  @Test("H137: which attribute differs, and of which path")
  func differs() throws {
    let trial = try trial(
      "H137", run: "mkdir out; echo x > out/f; echo x > out/same; [ $(umask) = 0022 ] || chmod 755 out/f")
    try trial.expect(.nondeterministic, "run", "case.yml", "--check", "--verbose", says: ["out/f", "mode"])
  }

  @Test("H138: a condition that this machine does not have is said, with the reason")
  func missingConditions() throws {
    let trial = try trial("H138", run: "echo x > out", vary: "runs: 6, axes: [locale, timezone, clock]")
    // Which of them are missing depends on the machine: each one that is not in force must be named.
    let text = try trial.expect(.passed, "run", "case.yml", "--check").outputText
    let locales = try trial.shell("locale -a").lowercased().replacing("-", with: "")
    for (axis, value, isThere) in [
      ("locale", "tr_TR.UTF-8", locales.contains("tr_tr.utf8")),
      ("locale", "de_DE.UTF-8", locales.contains("de_de.utf8")),
    ] where !isThere && text.contains(value) {
      #expect(text.contains("not applied: \(axis)=\(value) in"), "\(text)")
      #expect(text.contains("the locale \(value) cannot be loaded on this machine"), "\(text)")
    }
    let hasClock = try trial.shell("ls /usr/lib/*/faketime/libfaketime.so.1 2>/dev/null | wc -l") != "0"
    #expect(hasClock || text.contains("libfaketime is not installed"), "\(text)")
    #expect(locales.contains("tr_tr.utf8") || text.contains("not applied: locale="), "\(text)")
  }

  @Test("H141: variables of git, of the shell and of the linker reach nothing")
  func variables() throws {
    let trial = try trial(
      "H141", run: "env | grep -E '^(GIT_|BASH_FUNC|LD_|V[0-9])' > out; env > /dev/null; echo x >> out")
    let plain = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main")
    trial.environment = [
      "GIT_DIR": trial.outside, "GIT_INDEX_FILE": trial.outside + "/f", "GIT_CONFIG_COUNT": "1",
      "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "touch \(trial.outside)/ran",
      "GIT_WORK_TREE": trial.outside,
      "GIT_OBJECT_DIRECTORY": trial.outside, "BASH_FUNC_git%%": "() { touch \(trial.outside)/ran; }",
      "GIT_SSH_COMMAND": "touch \(trial.outside)/ran", "ENV": trial.outside + "/f", "BASH_ENV": trial.outside + "/f",
      "PYTHONPATH": trial.outside, "HUGE": String(repeating: "x", count: 100_000),
    ].merging((0..<3000).map { ("V\($0)", "x") }) { $1 }
    let hostile = try trial.expect(.passed, "context", "hash", "repo", "--rev", "main", "--no-cache")
    #expect(plain.outputText == hostile.outputText)
    try trial.expect(.passed, "run", "case.yml", "--check")
  }

  @Test("H141: a variable that no program can be started with")
  func tooLong() throws {
    let trial = try trial(
      "H141", run: "echo x > out", rest: "  env: { BIG: \"\(String(repeating: "x", count: 200_000))\" }",
      vary: "runs: 1")
    try trial.expect(.environment, "run", "case.yml", "--check", says: ["argument list too long"])
  }
}
