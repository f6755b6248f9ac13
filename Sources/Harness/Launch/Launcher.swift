internal import Clinux
internal import Files
internal import Glibc

/// The launcher's side: takes on conditions, notes those that it could not, and executes the program.
public enum Launcher {
  /// The hidden subcommand: `__launch NOTES OPTION… -- PROGRAM ARGUMENT…`.
  public static let command = "__launch"

  /// The arguments that start `program` under `options`; what could not be applied is written to the file `notes`, one
  /// line each: the option's name, a blank, why not.
  static func arguments(_ options: [LaunchOption], notes: String, program: [String]) -> [String] {
    [command, notes] + options.map(\.argument) + ["--"] + program
  }

  /// Executes the program; returns only when that is not possible, with the exit status.
  public static func run(_ arguments: [String]) -> Int32 {
    guard let notes = arguments.first, let end = arguments.firstIndex(of: "--"), end + 1 < arguments.count else {
      return 125
    }
    let options = arguments[1..<end].compactMap(LaunchOption.init(argument:))
    var lines = ""
    for (name, reason) in apply(options) { lines += "\(name) \(reason)\n" }
    if !lines.isEmpty {
      let file = open(notes, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard file >= 0, FileWriting.writeAll(Array(lines.utf8), to: file), FileWriting.closeWritten(file) else {
        return WorkerMain.failed("note what could not be applied", errno)
      }
    }
    let program = Array(arguments[(end + 1)...])
    var pointers: [UnsafeMutablePointer<CChar>?] = program.map { strdup($0) } + [nil]
    execv(program[0], &pointers)
    return WorkerMain.failed("execute \(program[0])", errno)
  }

  /// In the order in which one does not take away the right to the next.
  private static func apply(_ options: [LaunchOption]) -> [(name: String, reason: String)] {
    var failures: [(String, String)] = []
    func note(_ name: String, _ code: Int32) { failures.append((name, String(cString: strerror(code)).lowercased())) }
    let wantsUser = options.compactMap { option in if case .user(let id) = option { id } else { nil } }.last
    let wantsHost = options.contains { option in if case .host = option { true } else { false } }
    let wantsNetwork = options.contains(.networkOff)
    var namespaces: Int32 = 0
    if wantsHost { namespaces |= Int32(bitPattern: UInt32(lockstep_namespace_host.rawValue)) }
    if wantsNetwork { namespaces |= Int32(bitPattern: UInt32(lockstep_namespace_network.rawValue)) }
    let isRoot = geteuid() == 0
    let user = geteuid()
    let group = getegid()
    var hasUserNamespace = false
    var hasNamespaces = true
    if !isRoot, namespaces != 0 || wantsUser != nil {
      if lockstep_unshare(Int32(bitPattern: UInt32(lockstep_namespace_user.rawValue))) == 0 {
        hasUserNamespace = mapUser(inside: wantsUser ?? user, outside: user, wantsUser ?? group, group)
      }
      if !hasUserNamespace, wantsUser != nil { note("user", errno) }
    }
    if namespaces != 0, lockstep_unshare(namespaces) != 0 {
      hasNamespaces = false
      let code = errno
      if wantsHost { note("host", code) }
      if wantsNetwork { note("network", code) }
    }
    for option in options {
      switch option {
      case .host(let host, let domain):
        if hasNamespaces, lockstep_name_host(host, domain) != 0 { note("host", errno) }
      case .oneProcessor: if lockstep_use_one_processor() != 0 { note("cpus", errno) }
      case .fixedAddresses: if lockstep_fix_addresses() != 0 { note("aslr", errno) }
      case .directory(let path):
        if chdir(path) != 0 { note("directory", errno) }
      case .resourceLimits(let text): ResourceLimits.restore(text)
      case .terminal, .user, .networkOff: break
      }
    }
    if options.contains(.terminal) {
      // The outer side stays open in the program that follows, so that reading waits instead of failing.
      var outer: Int32 = -1
      let inner = lockstep_open_terminal(&outer)
      if inner < 0 || dup2(inner, STDIN_FILENO) < 0 { note("stdin", errno) }
      if inner > STDERR_FILENO { close(inner) }
    }
    if isRoot, let wantsUser, lockstep_become(wantsUser, wantsUser) != 0 { note("user", errno) }
    return failures
  }

  /// One id inside stands for one outside; more a process without rights cannot map.
  private static func mapUser(inside: UInt32, outside: UInt32, _ insideGroup: UInt32, _ group: UInt32) -> Bool {
    write("/proc/self/setgroups", "deny") && write("/proc/self/uid_map", "\(inside) \(outside) 1")
      && write("/proc/self/gid_map", "\(insideGroup) \(group) 1")
  }

  private static func write(_ path: String, _ text: String) -> Bool {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return FileWriting.writeAll(Array(text.utf8), to: file)
  }
}
