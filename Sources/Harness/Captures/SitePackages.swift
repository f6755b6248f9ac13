internal import Captures
internal import Files
internal import Glibc

/// The Python that is used in a directory, found out without running anything that lies in it.
struct PythonEnvironment {
  let version: String
  /// `venv`, `conda` or `system`.
  let kind: String
  /// Nil when no environment is to be compared with a lockfile.
  let packages: [InstalledPackages.Package]?

  /// - Parameters:
  ///   - directory: an environment called `.venv` in it counts, as for uv, Poetry and editors.
  ///   - system: the version of the interpreter that `PATH` has outside of the directory.
  init?(in directory: String, variables: (String) -> String?, system: String?) {
    let candidates: [(String, String)] = [
      variables("VIRTUAL_ENV").map { ($0, "venv") }, variables("CONDA_PREFIX").map { ($0, "conda") },
      (directory + "/.venv", "venv"),
    ].compactMap { $0 }
    for (root, kind) in candidates {
      guard let folder = SitePackages.folder(in: root),
        let version = SitePackages.configuredVersion(root) ?? SitePackages.version(ofFolder: folder)
      else { continue }
      self.version = version
      self.kind = kind
      packages = SitePackages.read(folder)
      return
    }
    guard let system else { return nil }
    version = system
    kind = "system"
    packages = nil
  }
}

/// Distributions in a `site-packages` directory, as `importlib.metadata` finds them, read without running Python.
///
/// Source: packaging.python.org, "Recording installed projects"; PEP 376 for `.dist-info`, setuptools for `.egg-info`.
enum SitePackages {
  private static let most = 50_000

  /// `lib/python3.11/site-packages` of an environment; nil when there is none.
  static func folder(in environment: String) -> String? {
    names(in: environment + "/lib").filter { $0.hasPrefix("python") }.sorted()
      .map { "\(environment)/lib/\($0)/site-packages" }.last { access($0, R_OK | X_OK) == 0 }
  }

  /// What `pyvenv.cfg` says. Source: PEP 405.
  static func configuredVersion(_ environment: String) -> String? {
    guard case .success(let bytes) = BoundedFile.read(environment + "/pyvenv.cfg", limit: 1 << 16) else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      // uv and virtualenv write more behind the third number.
      if parts.count == 2, ["version", "version_info"].contains(parts[0]) {
        return number(parts[1])
      }
    }
    return nil
  }

  /// `3.11` of `…/python3.11/site-packages`.
  static func version(ofFolder folder: String) -> String? {
    let parts = folder.split(separator: "/")
    return parts.dropLast().last.flatMap { number(String($0.dropFirst("python".count))) }
  }

  /// The numbers that a version begins with, three at most.
  static func number(_ text: String) -> String? {
    let numbers = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".").prefix(3)
    return numbers.count >= 2 && numbers.allSatisfy { Int($0) != nil } ? numbers.joined(separator: ".") : nil
  }

  static func read(_ folder: String) -> [InstalledPackages.Package] {
    var packages: [InstalledPackages.Package] = []
    for name in names(in: folder).sorted().prefix(most) {
      let files: [String] =
        name.hasSuffix(".dist-info")
        ? ["\(folder)/\(name)/METADATA"]
        : name.hasSuffix(".egg-info") ? ["\(folder)/\(name)/PKG-INFO", "\(folder)/\(name)"] : []
      for file in files {
        guard case .success(let bytes) = BoundedFile.read(file, limit: 4 << 20) else { continue }
        if let package = package(bytes) { packages.append(package) }
        break
      }
    }
    return packages
  }

  /// Name and version in the headers of a metadata file. Source: packaging.python.org, "Core metadata".
  private static func package(_ bytes: [UInt8]) -> InstalledPackages.Package? {
    var (name, version): (String?, String?)
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let text = String(decoding: line, as: UTF8.self)
      if text.isEmpty || text == "\r" { break }
      func value(_ key: String) -> String? {
        text.hasPrefix(key) ? text.dropFirst(key.count).filter { !$0.isWhitespace } : nil
      }
      name = name ?? value("Name:")
      version = version ?? value("Version:")
    }
    guard let name, let version else { return nil }
    return InstalledPackages.Package(name: name, version: version)
  }

  private static func names(in directory: String) -> [String] {
    guard let listing = opendir(directory) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing), names.count < most {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
