extension AuditRule {
  static let npmInstall = AuditRule(
    "npm-install", .warning,
    title: "npm install is used instead of npm ci.",
    why: "npm install changes package-lock.json where it does not fit, and resolves anew when there is none.",
    fix: "Use npm ci, which fails instead.",
    bad: Example("FROM \(Sample.node)\nCOPY package.json package-lock.json ./\nRUN npm install\n", line: 3),
    good: Example("FROM \(Sample.node)\nCOPY package.json package-lock.json ./\nRUN npm ci\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let node = NodeInstall(place.command), node.program == "npm", node.isOfProject else { return nil }
        return Hit(place.command.line, "npm install may resolve other versions than package-lock.json has")
      }
    })
}
