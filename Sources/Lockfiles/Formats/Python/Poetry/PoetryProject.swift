/// The `pyproject.toml` that a lock of poetry was made from.
struct PoetryProject {
  /// Nil when there is none or it cannot be read.
  let manifest: PoetryManifest?
  /// Why there is no manifest; empty when there is one.
  let reason: String
  private let lock: LockPath

  init(at lock: LockPath, source: any LockfileSource) {
    self.lock = lock
    do {
      manifest = try ProjectManifest.read("pyproject.toml", from: lock, source).map { PoetryManifest($0) }
      reason = manifest == nil ? "there is no pyproject.toml beside the lock" : ""
    } catch {
      manifest = nil
      reason = error.reason
    }
  }

  /// The manifest, what building needs, and the packages of the tree, first those of the lock.
  func references(with packages: [LockReference]) -> [LockReference] {
    var references = [LockReference(.manifest, "pyproject.toml", from: lock)]
    guard let manifest else { return references + packages }
    // Without a package nothing is built.
    let isPackage = manifest.manifest.root["tool"]?["poetry"]?["package-mode"]?.bool ?? true
    if isPackage { references += manifest.manifest.files }
    references += packages
    let known = Set(packages.map(\.path))
    return references + manifest.packages.filter { !known.contains($0.path) }
  }
}
