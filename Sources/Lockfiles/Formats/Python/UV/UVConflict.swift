/// One side of a conflict between extras, groups or projects: `conflicts` in `uv.lock` and in `tool.uv`.
enum UVConflict {
  /// `project[extra]`, `project:group` or `project`.
  static func text(_ item: DataValue) -> String { text(item, project: nil) }

  /// - Parameter project: whose it is when the item names none.
  static func text(_ item: DataValue, project: String?) -> String {
    let name = item["package"]?.string.map { PackageName.normalized($0) } ?? project ?? ""
    if let extra = item["extra"]?.string { return "\(name)[\(PackageName.normalized(extra))]" }
    if let group = item["group"]?.string { return "\(name):\(PackageName.normalized(group))" }
    return name
  }
}
