extension AuditRule {
  static let lockRewritten = AuditRule(
    "lock-rewritten", .warning,
    title: "The lock is made or renewed in the build.",
    why:
      "All versions become the newest that fit on the day of the build, and the lock in the repository says nothing.",
    fix: "Renew the lock in the repository and only install from it in the build.",
    bad: Example("FROM \(Sample.node)\nCOPY package.json ./\nRUN npm update\n", line: 3),
    good: Example("FROM \(Sample.node)\nCOPY package.json package-lock.json ./\nRUN npm ci\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        let options = CommandOptions(place.command.arguments)
        switch (place.command.program, options.verb) {
        case ("poetry", "lock"), ("poetry", "update"), ("pipenv", "lock"), ("pipenv", "update"), ("pdm", "lock"),
          ("pdm", "update"), ("uv", "lock"), ("npm", "update"), ("npm", "upgrade"), ("pnpm", "update"),
          ("yarn", "upgrade"),
          ("yarn", "up"), ("cargo", "update"), ("cargo", "generate-lockfile"), ("bundle", "update"), ("bundle", "lock"),
          ("composer", "update"):
          guard !options.has("--check", "--locked", "--frozen", "-g", "--global") else { return nil }
          return Hit(place.command.line, "\(place.command.program) \(options.verb) resolves all versions anew")
        default: return nil
        }
      }
    })
}
