internal import Fingerprints

extension Target {
  /// Whether a package with this condition is installed on the target.
  ///
  /// Nil when that cannot be told: a marker asks for an extra, a dependency group or the kernel's version, the
  /// target names no Python, or the condition cannot be read.
  func satisfies(_ condition: TargetCondition) -> Bool? {
    switch condition {
    case .marker(let text):
      Marker.tree(text).flatMap { MarkerEvaluation(environment: MarkerEnvironment(target: self)).result(of: $0) }
    case .pythons(let specifier): satisfies(pythons: specifier)
    case .condaPlatform(let platform): platform == "noarch" || platform.hasSameBytes(as: condaPlatform)
    case .npm(let systems, let processors, let libraries):
      satisfies(systems, nodeSystem) && satisfies(processors, nodeProcessor)
        && (libraries.isEmpty || nodeLibrary.map { satisfies(libraries, $0) } ?? false)
    case .rubyPlatform(let text): RubyPlatform(text)?.fits(rubyPlatform) ?? true
    case .all(let conditions): Decision.all(conditions.lazy.map { satisfies($0) })
    case .any(let conditions): Decision.any(conditions.lazy.map { satisfies($0) })
    }
  }

  private func satisfies(pythons text: String) -> Bool? {
    guard let specifier = PEP440Specifier(text) else { return nil }
    var result: Bool?
    for text in MarkerEnvironment(target: self).pythons(text) ?? [] {
      guard let version = PEP440Version(text) else { return nil }
      let next = specifier.contains(version, prereleases: true)
      guard result == nil || result == next else { return nil }
      result = next
    }
    return result
  }

  /// npm's rule for one of its lists (`npm-install-checks`): none of the names with `!` and, if there are others,
  /// one of those; `any` alone allows all. Where there is no C library to tell, no list of them allows the package.
  private func satisfies(_ list: [String], _ value: String) -> Bool {
    if list.count == 1, list.first == "any" { return true }
    var isNamed = false
    var hasNames = false
    for entry in list {
      if let excluded = entry.dropping(prefix: "!") {
        if excluded.hasSameBytes(as: value) { return false }
      } else {
        hasNames = true
        isNamed = isNamed || entry.hasSameBytes(as: value)
      }
    }
    return isNamed || !hasNames
  }
}
