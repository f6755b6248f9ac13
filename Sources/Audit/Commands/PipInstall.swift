/// An installation by pip, or by what takes pip's arguments.
struct PipInstall: Sendable {
  let options: CommandOptions
  /// `uv pip install` instead of pip's own.
  let isUV: Bool

  private static let valued: Set<String> = [
    "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-t", "--target", "-i", "--index-url",
    "--extra-index-url", "-f", "--find-links", "--prefix", "--root", "--src", "--platform", "--python-version",
    "--implementation", "--abi", "--trusted-host", "--timeout", "--retries", "--proxy", "--cache-dir", "--no-binary",
    "--only-binary", "--upgrade-strategy", "--progress-bar", "--config-settings", "-C", "--global-option",
    "--install-option", "--log", "--python", "--report", "--cert", "--client-cert", "--exists-action", "--use-feature",
    "--index", "--default-index", "-p", "--exclude-newer", "--override", "--group", "--extra", "--resolution",
    "--index-strategy", "--keyring-provider", "--requirements", "--constraints", "--python-preference", "--link-mode",
    "--python-platform", "--refresh-package", "--reinstall-package", "--prerelease", "--no-binary-package",
    "--upgrade-package", "-P", "--torch-backend", "--config-file", "--directory", "--project", "-b",
    "--build-constraint", "--root-user-action",
  ]

  init?(_ command: RunCommand) {
    var arguments = command.arguments[...]
    if command.program == "uv" {
      guard arguments.first?.text == "pip" else { return nil }
      arguments = arguments.dropFirst()
      isUV = true
    } else {
      guard command.isProgram("pip") else { return nil }
      isUV = false
    }
    options = CommandOptions(arguments, valued: Self.valued)
    guard options.verb == "install" else { return nil }
  }

  /// What is asked for by name, options left out.
  var requirements: [ShellWord] { Array(options.operands.dropFirst()) }

  /// What follows `-e`.
  var editables: [String] { options.values("-e", "--editable") }

  var requirementFiles: [String] { options.values("-r", "--requirement", "--requirements") }

  /// Whether newer versions take the place of those that are installed.
  var upgrades: Bool { options.has("--upgrade", "-U") }

  /// Whether nothing is asked of an index, so that nothing is cached either.
  var isOffline: Bool { options.has("--no-index") }

  /// Whether each file must have a hash that was written down.
  func requiresHashes(_ run: RunInstruction, _ command: RunCommand) -> Bool {
    options.has("--require-hashes") || run.isSet(isUV ? "UV_REQUIRE_HASHES" : "PIP_REQUIRE_HASHES", for: command)
  }

  /// Whether only files at hand are asked for.
  var isLocal: Bool {
    options.has("--no-index")
      || requirementFiles.isEmpty && (requirements.map(\.text) + editables).allSatisfy(Self.isPath)
  }

  /// Constraints can pin every name; what is in them is not known here.
  var isConstrained: Bool { !options.values("-c", "--constraint", "--constraints", "--override").isEmpty }

  /// The directories of projects that are installed with whatever they depend on.
  var projects: [String] {
    guard requirementFiles.isEmpty, !isConstrained, !options.has("--no-deps", "--no-index") else { return [] }
    return (requirements.filter { !$0.isDynamic }.map(\.text) + editables).filter { text in
      let path = text.prefix { $0 != "[" }
      return Self.isPath(text) && !path.hasSuffix(".whl") && !path.hasSuffix(".tar.gz") && !path.contains("*")
    }
  }

  static func isPath(_ text: String) -> Bool {
    (PackageName.isPath(text) && !text.contains("://")) || text.hasSuffix(".whl") || text.hasSuffix(".tar.gz")
      || (text.contains("/") && !text.contains("@") && !text.contains("://"))
  }

  /// What may be another version at the next build; what only the shell knows is not judged.
  func unpinned(_ named: [ShellWord]) -> [String] {
    guard !isConstrained, !options.has("--no-index"), !options.has("--exclude-newer")
    else { return [] }
    return named.filter { !Self.isPinned($0) }.map(\.text) + editables.filter(Self.isUnpinnedAddress)
  }

  static func isPinned(_ word: ShellWord) -> Bool {
    let text = word.text
    guard !text.isEmpty, !word.isOpaque else { return true }
    if text.contains("://") { return !isUnpinnedAddress(text) }
    if isPath(text) { return true }
    // Whatever a variable adds to a name may be a version.
    if word.isDynamic, !text.contains(">"), !text.contains("<"), !text.contains("~=") { return true }
    return text.contains("==") && !text.contains("*")
  }

  /// The package's name as indexes compare it: `opencv-python` for `OpenCV_Python[x]==4`.
  static func normalizedName(_ text: String) -> String {
    let name = text.utf8.prefix { ShellNames.isNameByte($0) || $0 == 0x2D || $0 == 0x2E }
    return String(
      decoding: name.map { $0 == 0x5F || $0 == 0x2E ? 0x2D : (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 },
      as: UTF8.self)
  }

  /// An address under which something else may be found the next time.
  private static func isUnpinnedAddress(_ text: String) -> Bool {
    guard text.contains("://") else { return false }
    let address = text.prefix { $0 != "#" }
    let isRepository = ["git+", "hg+", "svn+", "bzr+"].contains { address.contains($0) } || address.hasSuffix(".git")
    guard isRepository else {
      return VersionText.isMoving(String(address)) || !VersionText.isVersioned(text) && !text.contains("$")
    }
    guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")) else { return true }
    let revision = address[address.utf8.index(after: at)...]
    // `git@host` names a user, not a revision.
    if revision.contains("/") || revision.contains(":") { return !revision.contains("$") }
    return !VersionText.isCommit(revision) && !revision.contains("$") && !VersionText.isVersioned(String(revision))
  }
}
