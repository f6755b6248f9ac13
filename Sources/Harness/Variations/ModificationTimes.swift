internal import BuildContext
internal import Fingerprints
internal import Glibc

/// The modification times of a checkout.
enum ModificationTimes {
  /// Sets them: `old` to one moment in 2001, `spread` to different days in the order of the paths; otherwise to
  /// `moment`, in seconds after 1970, or leaves them as they are when there is none.
  static func apply(_ kind: String?, to directory: String, otherwise moment: Int64? = nil) {
    let isVaried = kind == "old" || kind == "spread"
    guard isVaried || moment != nil else { return }
    let root = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard root >= 0 else { return }
    defer { close(root) }
    var count = 0
    set(root, depth: 0) {
      count += 1
      if !isVaried, let moment { return Int(moment) }
      // 10^9 seconds after 1970 is a day in 2001; a day apart, the first path the newest.
      return kind == "old" ? 1_000_000_000 : 1_000_000_000 + 86_400 * (5_000 - count % 5_000)
    }
    guard let moment else { return }
    // A directory that was made for a build has no time of its own either.
    let time = timespec(tv_sec: isVaried ? 1_000_000_000 : Int(moment), tv_nsec: 0)
    var times = [time, time]
    _ = futimens(root, &times)
  }

  private static func set(_ directory: Int32, depth: Int, next: () -> Int) {
    guard depth < 512, let listing = fdopendir(dup(directory)) else { return }
    defer { closedir(listing) }
    var names: [[UInt8]] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      if name != Array(".".utf8), name != Array("..".utf8) { names.append(name) }
    }
    for name in names.sorted(by: { $0.precedes($1) }) {
      let text = name.map { CChar(bitPattern: $0) } + [0]
      let child = openat(directory, text, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      if child >= 0 {
        set(child, depth: depth + 1, next: next)
        close(child)
      }
      let moment = timespec(tv_sec: next(), tv_nsec: 0)
      var times = [moment, moment]
      _ = utimensat(directory, text, &times, AT_SYMLINK_NOFOLLOW)
    }
  }
}
