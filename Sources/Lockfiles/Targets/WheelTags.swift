/// The tags of wheels (PEP 425) that pip installs on a target, the best first.
///
/// The order is that of `cpython_tags` and `compatible_tags` in PyPI's `packaging` 26 (`packaging/tags.py`), which pip
/// uses: all platforms of one interpreter and ABI stand together, so that the rank of a tag is the place of its
/// interpreter and ABI, and in it the place of its platform.
struct WheelTags {
  /// One interpreter with one ABI.
  struct Build: Hashable {
    let interpreter: String
    let abi: String
  }

  /// For the platforms of the target, the best first.
  private let builds: [Build]
  /// For any platform; they come last.
  private let anywhere: [Build]
  private let platforms: [String]
  private let rankOfBuild: [Build: Int]
  private let rankAnywhere: [Build: Int]
  private let rankOfPlatform: [String: Int]

  init(python: Target.Python, platforms: [String]) {
    let version = "\(python.major)\(python.minor)"
    // Before 3.8 the ABI names the allocator.
    let abi = "cp" + version + (python.minor < 8 ? "m" : "")
    var builds = [abi, "abi3", "none"].map { Build(interpreter: "cp" + version, abi: $0) }
    builds += stride(from: python.minor - 1, through: 2, by: -1).map {
      Build(interpreter: "cp\(python.major)\($0)", abi: "abi3")
    }
    let older = stride(from: python.minor - 1, through: 0, by: -1).map { "py\(python.major)\($0)" }
    let generic = (["py" + version, "py\(python.major)"] + older).map { Build(interpreter: $0, abi: "none") }
    self.builds = builds + generic
    anywhere = [Build(interpreter: "cp" + version, abi: "none")] + generic
    self.platforms = platforms
    rankOfBuild = Self.ranks(self.builds)
    rankAnywhere = Self.ranks(anywhere)
    rankOfPlatform = Self.ranks(platforms)
  }

  private static func ranks<Item: Hashable>(_ items: [Item]) -> [Item: Int] {
    Dictionary(zip(items, items.indices), uniquingKeysWith: { first, _ in first })
  }

  /// Whether a file may fit by the platforms in its name; most wheels of a package do not, and this is told fast.
  func hasPlatform(ofFile name: String) -> Bool {
    guard let dash = name.utf8.lastIndex(of: UInt8(ascii: "-")) else { return false }
    return name.utf8[name.utf8.index(after: dash)...].split(separator: UInt8(ascii: ".")).contains { part in
      let platform = part.text.lowercased()
      return platform == "any" || rankOfPlatform[platform] != nil
    }
  }

  /// The smallest place of the wheel's tags in ``all``; nil when it cannot be installed.
  func rank(of wheel: WheelName) -> Int? {
    var best: Int?
    let platform = wheel.platforms.compactMap { rankOfPlatform[$0] }.min()
    let isAnywhere = wheel.platforms.contains("any")
    guard platform != nil || isAnywhere else { return nil }
    for interpreter in wheel.interpreters {
      for abi in wheel.abis {
        let build = Build(interpreter: interpreter, abi: abi)
        if let platform, let place = rankOfBuild[build] {
          best = min(best ?? .max, place * platforms.count + platform)
        }
        if isAnywhere, let place = rankAnywhere[build] {
          best = min(best ?? .max, builds.count * platforms.count + place)
        }
      }
    }
    return best
  }

  /// All tags in their order.
  var all: [String] {
    builds.flatMap { build in platforms.map { "\(build.interpreter)-\(build.abi)-\($0)" } }
      + anywhere.map { "\($0.interpreter)-\($0.abi)-any" }
  }
}

extension Target {
  /// The tags of wheels for the target; nil when it names no Python.
  var wheelTags: WheelTags? { python.map { WheelTags(python: $0, platforms: wheelPlatforms) } }
}
