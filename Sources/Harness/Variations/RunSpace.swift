internal import Glibc
internal import Model

/// Where the directories of runs are made: on disk, or on a tmpfs for those that are to lie there.
struct RunSpace: Sendable {
  static let memoryRoot = "/dev/shm"

  /// Free bytes that a tmpfs must have to be used.
  private static let wantedBytes: UInt64 = 256 << 20

  private let disk: Sandbox
  /// Nil when there is no tmpfs with room.
  private let memory: Sandbox?

  /// - Throws: ``Breakdown`` of the environment when there is no place on disk.
  static func make() throws(Breakdown) -> RunSpace {
    let disk = try Sandbox.make()
    guard hasRoom else { return RunSpace(disk: disk, memory: nil) }
    do throws(Breakdown) {
      return RunSpace(disk: disk, memory: try Sandbox.make(in: memoryRoot))
    } catch {
      return RunSpace(disk: disk, memory: nil)
    }
  }

  /// A fresh directory, and whether it lies on a tmpfs because `kind` says `tmpfs`.
  func directory(_ name: String, on kind: String?) throws(Breakdown) -> (path: String, isInMemory: Bool) {
    if kind == "tmpfs", let memory { return (try memory.directory(name), true) }
    return (try disk.directory(name), false)
  }

  func remove() {
    disk.remove()
    memory?.remove()
  }

  private static var hasRoom: Bool {
    var info = statvfs()
    guard statvfs(memoryRoot, &info) == 0 else { return false }
    return UInt64(info.f_bavail) * UInt64(info.f_frsize) >= wantedBytes
  }
}
