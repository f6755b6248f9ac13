/// The text whose digest stays the same as long as a lock installs the same on a target.
///
/// Its lines are those of ``SemanticText``, with these differences: only what is installed on the target is there;
/// the hashes are those of the file that is chosen, or its name when it has none, or `none` when nothing can be
/// installed; of a marker there is what could not be decided; there are no groups. Facts about the whole lock are
/// there only when an installer has a choice of files for some package, and none about single packages. The target is
/// not named, so that the digests of two targets are equal when they get the same.
///
/// These rules never change; other rules get another scheme.
enum TargetText {
  static let scheme = "lock-target-v1"

  static func of(_ lock: Lockfile, _ resolver: TargetResolver) -> String {
    let ecosystem = lockfileFormats.first { $0.name == lock.format }?.ecosystem ?? ""
    var lines = resolver.installed.map { line($0, ecosystem, prefix: "") }
    lines += resolver.constraints.map { line($0, ecosystem, prefix: "@constraint:") }
    if resolver.installed.contains(where: hasChoice) {
      lines += lock.facts.filter { !$0.name.holds(":") }.map(SemanticText.line)
    }
    return lines.sortedByBytes().joined()
  }

  private static func line(_ entry: TargetResolver.Entry, _ ecosystem: String, prefix: String) -> String {
    let package = entry.package.package
    let hashes: [String]
    switch entry.package.choice {
    case .wheel(let file), .sdist(let file), .file(let file): hashes = file.hashes.isEmpty ? [file.name] : file.hashes
    case .open: hashes = package.hashes
    case .nothing: hashes = ["none"]
    }
    return SemanticText.line(
      version: (package.hasNominalVersion ? "" : package.version) + (package.build.map { "=" + $0 } ?? ""),
      source: package.source, hashes: hashes,
      marker: entry.condition, extras: package.extras,
      name: prefix + SemanticText.name(of: package, in: ecosystem))
  }

  /// Whether it depends on indexes and options which file is taken: not so for one file, one commit or a folder.
  private static func hasChoice(_ entry: TargetResolver.Entry) -> Bool {
    let package = entry.package.package
    guard entry.package.choice == .open, package.hashes.count != 1 else { return false }
    guard let source = package.source else { return true }
    return !WebAddress.isVersionControl(source) && !source.starts(with: "file:")
  }
}
