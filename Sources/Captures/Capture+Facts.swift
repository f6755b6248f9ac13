extension Capture {
  /// All that is known of the machine and the repository, by name; what could not be read is not there.
  var facts: [String: String] {
    var facts: [String: String] = [:]
    func add(_ prefix: String, _ values: [String: String]) {
      for (name, value) in values { facts[prefix + name] = value }
    }
    add("git.", gitConfig)
    add("system.", system)
    add("tool.", tools)
    add("env.", env)
    for file in attributesFiles { facts["attributes." + file.role] = Self.text(file) }
    for file in ignoreFiles { facts["ignore." + file.role] = Self.text(file) }
    for submodule in submodules { facts["submodule." + submodule.path] = Self.text(submodule) }
    for lock in lockfiles { facts["lock." + lock.path] = lock.semantic.map { String($0.prefix(19)) } }
    if let repo { add("", Self.facts(of: repo)) }
    facts["context.ignoreFile"] = context.ignoreFile ?? "none"
    if repo != nil {
      let untracked = entries.filter { [.untracked, .ignored].contains($0.status) && $0.inContext }
      facts["context.untracked"] = String(untracked.reduce(0) { $0 + ($1.files ?? ($1.type == .directory ? 0 : 1)) })
    }
    facts["context.unicodeForm"] = context.nonASCIINames
    facts["context.times"] = context.times
    facts["context.lfsPointers"] = String(entries.count { $0.lfs != nil && $0.inContext })
    facts["context.xattrs"] = String(entries.count { $0.xattrs != nil && $0.inContext })
    if let python {
      facts["python.version"] = python.version
      facts["python.environment"] = python.environment
      facts["python.packages"] = Self.text(python)
    }
    if let node {
      facts["node.version"] = node.version
      facts["node.packages"] = Self.text(node)
    }
    return facts
  }

  private static func facts(of repo: CapturedRepository) -> [String: String] {
    var facts: [String: String] = [
      "repo.commit": repo.commit, "repo.tree": repo.tree,
      "repo.shallow": yes(repo.shallow), "repo.partial": yes(repo.partial), "repo.sparse": yes(repo.sparse),
      "repo.worktree": yes(repo.worktree), "repo.dirtyCount": String(repo.dirtyCount),
      "repo.skipWorktree": String(repo.skipWorktree), "repo.assumeUnchanged": String(repo.assumeUnchanged),
      "repo.conflicted": String(repo.conflicted),
    ]
    facts["repo.owner"] = repo.owner?.rawValue
    // A commit by itself is on no branch and off none.
    if repo.owner != nil { facts["repo.ref"] = repo.ref ?? "detached" }
    facts["repo.remote"] = repo.remoteHash
    for (name, id) in repo.tags ?? [:] { facts["tag." + name] = String(id.prefix(12)) }
    return facts
  }

  private static func yes(_ value: Bool) -> String { value ? "yes" : "no" }

  private static func text(_ file: RuleFile) -> String {
    file.lines == 0 ? "none" : "\(file.lines) \(file.lines == 1 ? "rule" : "rules"), sha256:\(file.sha256.prefix(12))"
  }

  private static func text(_ submodule: Submodule) -> String {
    guard let head = submodule.head else { return "not checked out" }
    if head != submodule.pin { return "at \(head.prefix(12)), pinned at \(submodule.pin.prefix(12))" }
    return submodule.changed == 0 ? "at its pin" : "at its pin, \(submodule.changed) changed"
  }

  private static func text(_ packages: InstalledPackages) -> String? {
    guard let lock = packages.lock else { return nil }
    if packages.missing.isEmpty, packages.extra.isEmpty, packages.other.isEmpty { return "as \(lock)" }
    func list(_ packages: [InstalledPackages.Package], _ label: String) -> String? {
      guard !packages.isEmpty else { return nil }
      let names = packages.prefix(3).map { "\($0.name) \($0.version)\($0.locked.map { " (locked \($0))" } ?? "")" }
      return "\(packages.count) \(label): \(names.joined(separator: ", "))\(packages.count > 3 ? ", …" : "")"
    }
    return [
      list(packages.other, "in another version"), list(packages.missing, "missing"), list(packages.extra, "extra"),
    ]
    .compactMap(\.self).joined(separator: "; ")
  }
}

extension Capture {
  /// Says what a clean checkout has, where that is certain: git's own defaults and no rules from outside.
  public mutating func assumeCleanCheckout() {
    gitConfig = Self.gitDefaults
    system = ["checkoutUmask": "0022", "umask": "0022", "caseSensitive": "yes"]
    attributesFiles = ["info/attributes", "core.attributesFile"].map { RuleFile(role: $0, sha256: "", lines: 0) }
    ignoreFiles += ["info/exclude", "core.excludesFile"].map { RuleFile(role: $0, sha256: "", lines: 0) }
    submodules = submodules.map { Submodule(path: $0.path, pin: $0.pin, head: $0.pin, changed: 0) }
  }

  /// What git takes for set where nothing is said, on Linux. Source: git-config(1).
  public static let gitDefaults = [
    "core.autocrlf": "false", "core.eol": "native", "core.filemode": "true", "core.ignorecase": "false",
    "core.symlinks": "true", "core.sharedrepository": "false", "core.precomposeunicode": "false",
    "core.sparsecheckout": "false",
  ]

  /// The value of a setting that is not set and has no default.
  public static let unset = "unset"
}
