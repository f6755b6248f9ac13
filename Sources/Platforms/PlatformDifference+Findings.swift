internal import Fingerprints
public import Model

extension PlatformDifference {
  /// How many examples are kept.
  static let limit = 20

  /// `findings` by their codes, in the order of ``CauseCode/platforms``.
  public static func list(_ findings: [PlatformFinding]) -> [PlatformDifference] {
    CauseCode.platforms.compactMap { code in
      let those = findings.filter { $0.code == code }
      guard !those.isEmpty else { return nil }
      var examples = those.prefix(limit).map { "\(PathText.visible($0.path))  \($0.note)" }
      if those.count > limit { examples.append("… and \(those.count - limit) more") }
      let (what, remedy) = words(code)
      return PlatformDifference(
        code: code, message: "\(those.count) \(those.count == 1 ? what.one : what.many)", remedy: remedy,
        count: those.count, examples: examples)
    }
  }

  private static func words(_ code: String) -> (what: (one: String, many: String), remedy: String) {
    switch code {
    case CauseCode.platformName:
      (
        ("path has a name that cannot be there", "paths have names that cannot be there"),
        "rename it to what every system has"
      )
    case CauseCode.platformPathLength:
      (
        ("path is too long", "paths are too long"),
        "shorten it, or have everybody set core.longpaths=true"
      )
    case CauseCode.platformCollision:
      (
        ("path meets another of the same name", "paths meet others of the same name"),
        "rename all but one: names must differ in more than case and Unicode form"
      )
    case CauseCode.platformLink:
      (
        ("link is written as a file", "links are written as files"),
        "copy what it leads to, make the link in the Dockerfile, or have everybody set core.symlinks=true"
      )
    case CauseCode.platformEOL:
      (
        ("file has other line ends", "files have other line ends"),
        "state them in .gitattributes: \"* text=auto eol=lf\", and \"binary\" for what is no text"
      )
    case CauseCode.platformMode:
      (
        ("file is sent as executable", "files are sent as executable"),
        "set modes in the Dockerfile with COPY --chmod, so that what the client sends does not count"
      )
    default:
      (
        ("entry falls under other ignore rules", "entries fall under other ignore rules"),
        "write rules without backslashes"
      )
    }
  }
}
