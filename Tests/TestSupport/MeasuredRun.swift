import Foundation
import Glibc

/// One process run to its end, measured. Not by Foundation's `Process`, which now and then ends the tests when several
/// threads start one.
public struct MeasuredRun {
  /// 128+n for a process that was ended by signal n.
  public var status: Int32
  public var output: [UInt8]
  public var errors: [UInt8]
  /// Seconds of wall time.
  public var seconds: Double
  /// The largest resident size of the process or one it waited for, in bytes; 0 when it is below that of the tests
  /// themselves, which the kernel counts for a process that shares their memory until it executes its program.
  public var peakMemory: Int

  public var outputText: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// Starts `arguments` (the first is the program's path) and waits; after `limit` seconds the whole group is killed.
  public init(
    _ arguments: [String], environment: [String: String], directory: String, input: String = "/dev/null",
    scratch: String, limit: Double
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let stem = scratch + "/" + UUID().uuidString
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, stem + ".out", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, stem + ".err", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    posix_spawnattr_setpgroup(&attributes, 0)
    // Spawning knows no current directory that Swift could name; env has one.
    let words = (["/usr/bin/env", "-C", directory] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let start = ContinuousClock.now
    let code = posix_spawn(&process, "/usr/bin/env", &actions, &attributes, words, variables)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    var status: Int32 = 0
    var usage = rusage()
    var pause: UInt32 = 500
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      if ContinuousClock.now - start > .seconds(limit) { kill(-process, SIGKILL) }
      usleep(pause)
      pause = min(20_000, pause * 2)
    }
    let elapsed = (ContinuousClock.now - start).components
    seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
    var own = rusage()
    // 0 is RUSAGE_SELF.
    getrusage(0, &own)
    peakMemory = usage.ru_maxrss > own.ru_maxrss ? usage.ru_maxrss * 1024 : 0
    self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    output = [UInt8](FileManager.default.contents(atPath: stem + ".out") ?? Data())
    errors = [UInt8](FileManager.default.contents(atPath: stem + ".err") ?? Data())
    unlink(stem + ".out")
    unlink(stem + ".err")
  }
}
