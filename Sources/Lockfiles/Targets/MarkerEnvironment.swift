/// What the variables of environment markers (PEP 508) are for a target.
struct MarkerEnvironment {
  let target: Target

  /// The value of a variable; several when it may be any of them, nil when nothing is known about it.
  ///
  /// Of a Python without third number all releases are possible, but a literal can only tell those apart whose
  /// number occurs in it, or lies just beside or far behind.
  ///
  /// - Parameter literal: what the value is compared with.
  func values(of variable: String, comparedWith literal: String) -> [String]? {
    switch variable {
    case "os_name": target.system == .windows ? ["nt"] : ["posix"]
    case "sys_platform": [target.nodeSystem]
    case "platform_system": [systemName]
    case "platform_machine": [machine]
    case "python_version": target.python.map { ["\($0.major).\($0.minor)"] }
    case "python_full_version", "implementation_version": pythons(literal)
    case "implementation_name": target.python.map { _ in ["cpython"] }
    case "platform_python_implementation": target.python.map { _ in ["CPython"] }
    // `platform_release`, `platform_version`, `extra`, `extras`, `dependency_groups`.
    default: nil
    }
  }

  /// The releases of the target's Python that `literal` may tell apart.
  func pythons(_ literal: String) -> [String]? {
    guard let python = target.python else { return nil }
    guard python.patch == nil else { return ["\(python.major).\(python.minor).\(python.patch ?? 0)"] }
    var patches: Set<Int> = [0, 999]
    for digits in literal.utf8.split(whereSeparator: { !$0.isDigit }) {
      // Longer numbers are no release of Python, and 999 stands for what is beyond.
      guard digits.count <= 2, let number = Int(digits.text) else { continue }
      patches.formUnion([max(0, number - 1), number, number + 1])
    }
    return patches.sorted().map { "\(python.major).\(python.minor).\($0)" }
  }

  private var systemName: String {
    switch target.system {
    case .linux: "Linux"
    case .macos: "Darwin"
    case .windows: "Windows"
    }
  }

  /// Python's `platform.machine()`.
  private var machine: String {
    switch (target.system, target.processor) {
    case (.macos, .aarch64): "arm64"
    case (.windows, .aarch64): "ARM64"
    case (.windows, .x86_64): "AMD64"
    case (.windows, .i686): "x86"
    default: target.processor.rawValue
    }
  }
}
