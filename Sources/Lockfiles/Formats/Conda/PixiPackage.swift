internal import Fingerprints

/// One entry of the list `packages` of a `pixi.lock` of version 4 or later.
struct PixiPackage {
  let record: CondaRecord
  /// As an environment names it: the address, the path, or `name[hash] @ path`.
  let location: String
  let subdir: String?

  init(_ value: DataValue) throws(SyntaxFailure) {
    if let identifier = value["conda_source"]?.string {
      (location, subdir) = (identifier, value["subdir"]?.string)
      record = try Self.source(identifier, value)
      return
    }
    // Versions 4 and 5 have `kind: conda` and `url`, or for what lies in the tree `path`.
    let kind = value["kind"]?.string
    let isConda = value["conda"] != nil || (kind?.hasSameBytes(as: "conda") ?? false)
    let isPython = value["pypi"] != nil || (kind?.hasSameBytes(as: "pypi") ?? false)
    guard isConda != isPython,
      let location = value[isConda ? "conda" : "pypi"]?.string ?? value["url"]?.string ?? value["path"]?.string
    else { throw SyntaxFailure(line: value.line, message: "a package that is neither conda nor pypi") }
    self.location = location
    let hashes = CondaRecord.hashes(value)
    let (name, version) = (value["name"]?.string, value["version"]?.string)
    if isPython {
      guard let name else { throw SyntaxFailure(line: value.line, message: "a package without name") }
      subdir = nil
      record = .python(location, name: name, version: version ?? "", hashes: hashes, line: value.line)
      return
    }
    subdir = value["subdir"]?.string ?? CondaAddress(location).subdir
    if CondaAddress.isPackageFile(location) {
      guard
        let record = CondaRecord.conda(
          location, name: name, version: version, build: value["build"]?.string, hashes: hashes, line: value.line)
      else { throw SyntaxFailure(line: value.line, message: "a package without name or version") }
      self.record = record
    } else {
      guard let name else { throw SyntaxFailure(line: value.line, message: "a package without name") }
      record = Self.built(name, value["package_build_source"], at: location, value)
    }
  }

  /// `name[hash] @ path`, since version 7.
  private static func source(_ identifier: String, _ value: DataValue) throws(SyntaxFailure) -> CondaRecord {
    guard let (name, rest) = identifier.split(atFirst: "["), !name.isEmpty,
      let (_, location) = rest.split(atFirst: "] @ ")
    else { throw SyntaxFailure(line: value.line, message: "a source package that is no \"name[hash] @ place\"") }
    return built(name, value["source"] ?? value["package_build_source"], at: location, value)
  }

  /// A package that pixi builds itself.
  private static func built(
    _ name: String, _ source: DataValue?, at location: String, _ value: DataValue
  ) -> CondaRecord {
    CondaRecord(
      ecosystem: "conda", name: name.lowercased(), version: value["version"]?.string ?? "",
      build: value["build"]?.string.flatMap { $0.isEmpty ? nil : $0 },
      origin: LockedOrigin(pixiSource: source, location: location), file: "",
      hashes: CondaRecord.hashes(value) + CondaRecord.hashes(source), line: value.line)
  }
}
