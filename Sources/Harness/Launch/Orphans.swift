internal import Clinux
internal import Glibc

/// Processes that a program left behind: in the background, in a session of their own, with a parent that has gone.
///
/// From ``adopt()`` on they become children of this process, wherever they went, and can be found.
struct Orphans {
  /// Children that were there before and are none of the program's.
  private let others: Set<pid_t>

  /// Makes this process the one that orphans come to, and notes which children it has now.
  static func adopt() -> Orphans {
    _ = lockstep_adopt_orphans()
    return Orphans(others: Set(children()))
  }

  /// As ``adopt()``, with the children that there are now among those to end.
  static func adoptAll() -> Orphans {
    _ = lockstep_adopt_orphans()
    return Orphans(others: [])
  }

  /// Ends all children that came since, and what comes to this process when they are gone.
  ///
  /// - Parameter process: one that somebody else waits for, and that is left alone.
  func end(but process: pid_t? = nil) {
    // Each round ends one generation; a program that forks faster than that is not waited for.
    for _ in 0..<500 {
      let left = Self.children().filter { !others.contains($0) && $0 != process }
      if left.isEmpty { return }
      for child in left {
        kill(child, SIGKILL)
        waitpid(child, nil, WNOHANG)
      }
      usleep(2_000)
    }
  }

  /// The ids of this process's children.
  private static func children() -> [pid_t] {
    guard let listing = opendir("/proc") else { return [] }
    defer { closedir(listing) }
    var found: [pid_t] = []
    let own = getpid()
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let process = pid_t(name), ProcessFacts(process)?.parent == own { found.append(process) }
    }
    return found
  }
}

/// What `/proc/PID/stat` says of a process.
struct ProcessFacts {
  let parent: pid_t
  /// When it began, in clock ticks since the machine did.
  let start: UInt64

  /// Nil when there is no such process.
  init?(_ process: pid_t) {
    let descriptor = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &buffer, buffer.count)
    // The second field is the program's name in parentheses and may hold blanks.
    guard count > 0, let end = buffer[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = buffer[(end + 1)..<count].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count > 19, let parent = pid_t(fields[1]), let start = UInt64(fields[19]) else { return nil }
    self.parent = parent
    self.start = start
  }
}
