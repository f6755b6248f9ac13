/// What a resolution has to say about a package besides installing it.
public struct TargetNote: Hashable, Sendable {
  public let package: PinnedPackage
  /// A short fragment that is safe to print: `only where sys_platform == "win32"`.
  public let reason: String

  init(_ package: PinnedPackage, _ reason: String) {
    self.package = package
    self.reason = PrintedText.of(reason)
  }
}
