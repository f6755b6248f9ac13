internal import Fingerprints

/// Target frameworks, which projects and locks spell differently.
enum NuGetFramework {
  /// What `net472` or `netstandard2.0` is called in a lock; lower case.
  static func long(_ text: String) -> String {
    let name = text.lowercased()
    for (short, long) in [("netstandard", ".netstandard"), ("netcoreapp", ".netcoreapp")] {
      if let version = name.dropping(prefix: short) { return "\(long),version=v\(version)" }
    }
    if let digits = name.dropping(prefix: "net"), !digits.isEmpty, digits.utf8.allSatisfy(\.isDigit),
      digits.utf8.count <= 3
    {
      let parts = digits.utf8.map { String(Unicode.Scalar($0)) }
      return ".netframework,version=v" + (parts.count == 1 ? parts + ["0"] : parts).joined(separator: ".")
    }
    return name
  }

  /// Whether the target `locked` of a lock is the framework `name` of a project; the version of a platform is filled
  /// in by the SDK.
  static func matches(_ name: String, locked: String) -> Bool {
    let (wanted, found) = (long(name), long(locked))
    if wanted.hasSameBytes(as: found) { return true }
    return wanted.holds("-") && found.starts(with: wanted)
      && found.utf8.dropFirst(wanted.utf8.count).allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
  }
}
