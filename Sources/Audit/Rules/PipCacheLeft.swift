extension AuditRule {
  static let pipCacheLeft = AuditRule(
    "pip-cache-left", .warning,
    title: "pip's cache stays in the layer.",
    why: "It holds the index's answers with their dates, and wheels that were built on the way.",
    fix: "Use --no-cache-dir or ENV PIP_NO_CACHE_DIR=1, or keep the cache in a cache mount.",
    bad: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-compile requests==2.32.4\n", line: 3),
    good: Example(
      "FROM \(Sample.python)\nENV PYTHONDONTWRITEBYTECODE=1\nRUN --mount=type=cache,target=/root/.cache pip install --no-compile requests==2.32.4\n"
    ),
    check: .dockerfile { subject in
      subject.shippedRuns.compactMap { run in
        let first = run.commands.first { command in
          guard let pip = PipInstall(command), !pip.isOffline else { return false }
          return !isCacheless(pip, run, command)
        }
        guard let first, !isEmptied(run) else { return nil }
        return Hit(first.line, "pip leaves what it fetched in its cache")
      }
    })

  private static func isCacheless(_ pip: PipInstall, _ run: RunInstruction, _ command: RunCommand) -> Bool {
    if pip.isUV, pip.options.has("--no-cache", "-n") || run.isSet("UV_NO_CACHE", for: command) { return true }
    if !pip.isUV, pip.options.has("--no-cache-dir") || run.isSet("PIP_NO_CACHE_DIR", for: command) { return true }
    return false
  }

  private static func isEmptied(_ run: RunInstruction) -> Bool {
    // Which user runs it is not known, so the mount of any home counts.
    if run.mounts.contains(where: { ($0.kind == "cache" || $0.kind == "tmpfs") && $0.isCacheOfPython }) { return true }
    return run.commands.contains { other in
      (other.program == "rm"
        && other.texts.contains { $0.contains(".cache") || $0 == "/root" || $0.hasPrefix("/root/*") })
        || (other.isProgram("pip") && other.texts.starts(with: ["cache", "purge"]))
        || (other.program == "uv" && other.texts.starts(with: ["cache"]))
    }
  }
}

extension MountOptions {
  fileprivate var isCacheOfPython: Bool { target.contains("cache") || target.contains("pip") || target.contains("uv") }
}
