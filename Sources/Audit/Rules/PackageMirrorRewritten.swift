extension AuditRule {
  static let packageMirror = AuditRule(
    "package-mirror-rewritten", .warning,
    title: "The build points a package manager at another mirror or index.",
    why: "Mirrors lag behind and drop old files, each in its own way, so where a build runs decides what it installs.",
    fix:
      "Leave the sources alone and give a proxy or mirror from outside (builder settings, HTTP_PROXY), or use a dated snapshot.",
    bad: Example(
      "FROM \(Sample.debian)\nRUN sed -i 's/deb.debian.org/mirrors.example.org/' /etc/apt/sources.list\n", line: 2),
    good: Example(
      "FROM \(Sample.debian)\nRUN sed -i 's,http://deb.debian.org,http://snapshot.debian.org/archive/20250801T000000Z,' /etc/apt/sources.list\n"
    ),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        PackageMirror.reason(place.command).map { Hit(place.command.line, $0) }
      }
    })
}

/// Recognises commands that change where packages come from.
private enum PackageMirror {
  static func reason(_ command: RunCommand) -> String? {
    if let pip = PipInstall(command) {
      let named = pip.options.values("-i", "--index-url", "--extra-index-url", "--index", "--default-index")
      return named.first { !isOfPublisher($0) }.map { "pip takes packages from \($0)" }
    }
    let texts = command.texts
    if command.isProgram("pip"), texts.starts(with: ["config", "set"]),
      texts.contains(where: { $0.contains("index-url") })
    {
      return "pip is set to another index"
    }
    if let node = NodeInstall(command), let registry = node.options.values("--registry").first {
      return "\(node.program) takes packages from \(registry)"
    }
    if ["npm", "yarn", "pnpm"].contains(command.program), texts.first == "config", texts.contains("set"),
      texts.contains(where: { $0 == "registry" || $0.hasPrefix("registry=") })
    {
      return "\(command.program) is set to another registry"
    }
    switch command.program {
    case "sed", "perl":
      guard texts.contains(where: isSourcesFile), texts.contains(where: namesHost), !texts.contains(where: isFrozen)
      else {
        return nil
      }
      return "the sources of packages are rewritten"
    case "echo", "printf", "tee", "cat":
      let targets = command.redirections.filter { $0.sign == ">" }.map(\.target.text)
      let files = command.program == "tee" ? texts : targets
      let written = texts + command.documents
      guard files.contains(where: { mainSources.contains($0) }), !written.contains(where: isFrozen),
        written.contains(where: namesOtherHost)
      else { return nil }
      return "the sources of packages are replaced"
    default: return nil
    }
  }

  private static let mainSources: Set<String> = [
    "/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list.d/ubuntu.sources",
    "/etc/apk/repositories",
  ]

  /// Indexes that are no mirrors of another.
  private static func isOfPublisher(_ address: String) -> Bool {
    ["https://pypi.org/", "https://download.pytorch.org/", "https://pypi.nvidia.com"].contains { address.hasPrefix($0) }
  }

  /// Whether an address leads to another host than the distribution's own.
  private static func namesOtherHost(_ text: String) -> Bool {
    let own = [
      "deb.debian.org", "security.debian.org", "archive.ubuntu.com", "security.ubuntu.com", "ports.ubuntu.com",
      "dl-cdn.alpinelinux.org",
    ]
    return text.split(separator: "://").dropFirst().contains { rest in !own.contains { rest.hasPrefix($0) } }
  }

  private static func isSourcesFile(_ text: String) -> Bool {
    text.hasPrefix("/etc/apt/sources.list") || text == "/etc/apk/repositories" || text.hasPrefix("/etc/yum.repos.d/")
      || text.hasPrefix("/etc/apt/mirrors")
  }

  /// Whether a script of sed is about hosts, not about components or options.
  private static func namesHost(_ script: String) -> Bool {
    guard !isSourcesFile(script) else { return false }
    let plain = String(script.filter { $0 != "\\" })
    return [
      "debian.org", "ubuntu.com", "alpinelinux.org", "centos.org", "fedoraproject.org", "rockylinux.org", "mirror",
    ]
    .contains { plain.contains($0) }
  }

  /// Archives that nobody changes any more, or that have a date in their address.
  private static func isFrozen(_ text: String) -> Bool {
    let plain = String(text.filter { $0 != "\\" })
    return [
      "snapshot.debian.org", "snapshot.ubuntu.com", "archive.debian.org", "old-releases.ubuntu.com", "vault.centos.org",
    ]
    .contains { plain.contains($0) }
  }
}
