/// Which paths a scenario may put into a tree.
enum TreePath {
  static let maximumLength = 4_000

  /// What is wrong with `path`, or nil.
  static func problem(_ path: String) -> String? {
    if path.isEmpty { return "a path must not be empty" }
    if path.utf8.contains(0) { return "a path must not hold a zero byte" }
    if path.hasPrefix("/") { return "a path must be relative, without a leading slash" }
    if path.utf8.count > maximumLength { return "a path must be at most \(maximumLength) bytes long" }
    for component in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch component {
      case "": return "a path must not have empty components"
      case ".", "..": return "a path must not hold \"\(component)\""
      case _ where component.lowercased() == ".git":
        return "a path must not hold \".git\"; it would change the repository itself"
      case _ where component.utf8.count > 255: return "a name must be at most 255 bytes long"
      default: continue
      }
    }
    return nil
  }
}
