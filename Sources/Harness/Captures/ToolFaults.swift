/// Versions of tools with known faults that a build of somebody else's repository can set off.
public enum ToolFaults {
  /// The tools that are there, each with what is known against its version.
  public static func facts(outside directory: String, path: String) async -> [MachineFact] {
    let names = ["git", "docker", "buildx", "buildkit"]
    let versions = await ToolVersions.read(outside: directory, path: path, only: names)
    return names.compactMap { name in
      guard let version = versions[name], version != "none" else { return nil }
      return MachineFact(name, version, problem: problem(name, version))
    }
  }

  /// Nil when nothing is known against it.
  static func problem(_ name: String, _ version: String) -> String? {
    let numbers = version.split(separator: ".").prefix(3).map { Int($0.prefix { $0.isNumber }) ?? 0 }
    guard numbers.count >= 2 else { return nil }
    switch name {
    case "git":
      // The first releases with the fix for CVE-2024-32002, by series; git's announcement of 2.45.1.
      let fixed = [39: 4, 40: 2, 41: 1, 42: 2, 43: 4, 44: 1, 45: 1]
      guard numbers[0] < 2 || numbers[0] == 2 && numbers[1] <= 45 else { return nil }
      let patch = numbers.count > 2 ? numbers[2] : 0
      if numbers[0] == 2, let least = fixed[numbers[1]], patch >= least { return nil }
      return "git before 2.45.1 (2.39.4 in that series) runs code from a repository that is cloned with submodules "
        + "(CVE-2024-32002); update it"
    case "buildkit":
      // GitHub advisories GHSA-m3r6-h7wv-7xxv, GHSA-4v98-7qmw-rqr8, GHSA-wr6v-9f75-vh2g: fixed in 0.12.5.
      guard numbers.lexicographicallyPrecedes([0, 12, 5]) else { return nil }
      return
        "BuildKit before 0.12.5 lets a Dockerfile reach files of the host (CVE-2024-23651, -23652, -23653); update it"
    default: return nil
    }
  }
}
