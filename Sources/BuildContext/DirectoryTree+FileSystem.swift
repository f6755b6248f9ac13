internal import Clinux

extension DirectoryTree {
  /// Whether the tree lies on a file system that is known to change the times of a directory with the names in it.
  ///
  /// git tests this before it uses its untracked cache; here it is a list: ext2 to ext4, XFS, Btrfs, F2FS, tmpfs.
  public var tellsChanges: Bool {
    [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010, 0x0102_1994].contains(lockstep_file_system_type(root))
  }
}
