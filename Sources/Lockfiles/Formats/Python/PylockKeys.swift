/// The keys of `pylock.toml` and what stands behind them (PEP 751).
enum PylockKeys {
  enum Kind: String {
    case text
    case number
    case truth = "true or false"
    case date
    case table
    case texts = "list of texts"
    case tables = "list of tables"
    case version
    case range = "range of versions"
    case marker

    func fits(_ value: DataValue) -> Bool {
      switch self {
      case .text: value.string != nil
      case .number: value.integer != nil
      case .truth: value.bool != nil
      case .date: if case .date = value.kind { true } else { false }
      case .table: value.table != nil
      case .texts: value.array?.allSatisfy { $0.string != nil } ?? false
      case .tables: value.array?.allSatisfy { $0.table != nil } ?? false
      case .version: value.string.flatMap { PEP440Version($0) } != nil
      case .range: value.string.flatMap { PEP440Specifier($0) } != nil
      case .marker: value.string.flatMap(Marker.tree)?.hasKnownVariables ?? false
      }
    }
  }

  typealias Keys = [(key: String, kind: Kind)]

  static let file: Keys = [
    ("environments", .texts), ("requires-python", .range), ("extras", .texts), ("dependency-groups", .texts),
    ("default-groups", .texts), ("created-by", .text), ("tool", .table),
  ]

  static let package: Keys = [
    ("version", .version), ("marker", .marker), ("requires-python", .range), ("dependencies", .tables),
    ("vcs", .table), ("directory", .table), ("archive", .table), ("index", .text), ("sdist", .table),
    ("wheels", .tables), ("attestation-identities", .tables), ("tool", .table),
  ]

  static let vcs: Keys = [
    ("type", .text), ("url", .text), ("path", .text), ("requested-revision", .text), ("commit-id", .text),
    ("subdirectory", .text),
  ]

  static let directory: Keys = [("path", .text), ("editable", .truth), ("subdirectory", .text)]

  /// - Parameter named: wheels and source distributions have a name, an archive may have a folder.
  static func file(named: Bool) -> Keys {
    let keys: Keys = [("url", .text), ("path", .text), ("size", .number), ("upload-time", .date), ("hashes", .table)]
    return keys + [(named ? "name" : "subdirectory", .text)]
  }
}
