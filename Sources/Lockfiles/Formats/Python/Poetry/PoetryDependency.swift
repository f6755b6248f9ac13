/// A dependency of a manifest for poetry, with the key that it stands under.
struct PoetryDependency {
  /// Such as `tool.poetry.group.dev.dependencies.pytest`.
  let key: String
  /// Normalised.
  let name: String
  /// `main` for what is in no group.
  let group: String
  /// The extra that it belongs to; nil for what is no part of one.
  let extra: String?
  /// Nil when none is given or it cannot be read.
  var constraint: PoetryConstraint?
  /// The constraint as it is written.
  var written = ""
  var extras: [String] = []
  /// Where it is asked for; nil for everywhere.
  var marker: MarkerTree?
  /// Whether it is only installed with an extra.
  var isOptional = false
  /// What says where it is taken from: `git`, `path`, `url`, `source` and what belongs to them.
  var table: DataValue?
  /// The address of a requirement `name @ address`.
  var address: String?

  /// An entry such as `requests = "^2.0"`, or one of several in an array.
  init(key: String, name: String, group: String, entry: DataValue) {
    self.key = key
    self.name = PackageName.normalized(name)
    self.group = group
    extra = nil
    written = entry.string ?? entry["version"]?.string ?? ""
    constraint = PoetryConstraint(written)
    extras = (entry["extras"]?.strings ?? []).map { PackageName.normalized($0) }
    isOptional = entry["optional"]?.bool ?? false
    marker = Self.marker(entry)
    if entry.table != nil { table = entry }
  }

  /// A requirement of PEP 508; nil when it names no package.
  init?(key: String, requirement text: String, group: String, extra: String?) {
    guard let requirement = Requirement(text), let name = requirement.name else { return nil }
    self.key = key + "." + name
    self.name = name
    self.group = group
    self.extra = extra
    written = requirement.specifier.canonical
    constraint = PoetryConstraint(written)
    extras = requirement.extras
    isOptional = extra != nil
    marker = requirement.marker.flatMap(Marker.tree)
    address = requirement.address
  }

  /// `markers`, `python` and `platform` must all hold.
  static func marker(_ entry: DataValue) -> MarkerTree? {
    var parts = [
      entry["markers"]?.string.flatMap(Marker.tree),
      entry["python"]?.string.flatMap { PoetryConstraint($0)?.pythonMarker },
    ]
    if let platform = entry["platform"]?.string {
      let isNegated = platform.starts(with: "!=")
      let name = isNegated ? platform.utf8.dropFirst(2).trimmed.text : platform.dropping(prefix: "==") ?? platform
      parts.append(
        .comparison(
          MarkerComparison(
            left: .variable("sys_platform"), comparison: isNegated ? "!=" : "==", right: .text(name.trimmed))))
    }
    return .all(of: parts.compactMap { $0 })
  }
}
