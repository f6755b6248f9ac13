internal import Git
internal import Glibc
internal import Model

/// What may separate this machine from another on which the same scenarios give other digests; named as in captures.
public enum MachineDescription {
  /// Asks no program but git, for at most three seconds; nothing in it tells who the user is.
  public static func facts() async -> [String: String] {
    var facts: [String: String] = [:]
    for (name, value) in SystemFacts.read() { facts["system." + name] = value }
    for (name, value) in VolumeFacts.read(Sandbox.temporaryRoot) where name == "fsType" || name == "mountOptions" {
      facts["system.temporary." + name] = value
    }
    for (name, value) in EnvironmentFacts.read(EnvironmentFacts.all()).values { facts["env." + name] = value }
    facts["tool.libgit2"] = GitLibrary.version ?? "none"
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    for (name, value) in await ToolVersions.read(outside: ".", path: path, only: ["git"]) {
      facts["tool." + name] = value
    }
    return facts
  }
}
