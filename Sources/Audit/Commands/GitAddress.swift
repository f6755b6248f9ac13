/// The address of a repository, as `ADD` and build contexts take it.
struct GitAddress {
  /// Whether it names a commit, a version or a variable that stands for one.
  let isFixed: Bool

  /// Nil for what is no repository.
  init?(_ text: String) {
    let base = text.prefix { $0 != "#" && $0 != "?" }
    let isRepository =
      base.hasSuffix(".git") && (base.contains("://") || base.contains("@")) || base.hasPrefix("git://")
      || base.hasPrefix("git@") || base.hasPrefix("ssh://") || base.hasPrefix("github.com/")
    guard isRepository else { return nil }
    let rest = text.dropFirst(base.count)
    let reference = rest.dropFirst().prefix { $0 != ":" }
    let value = reference.split(whereSeparator: { $0 == "=" || $0 == "&" }).last.map(String.init) ?? ""
    isFixed = value.contains("$") || VersionText.isCommit(value) || VersionText.isVersioned(value)
  }
}
