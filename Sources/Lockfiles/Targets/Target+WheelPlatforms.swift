extension Target {
  /// The platforms of wheels that run on the target, the best first.
  ///
  /// As in PyPI's `packaging` 26: `_manylinux.py` (PEP 600 with the names of PEP 513, 571 and 599), `_musllinux.py`
  /// (PEP 656), and `mac_platforms` in `tags.py`.
  var wheelPlatforms: [String] {
    switch system {
    case .linux(.glibc(let minor)): manylinux(minor) + ["linux_" + processor.rawValue]
    case .linux(.musl(let minor)):
      stride(from: minor, through: 0, by: -1).map { "musllinux_1_\($0)_" + processor.rawValue }
        + ["linux_" + processor.rawValue]
    case .macos(let major, let minor): macosx(major, minor)
    case .windows: [windows]
    }
  }

  /// From the target's version of glibc down to the oldest that wheels are made for.
  private func manylinux(_ newest: Int) -> [String] {
    let oldest: Int
    switch processor {
    case .x86_64, .i686: oldest = 5
    case .aarch64, .armv7l, .ppc64le, .s390x, .riscv64: oldest = 17
    case .armv6l: return []
    }
    return stride(from: newest, through: oldest, by: -1).flatMap { minor in
      let names = ["manylinux_2_\(minor)"] + (Self.oldManylinux[minor].map { [$0] } ?? [])
      return names.map { $0 + "_" + processor.rawValue }
    }
  }

  private static let oldManylinux = [5: "manylinux1", 12: "manylinux2010", 17: "manylinux2014"]

  private func macosx(_ major: Int, _ minor: Int) -> [String] {
    let isIntel = processor == .x86_64
    let formats = isIntel ? ["x86_64", "intel", "fat64", "fat32", "universal2", "universal"] : ["arm64", "universal2"]
    func names(_ version: String, _ formats: [String]) -> [String] { formats.map { "macosx_\(version)_\($0)" } }
    guard major > 10 else {
      return stride(from: minor, through: 4, by: -1).flatMap { names("10_\($0)", formats) }
    }
    // Programs for both processors may state a version from before there were others than Intel's.
    return stride(from: major, through: 11, by: -1).flatMap { names("\($0)_0", formats) }
      + stride(from: 16, through: 4, by: -1).flatMap { names("10_\($0)", isIntel ? formats : ["universal2"]) }
  }

  private var windows: String {
    switch processor {
    case .i686: "win32"
    case .aarch64: "win_arm64"
    default: "win_amd64"
    }
  }
}
