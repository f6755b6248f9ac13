internal import Fingerprints
public import Model

/// Why a name cannot be on a platform, or not as it is.
public enum NameProblem: Hashable, Sendable {
  /// git refuses to check out anything of a commit with such a name; why.
  case refusesCommit(String)
  /// The file cannot be created; git writes the others and fails in the end; why.
  case failsFile(String)
  /// The file is created under another name.
  case renamed([UInt8])
}

/// The names that a platform has.
public enum NameRules {
  /// What is wrong with one component of a path on `platform`; nil when it can be there as it is.
  public static func problem(_ name: [UInt8], on platform: Platform) -> NameProblem? {
    switch platform {
    case .linux: nil
    case .macos:
      String(validating: name, as: UTF8.self) == nil ? .failsFile("is not UTF-8, which APFS refuses") : nil
    case .windows: windows(name)
    }
  }

  /// Source: git, `is_valid_win32_path` in compat/mingw.c, `verify_path` in read-cache.c, and `xutftowcsn`.
  private static func windows(_ name: [UInt8]) -> NameProblem? {
    if let byte = name.first(where: { $0 < 0x20 || forbidden.contains($0) }) {
      let shown = byte < 0x20 ? "a control character" : "\"" + String(decoding: [byte], as: UTF8.self) + "\""
      return .refusesCommit("holds \(shown), which names on Windows must not")
    }
    if let last = name.last, last == 0x20 || last == 0x2E, name != [0x2E], name != [0x2E, 0x2E] {
      return .refusesCommit("ends in a \(last == 0x20 ? "blank" : "dot"), which Windows drops")
    }
    if let device = reserved(name) { return .refusesCommit("is the device \(device) to Windows") }
    guard String(validating: name, as: UTF8.self) == nil else { return nil }
    return .renamed(latin(name))
  }

  private static let forbidden: Set<UInt8> = Set("<>:\"|?*\\".utf8)

  /// The device that Windows takes `name` for: with any extension, and with blanks before it.
  private static func reserved(_ name: [UInt8]) -> String? {
    let capitals = name.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
    return devices.first { device in
      guard capitals.starts(with: device.utf8) else { return false }
      let rest = capitals.dropFirst(device.utf8.count).drop { $0 == 0x20 }
      return rest.isEmpty || rest.first == 0x2E
    }
  }

  private static let devices =
    ["AUX", "CON", "CONIN$", "CONOUT$", "NUL", "PRN"] + (1...9).map { "COM\($0)" } + (0...9).map { "LPT\($0)" }

  /// What git makes of bytes that are not UTF-8: 80 to 9F become two hexadecimal digits, the others Latin-1.
  private static func latin(_ name: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = name[...]
    while let byte = rest.first {
      let length = (1...4).first { count in
        count <= rest.count && String(validating: rest.prefix(count), as: UTF8.self)?.unicodeScalars.count == 1
      }
      if let length {
        result += rest.prefix(length)
        rest = rest.dropFirst(length)
        continue
      }
      let text = byte < 0xA0 ? Hex.string([byte]) : String(Unicode.Scalar(byte))
      result += Array(text.utf8)
      rest = rest.dropFirst()
    }
    return result
  }
}
