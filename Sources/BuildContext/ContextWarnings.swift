public import Fingerprints

extension ContextWalk.Selected {
  /// Whether the entry is neither file, link nor directory.
  var isSpecial: Bool { if case .special = kind { true } else { false } }
}

extension ContextWalk.Result {
  /// What a user should know of the entries: one sentence each, names escaped.
  public func warnings(ignoreFile: String?) -> [String] {
    let special = selected.compactMap { entry -> String? in
      guard case .special(let what) = entry.kind else { return nil }
      return ContextWarnings.special(entry.path, what: what)
    }
    return special + ContextWarnings.arrivingEmpty(arrivingEmpty, ignoreFile: ignoreFile)
  }
}

/// Sentences that more than one way to a context needs.
public enum ContextWarnings {
  static func special(_ path: BytePath, what: String) -> String {
    "\(PathText.visible(path)) is a \(what) and is left out; ignore it or remove it"
  }

  /// What to say of files whose content the builder does not send: nothing when there are none.
  public static func arrivingEmpty(_ paths: [BytePath], ignoreFile: String?) -> [String] {
    guard let first = paths.first else { return [] }
    let others = paths.count > 1 ? " and \(paths.count - 1) more" : ""
    return [
      "\(PathText.visible(first))\(others) will arrive empty at the builder: the rules of "
        + "\(PathText.visible(ignoreFile ?? ".dockerignore")) keep it in the listing and drop it when it is opened; "
        + "put the exception behind the last rule that matches it"
    ]
  }
}
