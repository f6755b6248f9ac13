internal import Clinux
internal import Files
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
    guard let threads = numbers(in: "/proc/self/task") else { return [] }
    var found: [pid_t] = []
    for thread in threads {
      let path = "/proc/self/task/\(thread)/children"
      // Where the kernel has no such list, every process is asked for its parent.
      guard access(path, R_OK) == 0 else {
        if thread == getpid() { return (numbers(in: "/proc") ?? []).filter { ProcessFacts($0)?.parent == getpid() } }
        continue
      }
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      let text = String(decoding: FileWriting.readAll(descriptor) ?? [], as: UTF8.self)
      found += text.split(separator: " ").compactMap { pid_t($0) }
    }
    return found
  }

  /// The names in a directory that are numbers.
  private static func numbers(in directory: String) -> [pid_t]? {
    guard let listing = opendir(directory) else { return nil }
    defer { closedir(listing) }
    var found: [pid_t] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let number = pid_t(name) { found.append(number) }
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
