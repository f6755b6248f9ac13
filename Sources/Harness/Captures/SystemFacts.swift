internal import Captures
internal import Clinux
internal import Files
internal import Glibc

/// What this machine and this user are, as far as a build can depend on it; nothing that tells who they are.
enum SystemFacts {
  static func read() -> [String: String] {
    var facts: [String: String] = [
      "uidClass": getuid() == 0 ? "root" : "user", "cpu": String(Processors.count), "memGiB": memory(),
    ]
    var info = utsname()
    if uname(&info) == 0 {
      facts["os"] = text(info.sysname)
      facts["arch"] = text(info.machine)
      // Major and minor: more is nobody's concern.
      facts["kernel"] = text(info.release).split(separator: ".").prefix(2).joined(separator: ".")
    }
    facts["umask"] = umask()
    for (name, resource) in [
      ("open files", RLIMIT_NOFILE), ("stack", RLIMIT_STACK),
    ] { facts["limit." + name] = limit(resource) }
    facts["clockSynchronised"] = isClockSynchronised().map { $0 ? "yes" : "no" }
    facts["selinux"] = access("/sys/fs/selinux/enforce", F_OK) == 0 ? "yes" : "no"
    return facts
  }

  private static func text<Buffer>(_ buffer: Buffer) -> String {
    withUnsafeBytes(of: buffer) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// Read, and not set to something else and back. Source: proc(5), `status`.
  static func umask() -> String? {
    guard case .success(let bytes) = BoundedFile.read("/proc/self/status", limit: 1 << 20) else { return nil }
    for line in bytes.split(separator: 0x0A) where line.starts(with: "Umask:".utf8) {
      return String(decoding: line.dropFirst(6).filter { (0x30...0x37).contains($0) }, as: UTF8.self)
    }
    return nil
  }

  private static func memory() -> String {
    let bytes = UInt64(max(0, sysconf(Int32(_SC_PHYS_PAGES)))) * UInt64(max(0, sysconf(Int32(_SC_PAGESIZE))))
    return String((bytes + (1 << 29)) >> 30)
  }

  private static func limit(_ resource: __rlimit_resource) -> String {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return "unknown" }
    return limit.rlim_cur == rlim_t.max ? "none" : String(limit.rlim_cur)
  }

  /// What the kernel was told by who keeps the time. Source: adjtimex(2), `STA_UNSYNC`.
  private static func isClockSynchronised() -> Bool? {
    switch lockstep_clock_is_synchronised() {
    case 0: false
    case 1: true
    default: nil
    }
  }
}

/// Variables that builds and tools obey.
enum EnvironmentFacts {
  /// Those whose values are told: none can be a secret, and one that is no plain word is told as "other".
  private static let told = [
    "LC_ALL", "LC_COLLATE", "LC_CTYPE", "LANG", "LANGUAGE", "TZ", "SOURCE_DATE_EPOCH", "DOCKER_BUILDKIT",
    "BUILDKIT_PROGRESS", "DOCKER_DEFAULT_PLATFORM", "COMPOSE_DOCKER_CLI_BUILD", "CI", "PYENV_VERSION",
    "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "NODE_ENV", "GIT_CONFIG_NOSYSTEM",
  ]
  /// Those of which only is told that they are set.
  private static let present = [
    "VIRTUAL_ENV", "CONDA_PREFIX", "NVM_BIN", "PYTHONPATH", "PYTHONHOME", "GIT_DIR", "GIT_WORK_TREE",
    "GIT_CONFIG_GLOBAL", "PIP_INDEX_URL", "PIP_REQUIRE_VIRTUALENV", "UV_INDEX_URL", "NODE_PATH", "DOCKER_HOST",
  ]

  static func read(_ variables: [String: String]) -> (values: [String: String], secretNames: Int) {
    var values: [String: String] = [:]
    for name in told { values[name] = variables[name].map(word) ?? "unset" }
    for name in present { values[name] = variables[name] == nil ? "unset" : "set" }
    return (values, variables.keys.count(where: SecretPattern.isSecretName))
  }

  private static func word(_ value: String) -> String {
    let plain =
      value.utf8.count <= 40
      && value.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || Array("_.:/+-@,".utf8).contains(byte)
      }
    return plain && SecretPattern.found(in: value) == nil ? value : "other"
  }

  /// All variables of this process.
  static func all() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      next += 1
    }
    return variables
  }
}
