internal import Clinux
internal import Glibc
internal import Limits
internal import Synchronization

/// The kernel's limits on a worker. Only the soft ones are set, so that a build can be given back what was.
enum ResourceLimits {
  /// What bounds a worker: memory it writes to, processor time, the size of a file.
  static let bounded = [resource(RLIMIT_DATA), resource(RLIMIT_CPU), resource(RLIMIT_FSIZE)]

  /// As they were before, for programs that a scenario starts.
  private static let given = Mutex<[rlim_t]>([])

  /// - Parameter timeLimit: seconds of wall time, on every processor at once.
  static func apply(_ limits: Limits, timeLimit: UInt32) {
    let before = bounded.map(soft)
    given.withLock { $0 = before }
    let processors = UInt64(max(1, Processors.count))
    let wanted = [limits[.memory], UInt64(timeLimit) * processors + 1, limits[.total]]
    for (kind, value) in zip(bounded, wanted) where kind != resource(RLIMIT_DATA) || fitsMemory(value) {
      lower(kind, to: rlim_t(value))
    }
  }

  /// What held before ``apply(_:timeLimit:)``, as a word of a launcher's argument; empty when nothing was applied.
  static var givenText: String { given.withLock { $0.map { String($0) }.joined(separator: ":") } }

  /// Gives back what ``givenText`` tells.
  static func restore(_ text: String) {
    for (kind, value) in zip(bounded, text.split(separator: ":")) {
      var now = rlimit()
      guard let value = rlim_t(value), getrlimit(kind, &now) == 0 else { continue }
      now.rlim_cur = min(value, now.rlim_max)
      setrlimit(kind, &now)
    }
  }

  static func soft(_ kind: __rlimit_resource_t) -> rlim_t {
    var now = rlimit()
    return getrlimit(kind, &now) == 0 ? now.rlim_cur : rlim_t.max
  }

  static func resource(_ kind: __rlimit_resource) -> __rlimit_resource_t { __rlimit_resource_t(kind.rawValue) }

  private static func lower(_ kind: __rlimit_resource_t, to value: rlim_t) {
    var now = rlimit()
    guard getrlimit(kind, &now) == 0, value < now.rlim_cur else { return }
    now.rlim_cur = value
    setrlimit(kind, &now)
  }

  /// A sanitizer's shadow memory alone is larger than any limit.
  private static func fitsMemory(_ value: UInt64) -> Bool {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return true }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = read(file, &buffer, buffer.count)
    let fields = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
    guard fields.count > 5, let pages = UInt64(fields[5]) else { return true }
    return pages * UInt64(sysconf(Int32(_SC_PAGESIZE))) < value / 2
  }
}
