extension AuditRule {
  static let toolUnpinned = AuditRule(
    "tool-unpinned", .warning,
    title: "A tool is installed from source or an index in its newest version.",
    why: "A release of the tool, or of what it depends on, changes the next build.",
    fix:
      "Write go install …@v1.2.3, cargo install --locked --version 1.2.3, gem install -v 1.2.3, pipx install name==1.2.3.",
    bad: Example("FROM \(Sample.debian)\nRUN go install golang.org/x/tools/cmd/goimports@latest\n", line: 2),
    good: Example("FROM \(Sample.debian)\nRUN go install golang.org/x/tools/cmd/goimports@v0.36.0\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        reason(place.command).map { Hit(place.command.line, $0) }
      }
    })

  private static func reason(_ command: RunCommand) -> String? {
    let options = CommandOptions(
      command.arguments,
      valued: [
        "-v", "--version", "--vers", "--rev", "--tag", "--branch", "--git", "--path", "--root", "--features", "-F",
        "-p",
        "--target", "-n", "-i", "--install-dir", "--bindir", "-ldflags", "-tags", "-o", "--python", "--with", "--index",
      ])
    let names = options.operands.dropFirst().filter { !$0.isOpaque }.map(\.text)
    guard !names.isEmpty else { return nil }
    switch (command.program, options.verb) {
    case ("go", "install"), ("go", "get"), ("go", "run"):
      let moving = names.filter { name in
        ["@latest", "@master", "@main", "@upgrade", "@HEAD"].contains { name.hasSuffix($0) }
      }
      return moving.isEmpty ? nil : "go \(options.verb) takes the newest \(PackageName.list(moving))"
    case ("cargo", "install"), ("cargo", "binstall"):
      if options.has("--path") || options.has("--version", "--vers", "--rev", "--tag") && options.has("--locked") {
        return nil
      }
      if names.allSatisfy({ $0.contains("@") }), options.has("--locked") { return nil }
      return "cargo install takes other versions of \(PackageName.list(names)), or of what it needs, each time"
    case ("gem", "install"):
      let open = names.filter { !$0.contains(":") && !$0.hasSuffix(".gem") }
      return options.has("-v", "--version") || open.isEmpty ? nil : "no version for \(PackageName.list(open))"
    case ("pipx", "install"):
      let open = options.operands.dropFirst().filter { !PipInstall.isPinned($0) }.map(\.text)
      return open.isEmpty ? nil : "no exact version for \(PackageName.list(open))"
    case ("uv", "tool"):
      let tools = options.operands.dropFirst(2).filter { !PipInstall.isPinned($0) && !VersionText.isVersioned($0.text) }
      guard names.first == "install", !tools.isEmpty else { return nil }
      return "no exact version for \(PackageName.list(tools.map(\.text)))"
    default: return nil
    }
  }
}
