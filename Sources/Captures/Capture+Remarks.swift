/// Something about a machine or a project that makes builds differ by itself, without another machine to compare with.
public struct CaptureRemark: Hashable, Sendable, Codable {
  /// What it is about: `python`, `node`, `.git`.
  public var name: String
  /// For people, one line, not escaped.
  public var text: String
  public var remedy: String
}

extension Capture {
  /// In a fixed order.
  public var remarks: [CaptureRemark] {
    var remarks: [CaptureRemark] = []
    if context.gitEntries > 0 {
      remarks.append(
        CaptureRemark(
          name: ".git",
          text: ".git/ reaches the image (\(CauseText.number(context.gitEntries)) entries) and differs in every clone",
          remedy: "add .git to .dockerignore"))
    }
    if repo?.owner == .other {
      remarks.append(
        CaptureRemark(
          name: "owner", text: "the work tree belongs to another user, so git refuses to work in it, in containers too",
          remedy: "chown it, or git config --global --add safe.directory DIR"))
    }
    remarks += Self.remarks("python", python, remedy: "install from the lockfile, or deactivate the environment")
    remarks += Self.remarks("node", node, remedy: "npm ci")
    return remarks
  }

  private static func remarks(
    _ name: String, _ packages: InstalledPackages?, remedy: String
  ) -> [CaptureRemark] {
    guard let packages else { return [] }
    var remarks: [CaptureRemark] = []
    for wanted in packages.wanted where wanted.holds == false {
      remarks.append(
        CaptureRemark(
          name: name,
          text: "Python \(packages.version ?? "") is in use, and \(wanted.source) asks for \(wanted.version)",
          remedy: "use that version: pyenv install, uv python install, or conda create"))
    }
    guard let lock = packages.lock else { return remarks }
    func add(
      _ packages: [InstalledPackages.Package], _ what: (String, String), _ shown: (InstalledPackages.Package) -> String
    ) {
      guard !packages.isEmpty else { return }
      let names = packages.prefix(5).map(shown).joined(separator: ", ")
      let more = packages.count > 5 ? ", and \(packages.count - 5) more" : ""
      let noun = packages.count == 1 ? "package" : "packages"
      remarks.append(
        CaptureRemark(
          name: name, text: "\(packages.count) \(noun) \(packages.count == 1 ? what.0 : what.1): \(names)\(more)",
          remedy: remedy))
    }
    add(
      packages.other,
      ("is installed in another version than \(lock) has", "are installed in other versions than \(lock) has")
    ) {
      "\($0.name) \($0.version) (locked \($0.locked ?? ""))"
    }
    add(packages.missing, ("of \(lock) is not installed", "of \(lock) are not installed")) {
      "\($0.name) \($0.version)"
    }
    add(packages.extra, ("is installed that \(lock) does not have", "are installed that \(lock) does not have")) {
      "\($0.name) \($0.version)"
    }
    return remarks
  }
}

extension FactDifference {
  /// Whether it changes what reaches a builder, today or with the next checkout.
  public var actsOnContext: Bool {
    switch kind.effect {
    case .lineEnds, .modes, .presence, .names, .links, .largeFiles, .submodules, .attributes:
      name != "context.untracked" && name != "context.xattrs"
    case .contents: name == "repo.skipWorktree" || name == "repo.assumeUnchanged"
    case .rules, .build, .nothing: false
    }
  }
}
