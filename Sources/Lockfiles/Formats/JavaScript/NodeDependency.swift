/// A name and the range that a manifest asks for, or that a lock was made for.
struct NodeDependency {
  let name: String
  let range: String

  /// The sections of a manifest that are installed or looked at, in the order of npm's documentation.
  static let sections = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"]

  /// The dependencies of one section of a manifest, or of a lock's copy of it.
  ///
  /// A name that is optional, too, is optional only: all package managers see it so.
  static func list(_ section: String, of value: DataValue) -> [NodeDependency] {
    let optional = section == "dependencies" ? value["optionalDependencies"]?.table : nil
    return (value[section]?.members ?? []).compactMap { name, range in
      guard optional?[name] == nil else { return nil }
      return NodeDependency(name: name, range: range.string ?? "")
    }
  }

  /// Several ranges for a message; `none` when there are none.
  static func printed(_ ranges: [String]) -> String {
    if ranges.isEmpty { return "none" }
    return ranges.prefix(5).map { printed($0) }.joined(separator: " and ") + (ranges.count > 5 ? " and more" : "")
  }

  /// The range for a message: an address without credentials.
  static func printed(_ range: String) -> String {
    guard range.holds("://") else { return range.isEmpty ? "any version" : range }
    let fragment = range.split(atFirst: "#").map { "#" + $0.after } ?? ""
    return WebAddress.canonical(range) + fragment
  }
}
