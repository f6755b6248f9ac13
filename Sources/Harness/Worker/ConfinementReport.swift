internal import Clinux
internal import Glibc
internal import Limits

/// What holds a worker that reads a repository, as the worker found out by trying.
public struct ConfinementReport: Codable, Hashable, Sendable {
  /// Whether it can gain no privileges.
  public var noNewPrivileges: Bool
  /// Whether it can change no file of this machine.
  public var writesDenied: Bool
  /// The version of Landlock in the kernel; 0 when it has none.
  public var landlockVersion: Int
  public var programsDenied: Bool
  public var networkDenied: Bool
  /// Bytes; nil when there is no limit.
  public var memory: UInt64?
  /// Bytes of one file; nil when there is no limit.
  public var fileSize: UInt64?
  /// Seconds of processor time; nil when there is no limit.
  public var processorTime: UInt64?
  public var coreDumpsDenied: Bool
  /// Descriptors beside the three standard ones.
  public var inheritedDescriptors: Int

  static func ofThisProcess() -> ConfinementReport {
    ConfinementReport(
      noNewPrivileges: lockstep_has_no_new_privileges() == 1, writesDenied: !canWrite(),
      landlockVersion: Int(lockstep_landlock_version()), programsDenied: !canStartPrograms(),
      networkDenied: !canOpenSocket(), memory: limit(RLIMIT_DATA), fileSize: limit(RLIMIT_FSIZE),
      processorTime: limit(RLIMIT_CPU), coreDumpsDenied: limit(RLIMIT_CORE) == 0,
      inheritedDescriptors: inheritedDescriptors())
  }

  /// Opens what anybody may write to, and writes nothing.
  private static func canWrite() -> Bool {
    let file = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    close(file)
    return true
  }

  /// A program that is not there: what cannot be started at all is refused before it is looked for.
  private static func canStartPrograms() -> Bool {
    var none: [UnsafeMutablePointer<CChar>?] = [nil]
    _ = execv("/nonexistent/program", &none)
    return errno != EPERM
  }

  private static func canOpenSocket() -> Bool {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return errno != EPERM }
    close(socket)
    return true
  }

  private static func limit(_ kind: __rlimit_resource) -> UInt64? {
    let value = ResourceLimits.soft(ResourceLimits.resource(kind))
    return value == rlim_t.max ? nil : UInt64(value)
  }

  /// What the process opened itself closes when a program is started; what it was given did not.
  private static func inheritedDescriptors() -> Int {
    (Int32(3)..<256).count { descriptor in
      let flags = fcntl(descriptor, F_GETFD)
      return flags >= 0 && flags & FD_CLOEXEC == 0
    }
  }
}
