internal import BuildContext
internal import Clinux
internal import Files
internal import Fingerprints
internal import Glibc

/// What is known of the file system that a directory lies on; nothing is written to find it out.
enum VolumeFacts {
  static func read(_ path: String) -> [String: String] {
    var facts: [String: String] = [:]
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor >= 0 {
      facts["fsType"] = name(of: lockstep_file_system_type(descriptor))
      close(descriptor)
    }
    facts["caseSensitive"] = isCaseSensitive(path).map { $0 ? "yes" : "no" }
    facts["mountOptions"] = mountOptions(path)
    return facts
  }

  /// Source: statfs(2).
  private static func name(of magic: UInt) -> String {
    let names: [UInt: String] = [
      0xEF53: "ext2/ext3/ext4", 0x5846_5342: "xfs", 0x9123_683E: "btrfs", 0xF2F5_2010: "f2fs", 0x0102_1994: "tmpfs",
      0x794C_7630: "overlayfs", 0x6969: "nfs", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x0102_1997: "9p",
      0x6573_5546: "fuse", 0x4D44: "vfat", 0x2011_BAB0: "exfat", 0x5346_544E: "ntfs", 0x7366_746E: "ntfs3",
      0x2FC1_2FC1: "zfs", 0x6A65_6A63: "virtiofs",
    ]
    return names[magic] ?? "other"
  }

  /// Whether the name of something that is there leads nowhere in other letter case; nil when nothing has letters.
  private static func isCaseSensitive(_ path: String) -> Bool? {
    guard let tree = try? DirectoryTree(path), let children = try? tree.children(of: nil) else { return nil }
    let names = Set(children.map(\.name))
    for name in names.sorted(by: { $0.precedes($1) }) {
      let other = name.map { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) ? $0 ^ 0x20 : $0 }
      guard other != name, !names.contains(other) else { continue }
      var info = stat()
      return withCString(Array(path.utf8) + [0x2F] + other) { lstat($0, &info) } != 0
    }
    return nil
  }

  /// Those that change what a build may do, sorted. Source: proc(5), mountinfo.
  private static func mountOptions(_ path: String) -> String? {
    var info = stat()
    guard stat(path, &info) == 0,
      case .success(let bytes) = BoundedFile.read("/proc/self/mountinfo", limit: 16 << 20)
    else { return nil }
    let device = UInt64(info.st_dev)
    // As gnu_dev_major and gnu_dev_minor take it apart.
    let major = (device >> 8 & 0xFFF) | (device >> 32 & 0xFFFF_F000)
    let minor = (device & 0xFF) | (device >> 12 & 0xFFFF_FF00)
    for line in bytes.split(separator: 0x0A) {
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard words.count > 6, words[2] == "\(major):\(minor)" else { continue }
      let options = words[5].split(separator: ",").map(String.init)
      let found = options.filter { ["ro", "noexec", "nosuid", "nodev", "sync", "noatime"].contains($0) }
      return found.isEmpty ? "plain" : found.sorted().joined(separator: ",")
    }
    return nil
  }
}

/// The times of files, as one digest: only whether they are the same can be of interest.
enum FileTimes {
  /// 12 digits; nil when a file cannot be looked at.
  static func digest(of paths: [BytePath], in directory: String) -> String? {
    guard let hasher = try? MessageDigest(.sha256) else { return nil }
    for path in paths.sorted() {
      var info = stat()
      let full = Array(directory.utf8) + [0x2F] + path.bytes
      guard withCString(full, { lstat($0, &info) }) == 0 else { return nil }
      hasher.update(path.bytes + Array(" \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)\n".utf8))
    }
    return String(hasher.finishSHA256().hex.prefix(12))
  }
}

/// In which Unicode form the names of a tree are.
enum UnicodeForm: String {
  case ascii, nfc = "NFC", nfd = "NFD"

  /// NFD as soon as one name has a combining mark.
  static func of(_ paths: [BytePath]) -> UnicodeForm {
    var form = UnicodeForm.ascii
    for path in paths where path.bytes.contains(where: { $0 >= 0x80 }) {
      guard let scalars = path.utf8Text?.unicodeScalars else { continue }
      if scalars.contains(where: { $0.properties.canonicalCombiningClass != .notReordered }) { return .nfd }
      form = .nfc
    }
    return form
  }
}
