/// An installation of the distribution's packages.
struct SystemInstall: Sendable {
  enum Manager: String { case apt, apk, dnf, zypper }

  let manager: Manager
  let program: String
  let packages: [ShellWord]

  init?(_ command: RunCommand) {
    program = command.program
    switch Self.name(of: command) {
    case "apt-get", "apt", "aptitude":
      let options = CommandOptions(
        command.arguments,
        valued: ["-o", "--option", "-t", "--target-release", "--default-release", "-c", "--config-file", "-a"])
      guard options.verb == "install" else { return nil }
      manager = .apt
      packages = Array(options.operands.dropFirst())
    case "apk":
      let options = CommandOptions(
        command.arguments,
        valued: [
          "-t", "--virtual", "-X", "--repository", "-p", "--root", "--keys-dir", "--repositories-file", "--arch",
          "--wait", "--cache-dir", "--cache-max-age",
        ])
      guard options.verb == "add" else { return nil }
      manager = .apk
      packages = options.operands.dropFirst().filter { !$0.text.hasPrefix("!") }
    case "dnf", "yum", "microdnf", "tdnf", "dnf5", "dnf-3":
      let options = CommandOptions(
        command.arguments,
        valued: [
          "-c", "--config", "-x", "--exclude", "--releasever", "--enablerepo", "--disablerepo", "--installroot", "-e",
          "-d", "--setopt", "--repo", "--repoid", "--forcearch", "--enableplugin", "--disableplugin",
        ])
      guard ["install", "groupinstall", "reinstall", "in"].contains(options.verb) else { return nil }
      manager = .dnf
      packages = Array(options.operands.dropFirst())
    case "zypper":
      let options = CommandOptions(
        command.arguments, valued: ["-r", "--repo", "-t", "--type", "--from", "-R", "--root", "-p", "--plus-repo"])
      guard ["install", "in"].contains(options.verb) else { return nil }
      manager = .zypper
      packages = Array(options.operands.dropFirst())
    default: return nil
    }
  }

  /// The manager's name, without what cross-compiling images put before it.
  static func name(of command: RunCommand) -> String {
    command.program.hasPrefix("xx-ap") ? String(command.program.dropFirst(3)) : command.program
  }

  /// The packages whose version is left to the day of the build; what only the shell knows is not judged.
  func unpinned(_ named: [ShellWord]) -> [String] {
    named.filter { word in
      let text = word.text
      guard !text.isEmpty, !word.isOpaque, !PackageName.isPath(text) else { return false }
      switch manager {
      case .apt:
        // A minus sign at the end removes.
        return !PackageName.isPinnedByEquals(text) && !text.hasSuffix("-")
      case .apk, .zypper: return !PackageName.isPinnedByEquals(text)
      case .dnf: return !PackageName.isPinnedByDash(text) && !text.hasSuffix(".rpm")
      }
    }.map(\.text)
  }
}

extension StageSubject {
  /// The first `RUN` that sets the sources of the distribution's packages to a snapshot, in which one name is always
  /// one version.
  var firstSnapshot: Int? {
    let hosts = ["snapshot.debian.org", "snapshot-cloudflare.debian.org", "snapshot.ubuntu.com", "repro-sources-list"]
    return runs.first { run in
      run.commands.contains { command in
        let texts = [command.program] + command.texts + command.documents + command.redirections.map(\.target.text)
        return texts.contains { text in hosts.contains { text.contains($0) } }
      }
    }?.index
  }
}

extension DockerfileSubject {
  /// Whether the packages come from a snapshot.
  func usesSnapshot(_ place: Located) -> Bool { isDone(snapshots, before: place.run.index + 1, of: place.stage) }
}
