internal import Glibc

/// Which device a device file stands for.
public struct DeviceNumber: Hashable, Sendable {
  public let isBlock: Bool
  public let major: UInt32
  public let minor: UInt32

  public init(isBlock: Bool, major: UInt32, minor: UInt32) {
    self.isBlock = isBlock
    self.major = major
    self.minor = minor
  }

  /// Nil for what is no device.
  ///
  /// The kernel's numbers have 12 and 20 bits; only those are taken. Source: tonistiigi/fsutil, `major` and `minor`.
  init?(_ info: stat) {
    let type = info.st_mode & S_IFMT
    guard type == S_IFCHR || type == S_IFBLK else { return nil }
    let number = UInt64(info.st_rdev)
    self.init(
      isBlock: type == S_IFBLK, major: UInt32(number >> 8 & 0xFFF),
      minor: UInt32(number & 0xFF | number >> 12 & 0xFFF00))
  }
}
