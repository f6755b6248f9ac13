extension AuditRule {
  static let yarnWithoutFrozenLock = AuditRule(
    "yarn-without-frozen-lockfile", .warning,
    title: "yarn install runs without --immutable or --frozen-lockfile.",
    why: "A yarn.lock that does not fit package.json is changed in the build instead of refused.",
    fix: "Use yarn install --immutable, or --frozen-lockfile with Yarn 1.",
    bad: Example("FROM \(Sample.node)\nCOPY package.json yarn.lock ./\nRUN yarn install\n", line: 3),
    good: Example("FROM \(Sample.node)\nCOPY package.json yarn.lock ./\nRUN yarn install --immutable\n"),
    check: .dockerfile { subject in
      subject.commands.compactMap { place in
        guard let node = NodeInstall(place.command), node.program == "yarn", node.isOfProject,
          place.command.texts.first != "global",
          !node.options.has("--immutable", "--frozen-lockfile", "--pure-lockfile", "--immutable-cache"),
          place.run.value(of: "YARN_ENABLE_IMMUTABLE_INSTALLS", for: place.command).map({ $0 == "false" || $0 == "0" })
            ?? true
        else { return nil }
        return Hit(place.command.line, "yarn install may change yarn.lock")
      }
    })
}
