extension AuditRule {
  static let npmUnpinned = AuditRule(
    "npm-unpinned", .warning,
    title: "npm, pnpm or yarn installs a named package without an exact version.",
    why: "The newest version that fits is taken, so a release on the registry changes the next build.",
    fix: "Write name@1.2.3 with all three numbers.",
    bad: Example("FROM \(Sample.node)\nRUN npm install -g serve\n", line: 2),
    good: Example("FROM \(Sample.node)\nRUN npm install -g serve@14.2.4\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let names = NodeInstall(place.command)?.unpinned, !names.isEmpty else { return nil }
        return Hit(place.command.line, "no exact version for \(PackageName.list(names))")
      }
    })
}
