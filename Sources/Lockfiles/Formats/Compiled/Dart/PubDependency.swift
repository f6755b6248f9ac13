/// What a `pubspec.yaml` asks for.
struct PubDependency {
  enum Place {
    /// The address of a registry; nil for the default one.
    case hosted(String?)
    case git(address: String, reference: String?, folder: String?)
    case path(String)
    case sdk(String)
  }

  let name: String
  /// As written; nil for any.
  let constraint: String?
  let place: Place

  init(_ name: String, _ value: DataValue) {
    self.name = name
    constraint = value.string ?? value["version"]?.string
    if let git = value["git"] {
      place = .git(
        address: git.string ?? git["url"]?.string ?? "", reference: git["ref"]?.string, folder: git["path"]?.string)
    } else if let path = value["path"]?.string {
      place = .path(path)
    } else if let sdk = value["sdk"]?.string {
      place = .sdk(sdk)
    } else {
      place = .hosted((value["hosted"]?["url"] ?? value["hosted"])?.string)
    }
  }
}
