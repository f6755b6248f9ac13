internal import Fingerprints
internal import Model
internal import Platforms

/// Which names of one directory other platforms cannot hold, or not beside each other.
enum NamePortability {
  /// By index in `entries`, one remark a name, in their order.
  static func remarks(_ entries: [GitEntry]) -> [(index: Int, text: String)] {
    var texts: [Int: [String]] = [:]
    for (index, entry) in entries.enumerated() where !isPlain(entry.name) {
      for platform in [Platform.windows, .macos] {
        if let text = text(NameRules.problem(entry.name, on: platform), platform) {
          texts[index, default: []].append(text)
        }
      }
    }
    for (index, text) in collisions(entries) { texts[index, default: []].append(text) }
    return texts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.joined(separator: "; ")) }
  }

  /// Links that are a directory of the same tree where case or normalisation does not count.
  static func linksOverDirectories(_ entries: [GitEntry]) -> [(link: GitEntry, directory: GitEntry)] {
    let links = entries.filter { $0.kind == .symlink }
    let directories = entries.filter { $0.kind == .directory || $0.kind == .submodule }
    guard !links.isEmpty, !directories.isEmpty else { return [] }
    return [NameFolding.canonical, .uppercase].flatMap { folding in
      let known = Dictionary(directories.map { (folding.key($0.name), $0) }) { first, _ in first }
      return links.compactMap { link in known[folding.key(link.name)].map { (link, $0) } }
    }
  }

  private static func name(_ platform: Platform) -> String {
    switch platform {
    case .linux: "Linux"
    case .macos: "macOS"
    case .windows: "Windows"
    }
  }

  private static func text(_ problem: NameProblem?, _ platform: Platform) -> String? {
    switch problem {
    case .refusesCommit(let reason): "breaks on \(name(platform)), where git refuses the commit: it \(reason)"
    case .failsFile(let reason): "breaks on \(name(platform)): it \(reason)"
    case .renamed(let other):
      "breaks on \(name(platform)), where its name is \"\(PathText.visible(BytePath(other)))\": it is not UTF-8"
    case nil: nil
    }
  }

  /// Each name that is the same as an earlier one elsewhere.
  private static func collisions(_ entries: [GitEntry]) -> [(index: Int, text: String)] {
    // Where all is ASCII and small, names that differ do so everywhere: so in most directories.
    guard entries.contains(where: { $0.name.contains { $0 >= 0x80 || (0x41...0x5A).contains($0) } }) else { return [] }
    let isASCII = entries.allSatisfy { $0.name.allSatisfy { $0 < 0x80 } }
    var platforms: [Int: (other: Int, names: [String])] = [:]
    let kinds: [(NameFolding, [String])] =
      isASCII
      ? [(.uppercase, ["Windows", "macOS"])] : [(.uppercase, ["Windows"]), (.canonical, ["macOS"])]
    for (folding, names) in kinds {
      var seen: [NameKey: Int] = [:]
      for (index, entry) in entries.enumerated() {
        let first = seen[folding.key(entry.name)]
        if let first {
          platforms[index, default: (first, [])].names += names
        } else {
          seen[folding.key(entry.name)] = index
        }
      }
    }
    return platforms.map { index, found in
      let (name, other) = (entries[index].name, entries[found.other].name)
      let shown = PathText.visible(BytePath(other))
      // Canonically equal: they look alike.
      let how = PathText.visible(BytePath(name)) == shown ? ", of other code points" : ""
      return (
        index,
        "breaks on \(found.names.joined(separator: " and ")), where it is the same name as \"\(shown)\"\(how)"
      )
    }
  }

  /// Whether a glance is enough: the rules cost more than reading the tree.
  private static func isPlain(_ name: [UInt8]) -> Bool {
    guard name.last != UInt8(ascii: "."), name.allSatisfy({ isSafe[Int($0)] }) else { return false }
    // Devices have three, four, six or seven letters, whatever extension is behind them, and begin with one of these.
    let stem = name.prefix { $0 != UInt8(ascii: ".") }.count
    guard stem == 3 || stem == 4 || stem == 6 || stem == 7, let first = name.first else { return true }
    return !"aclnp".utf8.contains(first | 0x20)
  }

  private static let isSafe: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "@"): true
    default: false
    }
  }
}
