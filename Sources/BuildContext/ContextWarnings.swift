internal import Fingerprints

extension ContextWalk.Selected {
  /// Whether the entry is neither file, link nor directory.
  var isSpecial: Bool { if case .special = kind { true } else { false } }
}

extension ContextWalk.Result {
  /// What a user should know of the entries: one sentence each, names escaped.
  public func warnings(ignoreFile: String?) -> [String] {
    let special = selected.compactMap { entry -> String? in
      guard case .special(let what) = entry.kind else { return nil }
      return "\(PathText.visible(entry.path)) is a \(what) and is left out; ignore it or remove it"
    }
    guard let first = arrivingEmpty.first else { return special }
    let others = arrivingEmpty.count > 1 ? " and \(arrivingEmpty.count - 1) more" : ""
    return special + [
      "\(PathText.visible(first))\(others) will arrive empty at the builder: the rules of "
        + "\(PathText.visible(ignoreFile ?? ".dockerignore")) keep it in the listing and drop it when it is opened; "
        + "put the exception behind the last rule that matches it"
    ]
  }
}
