extension AuditRule {
  static let pnpmWithoutFrozenLock = AuditRule(
    "pnpm-without-frozen-lockfile", .warning,
    title: "pnpm install runs without --frozen-lockfile.",
    why: "Outside of CI, as in a build, a pnpm-lock.yaml that does not fit is changed instead of refused.",
    fix: "Use pnpm install --frozen-lockfile.",
    bad: Example("FROM \(Sample.node)\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm install\n", line: 3),
    good: Example("FROM \(Sample.node)\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm install --frozen-lockfile\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let node = NodeInstall(place.command), node.program == "pnpm", node.isOfProject,
          !node.options.has("--frozen-lockfile"), !place.run.isSet("CI", for: place.command)
        else { return nil }
        return Hit(place.command.line, "pnpm install may change pnpm-lock.yaml")
      }
    })
}
