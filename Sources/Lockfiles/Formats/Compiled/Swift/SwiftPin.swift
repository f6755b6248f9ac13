/// A pin of `Package.resolved`, whichever version wrote it.
struct SwiftPin {
  enum Kind {
    case repository
    /// A registry of packages, which is asked by identity.
    case registry
  }

  /// The last part of the address in lower case, without `.git`; of a registry `scope.name`.
  let identity: String
  let kind: Kind
  let location: String
  let version: String?
  let branch: String?
  let revision: String?

  /// Nil when what names the package, or both version and revision are missing.
  init?(_ entry: DataValue) {
    let state = entry["state"]
    version = state?["version"]?.string
    branch = state?["branch"]?.string
    revision = state?["revision"]?.string?.lowercased()
    // Version 1 has no identity; SwiftPM makes it of the address.
    location = (entry["location"] ?? entry["repositoryURL"])?.string ?? ""
    kind = entry["kind"]?.string == "registry" ? .registry : .repository
    identity = entry["identity"]?.string?.lowercased() ?? Self.identity(of: location)
    guard !identity.isEmpty, version != nil || revision != nil else { return nil }
  }

  /// Whether it is a repository in a folder, which only this machine has.
  var isLocal: Bool { location.starts(with: "/") || location.lowercased().starts(with: "file:") }

  /// `PackageIdentityParser.computeDefaultName`.
  static func identity(of location: String) -> String {
    var text = WebAddress.canonical(location)
    while text.ends(with: "/") { text = text.utf8.dropLast().text }
    let parts = text.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\\") }
    let last = (parts.last?.text ?? "").lowercased()
    return last.ends(with: ".git") ? last.utf8.dropLast(4).text : last
  }
}

extension LockedOrigin {
  init(swift pin: SwiftPin) {
    switch pin.kind {
    case .registry: self.init(kind: .registry, source: nil)
    case .repository: self.init(git: pin.location, revision: pin.revision ?? "", folder: nil)
    }
  }
}
