internal import Fingerprints

/// One package of a lock that conda-lock or pixi wrote: a file of conda, a distribution of Python, or a source.
struct CondaRecord {
  /// `conda` or `pypi`.
  let ecosystem: String
  let name: String
  /// Empty when there is none, as of a folder that is built.
  let version: String
  let build: String?
  let origin: LockedOrigin
  /// The file's name; empty when there is none.
  let file: String
  let hashes: [String]
  let line: Int?

  var isConda: Bool { ecosystem == "conda" }

  /// A file of conda.
  ///
  /// - Returns: nil when neither the fields nor the file's name say what it is.
  static func conda(
    _ location: String, name: String?, version: String?, build: String?, hashes: [String], line: Int?
  ) -> CondaRecord? {
    let address = CondaAddress(location)
    guard let name = name?.lowercased() ?? address.parts?.name, let version = version ?? address.parts?.version else {
      return nil
    }
    return CondaRecord(
      ecosystem: "conda", name: name, version: version, build: build ?? address.parts?.build,
      origin: LockedOrigin(conda: address), file: address.parts == nil ? "" : address.file,
      hashes: hashes + address.hashes, line: line)
  }

  /// A distribution of Python.
  ///
  /// - Parameter version: nil when only the file's name may say it.
  static func python(
    _ location: String, name: String, version: String?, hashes: [String], line: Int?
  ) -> CondaRecord {
    let plain = location.split(atFirst: "#")?.before ?? location
    let file = LockPath(plain.split(atFirst: "?")?.before ?? plain).name
    let isFile = [".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"].contains { file.ends(with: $0) }
    let fragment = WebAddress.fragment(location).compactMap { PackageHash.canonical($0.key + ":" + $0.value) }
    let name = PackageName.normalized(name)
    let origin = LockedOrigin(python: location)
    // What a folder says of its version may be another tomorrow; newer locks no longer write it down.
    let isFolder = origin.path != nil && !isFile
    let stated = isFolder ? "" : version ?? (isFile ? Self.version(ofFile: file, name: name) : "")
    return CondaRecord(
      ecosystem: "pypi", name: name, version: stated, build: nil, origin: origin,
      file: isFile ? file : "", hashes: hashes + fragment, line: line)
  }

  /// `hash: {md5: …, sha256: …}`, or the same fields beside others; empty when there are none.
  static func hashes(_ table: DataValue?) -> [String] {
    ["md5", "sha256"].compactMap { algorithm in
      (table?[algorithm]?.string).flatMap { PackageHash.canonical(algorithm + ":" + $0) }
    }
  }

  /// Whether it is always the same: what has a hash is, what an address without one leads to is not.
  private var isExact: Bool {
    if case .address = origin.kind { return !hashes.isEmpty }
    return origin.isExact || !hashes.isEmpty
  }

  func package(marker: String?, condition: TargetCondition?, groups: [String]) -> PinnedPackage {
    // A wheel was chosen for the Python that conda installs, not for one that a target names.
    let isChosen = file.isEmpty || file.ends(with: ".whl")
    return PinnedPackage(
      ecosystem: ecosystem, name: name, version: version, isExact: isExact, build: build, source: origin.source,
      hashes: hashes, artifacts: isChosen ? [] : [LockedArtifact(name: file, hashes: hashes)], marker: marker,
      condition: condition, groups: groups, line: line)
  }

  /// What of the tree it needs; nil when it comes from elsewhere.
  func reference(at lock: LockPath) -> LockReference? {
    origin.path.map { LockReference(.package, $0.isEmpty ? "." : $0, from: lock, line: line) }
  }

  /// `name-1.0-py3-none-any.whl`, `name-1.0.tar.gz`.
  private static func version(ofFile file: String, name: String) -> String {
    let parts = file.utf8.split(separator: UInt8(ascii: "-"))
    if file.ends(with: ".whl") { return parts.count > 4 ? parts[1].text : "" }
    guard
      let stem = [".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"].first(where: { file.ends(with: $0) }).map({
        file.utf8.dropLast($0.utf8.count).text
      }), let (before, version) = stem.split(atLast: UInt8(ascii: "-")),
      PackageName.normalized(before).hasSameBytes(as: name)
    else { return "" }
    return version
  }
}
