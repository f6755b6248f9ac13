internal import Fingerprints
public import Model

/// How long paths may be.
public enum PathLength {
  /// Why the path cannot be created on `platform`, in a work tree whose own path has
  /// ``PlatformRules/rootLength`` units; nil when it can.
  public static func problem(_ path: [UInt8], on platform: Platform) -> String? {
    let root = PlatformRules.rootLength + 1
    switch platform {
    case .linux: return nil
    case .macos:
      // PATH_MAX, with the zero at the end.
      let length = root + path.count
      return length > 1023 ? "is \(length) bytes long with a work tree at \(root - 1), and 1023 is the limit" : nil
    case .windows:
      // MAX_PATH, with the zero at the end; a directory must leave room for a short name of 12.
      let whole = root + units(path)
      let directory = root + units(BytePath(path).parent.bytes)
      if whole > 259 {
        return "is \(whole) characters long with a work tree at \(root - 1), and 259 is the limit without long paths"
      }
      guard directory > 247 else { return nil }
      return "is in a directory of \(directory) characters, and 247 is the limit without long paths"
    }
  }

  /// UTF-16 units; each byte that is not UTF-8 counts as one.
  private static func units(_ path: [UInt8]) -> Int { String(decoding: path, as: UTF8.self).utf16.count }
}
