internal import Glibc
internal import Model

/// Tells this build of Lockstep from others, so that none believes what another one remembered.
enum ToolIdentity {
  static let current: String = {
    var info = stat()
    guard stat("/proc/self/exe", &info) == 0 else { return ToolVersion.current }
    return "\(ToolVersion.current) \(info.st_size) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)"
  }()
}
