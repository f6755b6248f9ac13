import TestSupport
import Foundation
import Glibc

/// What a directory tree is: kinds, modes, sizes, times and bytes of everything in it, by path.
struct TreeSnapshot: Equatable {
  private var entries: [String: String] = [:]

  /// A path that is not there gives an empty snapshot. Links are not followed; FIFOs and devices are not opened.
  init(_ root: String, isTimed: Bool = true) { add(root, "", isTimed) }

  var paths: [String] { entries.keys.sorted() }

  /// What is in one and not the same in the other, for a failure's message.
  func differences(from other: TreeSnapshot) -> [String] {
    Set(entries.keys).union(other.entries.keys).sorted().compactMap { path in
      let (now, then) = (entries[path], other.entries[path])
      return now == then ? nil : "\(path): \(then ?? "not there") → \(now ?? "gone")"
    }
  }

  private mutating func add(_ path: String, _ name: String, _ isTimed: Bool) {
    var info = stat()
    guard lstat(path, &info) == 0 else { return }
    var fact = String(info.st_mode, radix: 8) + " \(info.st_size)"
    if isTimed { fact += " \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)" }
    switch info.st_mode & S_IFMT {
    case S_IFREG: if info.st_size < 1 << 20 { fact += " \(Self.hash(path))" }
    case S_IFLNK:
      var text = [CChar](repeating: 0, count: 4097)
      let count = readlink(path, &text, 4096)
      fact += " → \(text.prefix(max(0, count)).map { String(UInt8(bitPattern: $0), radix: 16) }.joined())"
    default: break
    }
    // The time of the root itself changes with what tests put beside it.
    entries[name.isEmpty ? "." : name] = name.isEmpty ? String(info.st_mode, radix: 8) : fact
    guard info.st_mode & S_IFMT == S_IFDIR, let listing = opendir(path) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { $0 } }
      if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
      // Names that are not UTF-8 cannot go into a Swift path; their number is still part of the directory's facts.
      guard let child = String(validating: bytes, as: UTF8.self) else { continue }
      add(path + "/" + child, name.isEmpty ? child : name + "/" + child, isTimed)
    }
  }

  /// FNV-1a: enough to notice a change, and needs no library.
  private static func hash(_ path: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in FileManager.default.contents(atPath: path) ?? Data() {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return String(hash, radix: 16)
  }
}
