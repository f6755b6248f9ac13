internal import Glibc
internal import Model

/// A second view of a directory that lists entries in another order, made by disorderfs.
struct DirectoryOrderMount: Sendable {
  let path: String

  enum Outcome: Sendable {
    /// The order is to stay as it is.
    case none
    case mounted(DirectoryOrderMount)
    case unavailable(String)
  }

  private static let program = "/usr/bin/disorderfs"

  static func make(_ kind: String?, of directory: String, in runDirectory: String) async -> Outcome {
    let options: [String]
    switch kind {
    case "reversed"?: options = ["--sort-dirents=yes", "--reverse-dirents=yes"]
    case "shuffled"?: options = ["--shuffle-dirents=yes"]
    default: return .none
    }
    // Another user may run the build; only root may open a mount to others.
    let users = geteuid() == 0 ? ["--multi-user=yes"] : []
    // What is edited below the mount must be seen through it at once.
    let uncached = ["-o", "attr_timeout=0", "-o", "entry_timeout=0", "-o", "ac_attr_timeout=0"]
    guard access(program, X_OK) == 0 else { return .unavailable("disorderfs is not installed") }
    guard access("/dev/fuse", R_OK | W_OK) == 0 else { return .unavailable("/dev/fuse is not there") }
    let path = runDirectory + "/other-order"
    guard mkdir(path, 0o777) == 0 else { return .unavailable("no place to mount it") }
    do throws(Breakdown) {
      let result = try await BoundedCommand.run(
        program, ["-q"] + users + uncached + options + [directory, path],
        environment: [(name: "PATH", value: "/usr/bin:/bin")],
        seconds: 20, keepsBackground: true)
      return result.exitCode == 0 ? .mounted(DirectoryOrderMount(path: path)) : .unavailable(result.lastLine)
    } catch {
      return .unavailable(error.message)
    }
  }

  func unmount() { umount2(path, Int32(MNT_DETACH)) }
}
