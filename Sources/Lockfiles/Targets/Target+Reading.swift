extension Target {
  /// Reads a target from its parts in this order, joined by `-`, in either case:
  ///
  /// - `py3.11` or `py3.11.4`: a version of CPython from 3.3 on. Without it nothing about Python can be decided;
  ///   without the third number, only what is the same for all releases of that version.
  /// - `linux`, `macos`, `macos14`, `macos10.15` or `windows`; also `darwin`, `osx` and `win`. Plain `macos` is
  ///   macOS 13.
  /// - the processor: `x86_64` (`amd64`, `x64`), `aarch64` (`arm64`), `armv7l` (`armv7`, `armhf`), `armv6l`
  ///   (`armv6`), `i686` (`i386`, `x86`), `ppc64le`, `s390x` or `riscv64`.
  /// - on Linux the C library: `glibc2.31`, `musl` or `musl1.2`. Without it, glibc 2.28; plain `musl` is musl 1.2.
  ///
  /// The defaults are those of uv, and on the safe side: what installs there installs on newer systems, too.
  public init(_ text: String) throws(TargetError) {
    func failure(_ problem: String) -> TargetError { TargetError(text: text, problem: problem) }
    var parts = text.lowercased().utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }[...]
    var python: Python?
    if let first = parts.first, first.starts(with: "py") {
      guard let version = Python(part: first) else {
        throw failure("\(first) is no version of Python from 3.3 on, such as py3.11")
      }
      python = version
      parts = parts.dropFirst()
    }
    guard let name = parts.popFirst(), !name.isEmpty else { throw failure("it names no system") }
    guard var system = System(part: name) else { throw failure("\(name) is no system") }
    guard let machine = parts.popFirst(), !machine.isEmpty else { throw failure("it names no processor") }
    guard let processor = Processor(part: machine) else { throw failure("\(machine) is no processor") }
    if let library = parts.popFirst() {
      guard case .linux = system else { throw failure("only Linux has a choice of C libraries") }
      guard let used = CLibrary(part: library) else { throw failure("\(library) is no C library") }
      system = .linux(used)
    }
    if let rest = parts.first { throw failure("\(rest) is one part too many") }
    guard processor.exists(on: system) else { throw failure("there is no \(name) for \(processor.rawValue)") }
    self.init(python: python, system: system, processor: processor)
  }
}

extension Target.Python {
  init?(part: String) {
    guard let numbers = part.dropping(prefix: "py").flatMap(VersionPart.numbers), (2...3).contains(numbers.count),
      numbers[0] == 3, numbers[1] >= 3
    else { return nil }
    self.init(major: numbers[0], minor: numbers[1], patch: numbers.count == 3 ? numbers[2] : nil)
  }
}

extension Target.System {
  init?(part: String) {
    switch part {
    case "linux": self = .linux(.defaultGlibc)
    case "macos", "darwin", "osx": self = .defaultMacos
    case "windows", "win": self = .windows
    default:
      guard let numbers = part.dropping(prefix: "macos").flatMap(VersionPart.numbers) else { return nil }
      if numbers.count == 2, numbers[0] == 10, (4...16).contains(numbers[1]) {
        self = .macos(major: 10, minor: numbers[1])
      } else if numbers.count == 1, numbers[0] > 10 {
        self = .macos(major: numbers[0], minor: 0)
      } else {
        return nil
      }
    }
  }
}

extension Target.CLibrary {
  init?(part: String) {
    if part == "musl" {
      self = .defaultMusl
    } else if let numbers = part.dropping(prefix: "glibc").flatMap(VersionPart.numbers) {
      guard numbers.count == 2, numbers[0] == 2 else { return nil }
      self = .glibc(minor: numbers[1])
    } else if let numbers = part.dropping(prefix: "musl").flatMap(VersionPart.numbers) {
      guard numbers.count == 2, numbers[0] == 1 else { return nil }
      self = .musl(minor: numbers[1])
    } else {
      return nil
    }
  }
}

extension Target.Processor {
  init?(part: String) {
    switch part {
    case "amd64", "x64": self = .x86_64
    case "arm64": self = .aarch64
    case "armv7", "armhf": self = .armv7l
    case "armv6": self = .armv6l
    case "i386", "i486", "i586", "x86": self = .i686
    default: self.init(rawValue: part)
    }
  }

  /// Whether there is such a machine to install on.
  func exists(on system: Target.System) -> Bool {
    switch system {
    case .linux: true
    case .macos(let major, _): self == .x86_64 || (self == .aarch64 && major > 10)
    case .windows: [.x86_64, .aarch64, .i686].contains(self)
    }
  }
}
