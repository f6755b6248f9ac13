internal import Fingerprints

/// Holds a `pylock.toml` against the standard, with the rules and the wording of `packaging.pylock` 26.
///
/// What leaves open what is installed makes the file unreadable. Other faults, which installers refuse as well, are
/// named and the file is read all the same: some tools write them.
struct PylockValidation {
  private(set) var findings: [LockFinding] = []
  /// Faults that are named once, with how many there are like them.
  private var faults: [(line: Int?, text: String, count: Int)] = []
  private var kinds: [TextKey: Int] = [:]

  static func findings(_ root: DataValue) -> [LockFinding] {
    var validation = PylockValidation()
    validation.check(root)
    return validation.findings
      + validation.faults.map { fault in
        let more = fault.count > 1 ? ", and \(fault.count - 1) more of this kind" : ""
        return LockFinding("nonconforming", line: fault.line, fault.text + more)
      }
  }

  private mutating func check(_ root: DataValue) {
    checkVersion(root["lock-version"])
    check(root, PylockKeys.file, place: "")
    for marker in root["environments"]?.items ?? [] where !PylockKeys.Kind.marker.fits(marker) {
      fault(marker, "environments", "holds what is no marker")
    }
    for extra in root["extras"]?.items ?? [] where !isNormalized(extra.string) {
      fault(extra, "extras", "holds a name that is not normalised")
    }
    if root["created-by"] == nil { fault(root, "created-by", "is missing") }
    guard let packages = root["packages"]?.array else {
      refuse(root["packages"]?.line, "there is no list of packages, so this is no pylock.toml")
      return
    }
    for (index, package) in packages.enumerated() { check(package: package, "packages[\(index)]") }
  }

  /// Versions 1.x are read; a newer one than 1.0 may hold more.
  private mutating func checkVersion(_ value: DataValue?) {
    guard let text = value?.string, let version = PEP440Version(text) else {
      refuse(
        value?.line, "lock-version is missing or no version, so this is no pylock.toml", code: "version.unsupported")
      return
    }
    guard let lowest = PEP440Version("1"), let highest = PEP440Version("2.dev0"), lowest <= version, version < highest
    else {
      refuse(value?.line, "lock-version \(text) is not known", code: "version.unsupported")
      return
    }
    if version > lowest {
      findings.append(
        LockFinding("version.newer", line: value?.line, "lock-version \(text) is newer than the one known, 1.0"))
    }
  }

  private mutating func check(package: DataValue, _ place: String) {
    guard let name = package["name"]?.string else {
      refuse(package.line, "\(place) has no name")
      return
    }
    check(package, PylockKeys.package, place: place)
    if !isNormalized(name) { fault(package["name"], "\(place).name", "is not normalised", shown: name) }
    let direct = ["vcs", "directory", "archive"].compactMap { package[$0] }
    let files = (package["wheels"]?.items ?? []) + [package["sdist"]].compactMap { $0 }
    if !files.isEmpty, !direct.isEmpty {
      refuse(package.line, "\(name) has files of an index and another source, so that either may be installed")
    } else if files.isEmpty, direct.count != 1 {
      refuse(package.line, direct.isEmpty ? "\(name) has nothing to install" : "\(name) has more than one source")
    }
    if let vcs = package["vcs"] {
      check(vcs, PylockKeys.vcs, place: place + ".vcs")
      checkPlace(vcs, place + ".vcs")
      for key in ["type", "commit-id"] where vcs[key] == nil { fault(vcs, "\(place).vcs.\(key)", "is missing") }
    }
    if let directory = package["directory"] {
      check(directory, PylockKeys.directory, place: place + ".directory")
      if directory["path"] == nil { fault(directory, "\(place).directory.path", "is missing") }
    }
    if let archive = package["archive"] {
      check(archive, PylockKeys.file(named: false), place: place + ".archive")
      checkFile(archive, place + ".archive")
    }
    for (index, wheel) in (package["wheels"]?.items ?? []).enumerated() {
      check(wheel, isWheel: true, of: package, "\(place).wheels[\(index)]")
    }
    if let sdist = package["sdist"] { check(sdist, isWheel: false, of: package, place + ".sdist") }
    for (index, identity) in (package["attestation-identities"]?.items ?? []).enumerated()
    where identity["kind"]?.string == nil {
      fault(identity, "\(place).attestation-identities[\(index)].kind", "is missing")
    }
  }

  /// A file of an index: its name must be that of the package.
  private mutating func check(_ file: DataValue, isWheel: Bool, of package: DataValue, _ place: String) {
    check(file, PylockKeys.file(named: true), place: place)
    checkFile(file, place)
    let spelled = PylockPackages.fileName(file)
    guard let distribution = DistributionName(spelled, isWheel: isWheel) else {
      let kind = isWheel ? "wheel" : "source distribution"
      fault(file, place, "is no file name of a \(kind)", shown: spelled)
      return
    }
    let version = package["version"]?.string.flatMap { PEP440Version($0) }
    if !distribution.name.hasSameBytes(as: package["name"]?.string ?? "") {
      fault(file, place, "names another package", shown: spelled)
    } else if let version, version != distribution.version {
      fault(file, place, "names another version", shown: spelled)
    }
  }

  private mutating func checkFile(_ file: DataValue, _ place: String) {
    checkPlace(file, place)
    guard let hashes = file["hashes"]?.table, !hashes.members.isEmpty else {
      fault(file, place + ".hashes", "holds no hash")
      return
    }
    if hashes.members.contains(where: { $0.value.string == nil }) {
      fault(file["hashes"], place + ".hashes", "holds what is no text")
    }
  }

  private mutating func checkPlace(_ value: DataValue, _ place: String) {
    if value["path"]?.string ?? "" == "", value["url"]?.string ?? "" == "" {
      fault(value, place, "has neither path nor url")
    }
  }

  private mutating func check(_ table: DataValue, _ keys: [(key: String, kind: PylockKeys.Kind)], place: String) {
    let prefix = place.isEmpty ? "" : place + "."
    guard table.table != nil else {
      fault(table, place, "is no table")
      return
    }
    for (key, kind) in keys {
      guard let value = table[key], !kind.fits(value) else { continue }
      fault(value, prefix + key, "is no \(kind.rawValue)")
    }
  }

  private func isNormalized(_ name: String?) -> Bool {
    guard let name, let first = name.utf8.first, let last = name.utf8.last else { return false }
    return PackageName.normalized(name).hasSameBytes(as: name) && first != UInt8(ascii: "-")
      && last != UInt8(ascii: "-")
      && name.utf8.allSatisfy(\.isNameByte)
  }

  private mutating func refuse(_ line: Int?, _ message: String, code: String = "syntax") {
    findings.append(LockFinding(code, line: line, message, grade: .unreadable))
  }

  /// Names the fault, or counts it when there was one of the same kind.
  private mutating func fault(_ value: DataValue?, _ place: String, _ what: String, shown: String? = nil) {
    // The numbers in a place tell packages apart, not kinds.
    let kind = TextKey(place.utf8.filter { !$0.isDigit }.text + " " + what)
    if let index = kinds[kind] {
      faults[index].count += 1
      return
    }
    kinds[kind] = faults.count
    faults.append((value?.line, [place, shown, what].compactMap { $0 }.joined(separator: " "), 1))
  }
}
