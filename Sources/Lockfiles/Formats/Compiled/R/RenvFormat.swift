internal import Fingerprints

/// R's `renv.lock`.
struct RenvFormat: LockfileFormat {
  let name = "renv.lock"
  let ecosystem = "cran"

  func recognises(_ path: LockPath) -> Bool { path.name == name }

  func read(_ input: LockInput) throws(DigestUnavailable) -> LockContents {
    let root: DataValue
    do {
      root = try JSONText.parse(try FileText.decode(input.bytes))
    } catch {
      return .unreadable(error)
    }
    guard root["R"]?.table != nil || root["Packages"]?.table != nil else {
      return .unreadable(SyntaxFailure(line: nil, message: "there are neither R nor packages, so this is no renv.lock"))
    }
    var contents = LockContents()
    contents.facts = facts(root)
    let repositories = (root["R"]?["Repositories"]?.items ?? []).compactMap { item in
      item["Name"]?.string.map { ($0, WebAddress.canonicalIndex(item["URL"]?.string ?? "")) }
    }
    for (name, entry) in root["Packages"]?.members ?? [] {
      add(name, entry, repositories, at: input.path, to: &contents)
    }
    contents.findings += HashFindings.of(contents.packages)
    if input.companion("DESCRIPTION") != nil {
      contents.references = [LockReference(.manifest, "DESCRIPTION", from: input.path)]
    }
    contents.freshness = .unknown("renv locks what the project's code uses, and no manifest lists that")
    return contents
  }

  private func add(
    _ key: String, _ entry: DataValue, _ repositories: [(String, String)], at path: LockPath,
    to contents: inout LockContents
  ) {
    guard let version = entry["Version"]?.string else {
      contents.findings.append(LockFinding("syntax", line: entry.line, "\(key) has no version", grade: .unreadable))
      return
    }
    let name = entry["Package"]?.string ?? key
    let origin = LockedOrigin(renv: entry, repositories: repositories)
    // It is made of the fields of the package's DESCRIPTION, not of its archive.
    let hash = entry["Hash"]?.string.flatMap { PackageHash.canonical("md5:" + $0) }
    contents.packages.append(
      PinnedPackage(
        ecosystem: ecosystem, name: name, version: version, isExact: origin.isExact, source: origin.source,
        hashes: hash.map { [$0] } ?? [], line: entry.line))
    if let finding = origin.finding(name: name, at: path, line: entry.line, hashes: []) {
      contents.findings.append(finding)
    }
    if case .path(let folder) = origin.kind {
      contents.references.append(LockReference(.package, folder, from: path, line: entry.line))
    }
  }

  /// The interpreters, Bioconductor, and the repositories in their order.
  private func facts(_ root: DataValue) -> [LockFact] {
    var facts: [LockFact] = []
    for key in ["R", "Bioconductor", "Python"] {
      if let version = root[key]?["Version"]?.string { facts.append(LockFact(name: key, value: version)) }
    }
    for (offset, item) in (root["R"]?["Repositories"]?.items ?? []).enumerated() {
      facts.append(
        LockFact(
          name: "repository.\(offset + 1)", value: item["Name"]?.string ?? "",
          source: WebAddress.canonicalIndex(item["URL"]?.string ?? "")))
    }
    return facts
  }
}

extension LockedOrigin {
  /// A package of `renv.lock`: by what it says of a remote, else by the name of its repository.
  init(renv entry: DataValue, repositories: [(String, String)]) {
    let host = entry["RemoteHost"]?.string
    let commit = entry["RemoteSha"]?.string?.lowercased() ?? ""
    let folder = entry["RemoteSubdir"]?.string
    let project = (entry["RemoteUsername"]?.string ?? "") + "/" + (entry["RemoteRepo"]?.string ?? "")
    switch (entry["Source"]?.string ?? "").lowercased() {
    case "github":
      let server = host.map { $0.starts(with: "api.github.com") ? "github.com" : $0 } ?? "github.com"
      self.init(git: "https://" + server + "/" + project, revision: commit, folder: folder)
    case "gitlab": self.init(git: "https://\(host ?? "gitlab.com")/" + project, revision: commit, folder: folder)
    case "bitbucket":
      self.init(git: "https://bitbucket.org/" + project, revision: commit, folder: folder)
    case "git", "git2r", "xgit":
      self.init(git: entry["RemoteUrl"]?.string ?? "", revision: commit, folder: folder)
    case "local":
      let path = entry["RemoteUrl"]?.string ?? ""
      self.init(kind: .path(path), source: "file:" + path)
    case "url": self.init(kind: .address, source: WebAddress.canonical(entry["RemoteUrl"]?.string ?? ""))
    case "unknown": self.init(kind: .address, source: "unknown")
    case "bioconductor": self.init(kind: .registry, source: "bioconductor")
    default:
      // An address, or the name of one of the repositories of the file; CRAN is the same wherever it is mirrored.
      let repository = entry["Repository"]?.string ?? "CRAN"
      let address = WebAddress.isAddress(repository) ? WebAddress.canonicalIndex(repository) : nil
      let listed = repositories.first { $0.0 == repository }?.1
      self.init(
        kind: .registry,
        source: repository == "CRAN" ? nil : address ?? listed ?? "repository:" + WebAddress.canonical(repository))
    }
  }
}
