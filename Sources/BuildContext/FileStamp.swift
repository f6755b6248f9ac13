internal import Glibc

/// What a file system says of a file or directory, by which a later look tells whether it is as it was.
public struct FileStamp: Hashable, Sendable {
  public let device: UInt64
  public let inode: UInt64
  /// In bytes.
  public let size: UInt64
  /// Of the content, in nanoseconds since 1970.
  public let modified: Int64
  /// Of content, mode, owner, name or number of names, in nanoseconds since 1970; no program can set it.
  public let changed: Int64

  public init(device: UInt64, inode: UInt64, size: UInt64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }

  init(_ info: stat) {
    device = UInt64(info.st_dev)
    inode = UInt64(info.st_ino)
    size = UInt64(max(0, info.st_size))
    modified = Self.nanoseconds(info.st_mtim)
    changed = Self.nanoseconds(info.st_ctim)
  }

  /// Whether the two are alike but for the file's number, which some file systems give anew at each look.
  func hasTimes(of other: FileStamp) -> Bool {
    size == other.size && modified == other.modified && changed == other.changed
  }

  /// Whether every change since `start`, in nanoseconds since 1970, has given or will give the file another stamp.
  ///
  /// A change within the same tick of the file system's clock leaves the times as they are, so a file that was
  /// changed just before it was read may not be relied on: git calls it racily clean. Ticks are those of the kernel,
  /// at most 10 ms, or of file systems that store seconds. Source: git's Documentation/technical/racy-git.txt.
  public func isSettled(at start: Int64) -> Bool {
    let storesSeconds = modified % 1_000_000_000 == 0 && changed % 1_000_000_000 == 0
    let margin: Int64 = storesSeconds ? 2_000_000_000 : 20_000_000
    return max(modified, changed) < start - margin
  }

  /// The time now, in nanoseconds since 1970.
  public static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
