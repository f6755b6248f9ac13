internal import Fingerprints
internal import Git
internal import Glibc
internal import Model

/// One thing `doctor` looked at.
public struct MachineFact: Hashable, Sendable, Codable {
  public var name: String
  public var value: String
  /// What is wrong and what to do; nil when all is well.
  public var problem: String?

  public init(_ name: String, _ value: String, problem: String? = nil) {
    self.name = name
    self.value = value
    self.problem = problem
  }
}

/// Looks at this machine, changing nothing.
public enum MachineFacts {
  /// The facts in a fixed order.
  public static func collect() -> [MachineFact] {
    [
      libgit2(), MachineFact("libcrypto", CryptoLibrary.version), kernel(),
      MachineFact("processors", String(Processors.count)), temporaryDirectory(), timeZones(), locale(),
    ]
  }

  /// Debian's first revision with the fixes for submodule paths and delta sizes.
  private static let fixedRevision = 2

  private static func libgit2() -> MachineFact {
    let version = GitLibrary.version ?? "cannot be loaded"
    guard let package = DebianPackages.version(ofNameBeginning: "libgit2-1") else {
      return MachineFact("libgit2", version)
    }
    var problem: String?
    if let match = package.firstMatch(of: /^1\.5\.1\+ds-1(?:\+deb12u([0-9]+))?$/),
      (match.output.1.flatMap { Int($0) } ?? 0) < fixedRevision
    {
      problem =
        "this package lacks the fixes for CVE-2026-53584 and CVE-2026-53585; run: apt-get update && apt-get install --only-upgrade libgit2-1.5"
    }
    return MachineFact("libgit2", "\(version) (package \(package))", problem: problem)
  }

  private static func kernel() -> MachineFact {
    var info = utsname()
    guard uname(&info) == 0 else { return MachineFact("kernel", "unknown") }
    return MachineFact("kernel", "\(text(info.sysname)) \(text(info.release)) \(text(info.machine))")
  }

  private static func text<Buffer>(_ buffer: Buffer) -> String {
    withUnsafeBytes(of: buffer) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  private static func temporaryDirectory() -> MachineFact {
    let path = Sandbox.temporaryRoot
    var info = statvfs()
    guard statvfs(path, &info) == 0 else {
      return MachineFact("temporary directory", path, problem: "it cannot be read; set TMPDIR to a directory that can")
    }
    let free = UInt64(info.f_bavail) * UInt64(info.f_frsize)
    let isReadOnly = access(path, W_OK) != 0
    let problem =
      isReadOnly
      ? "it cannot be written; set TMPDIR to a directory that can"
      : free < 1 << 30 ? "less than 1 GiB is free; free some, or set TMPDIR to another file system" : nil
    return MachineFact("temporary directory", "\(path), \(free >> 20) MiB free", problem: problem)
  }

  private static func timeZones() -> MachineFact {
    let isThere = access("/usr/share/zoneinfo/Pacific/Kiritimati", R_OK) == 0
    return MachineFact(
      "time zones", isThere ? "installed" : "missing",
      problem: isThere ? nil : "runs cannot vary the time zone; run: apt-get install tzdata")
  }

  private static func locale() -> MachineFact {
    let missing = Axis.locale.values.filter { name in
      guard let locale = newlocale(Int32(1 << LC_CTYPE), name, nil) else { return true }
      freelocale(locale)
      return false
    }
    // Runs say so themselves, and a missing locale makes no result wrong.
    return MachineFact("locales", missing.isEmpty ? "installed" : "not installed: " + missing.joined(separator: ", "))
  }
}
