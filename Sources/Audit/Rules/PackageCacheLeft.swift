extension AuditRule {
  static let packageCacheLeft = AuditRule(
    "package-cache-left", .warning,
    title: "The index or cache of apk, dnf or yum stays in the layer.",
    why: "It holds the repository's state of the hour, so the layer differs even when the same packages are installed.",
    fix: "Use apk add --no-cache; for dnf and yum end the RUN with dnf clean all, or use a cache mount.",
    bad: Example("FROM \(Sample.alpine)\nRUN apk add curl=8.14.1-r1\n", line: 2),
    good: Example("FROM \(Sample.alpine)\nRUN apk add --no-cache curl=8.14.1-r1\n"),
    check: .dockerfile { subject in
      subject.shippedRuns.compactMap { run in
        let cleans = run.commands.contains { other in
          ["dnf", "yum", "microdnf", "tdnf", "dnf5", "dnf-3"].contains(other.program) && other.texts.contains("clean")
        }
        let directories = ["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"]
        let isClean = cleans || run.removes(directories) || directories.contains(where: run.hasCache)
        let isApkClean =
          run.removes(["/var/cache/apk"]) || run.hasCache(for: "/var/cache/apk")
          || run.hasCache(for: "/etc/apk/cache")
        for command in run.commands {
          guard let install = SystemInstall(command) else { continue }
          switch install.manager {
          case .apk:
            // What cross-compiling images call xx-apk has its index elsewhere.
            if !isApkClean, install.program == "apk", !CommandOptions(command.arguments).has("--no-cache") {
              return Hit(command.line, "apk add without --no-cache leaves its index in the layer")
            }
          case .dnf:
            if !isClean {
              return Hit(command.line, "\(install.program) leaves its cache in the layer")
            }
          case .apt, .zypper: continue
          }
        }
        return nil
      }
    })
}
