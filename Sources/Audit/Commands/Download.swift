/// What `curl` or `wget` fetches.
struct Download: Sendable {
  let address: ShellWord

  private static let curlValued: Set<String> = [
    "-o", "--output", "-H", "--header", "-d", "--data", "-u", "--user", "-A", "--user-agent", "-e", "--referer", "-x",
    "--proxy", "-m", "--max-time", "--connect-timeout", "--retry", "--retry-delay", "--retry-max-time", "-X",
    "--request", "-w", "--write-out", "-b", "--cookie", "-c", "--cookie-jar", "-E", "--cert", "--key", "--cacert", "-K",
    "--config", "-T", "--upload-file", "-F", "--form", "-C", "--continue-at", "-r", "--range", "--data-binary",
    "--data-raw", "--output-dir", "--proto", "--limit-rate", "-y", "-Y", "-z", "--resolve", "--url", "-D",
    "--dump-header", "--ciphers", "--tls-max",
  ]
  private static let wgetValued: Set<String> = [
    "-O", "--output-document", "-P", "--directory-prefix", "-o", "--output-file", "-a", "-t", "--tries", "-T",
    "--timeout", "-U", "--user-agent", "--header", "-i", "--input-file", "-e", "--execute", "-w", "--wait", "--user",
    "--password", "--post-data", "--progress", "-Q", "-B", "-l", "-A", "-R", "-D", "--waitretry",
    "--retry-on-http-error", "--ca-certificate",
  ]

  /// All that the command fetches; nothing for requests that only ask or send.
  static func all(in command: RunCommand) -> [Download] {
    let options: CommandOptions
    switch command.program {
    case "curl":
      options = CommandOptions(command.arguments, valued: curlValued)
      let sends = options.has(
        "-d", "--data", "--data-binary", "--data-raw", "-F", "--form", "-T", "--upload-file", "-I", "--head")
      guard !sends, !options.values("-X", "--request").contains(where: { $0 != "GET" }) else { return [] }
    case "wget":
      options = CommandOptions(command.arguments, valued: wgetValued)
      guard !options.has("--post-data", "--spider") else { return [] }
    default: return []
    }
    let named = options.values("--url").map { ShellWord(source: SourceText(Array($0.utf8), line: command.line)) }
    return (options.operands + named).filter { isRemote($0.text) }.map { Download(address: $0) }
  }

  private static func isRemote(_ text: String) -> Bool {
    guard text.contains("://") || text.contains(".") && text.contains("/") else { return false }
    return !["localhost", "127.0.0.1", "0.0.0.0", "file://"].contains { text.contains($0) }
  }

  /// Whether something else may be there at the next build, as far as the address tells.
  var isMoving: Bool {
    let text = address.text
    if VersionText.isMoving(Self.withoutDistributionNames(text)) { return true }
    if VersionText.isVersioned(Self.path(of: text)) { return false }
    // A variable may hold the version.
    return !Self.path(of: text).contains("$") && !text.hasPrefix("$")
  }

  /// Whether it is a key by which package managers check signatures: another one changes nothing but itself.
  var isKey: Bool {
    let text = address.text.lowercased().prefix { $0 != "?" }
    return [".asc", ".gpg", ".key", ".pub", ".pem", "/gpg", "/key"].contains { text.hasSuffix($0) }
      || text.contains("apt-key") || text.contains("gpgkey")
  }

  /// `stable` and the like in the address of a distribution's repository.
  private static func withoutDistributionNames(_ text: String) -> String {
    text.contains("/dists/") ? text.split(separator: "/dists/").first.map(String.init) ?? text : text
  }

  private static func path(of address: String) -> String {
    let rest = address.split(separator: "://", maxSplits: 1).last.map(String.init) ?? address
    guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(rest[slash...])
  }
}

extension RunInstruction {
  /// Whether the same `RUN` compares a file with what was written down about it, or checks a signature.
  var checksFiles: Bool {
    let checkers: Set<String> = [
      "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "md5sum", "b2sum", "shasum", "cksum", "sha256",
    ]
    return commands.contains { command in
      if checkers.contains(command.program) {
        // Without -c its output may still be compared, as in [ "$(sha256sum x)" = … ].
        return command.isSubstitution || command.isPiped
          || command.texts.contains {
            $0 == "-c" || $0.hasPrefix("--c") || ($0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("c"))
          }
      }
      switch command.program {
      case "gpg", "gpg2": return command.texts.contains("--verify") || command.texts.contains("--batch --verify")
      case "gpgv", "minisign", "signify": return true
      case "cosign", "openssl": return command.texts.contains { $0.hasPrefix("verify") || $0 == "dgst" }
      default: return false
      }
    }
  }
}
