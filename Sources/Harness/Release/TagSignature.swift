internal import Attestation
internal import Fingerprints
internal import Git
internal import Model

/// Checks the signature of a tag with keys that are named, and no others: never with those of whoever runs this.
///
/// What decides is a program's exit status together with a principal or a fingerprint; never the words "good signature",
/// which are also said of strangers' keys.
struct TagSignature: Sendable {
  let policy: ReleasePolicy
  /// A private temporary directory.
  let home: String
  /// After which a program that checks a signature is ended.
  let seconds: Int

  enum Result {
    case good(by: String)
    case bad(String, remedy: String?)
    case notChecked(String)
  }

  /// - Throws: ``Breakdown`` of the environment when a program is missing or waits for something.
  func check(_ tag: ReleaseFacts.Tag) async throws(Breakdown) -> Result {
    guard let signature = tag.signature, let kind = tag.kind else { return .bad("the tag is not signed", remedy: nil) }
    switch kind {
    case .x509: return .notChecked("there is an X.509 signature, which is not checked here")
    case .ssh:
      guard let file = policy.allowedSigners else {
        return .notChecked("there is an SSH signature; --allowed-signers FILE names the keys to check it with")
      }
      return try await ssh(tag, signature, allowed: ExternalSigner.argument(file))
    case .openPGP:
      guard let keyring = policy.keyring else {
        return .notChecked("there is an OpenPGP signature; --keyring FILE names the keys to check it with")
      }
      return try await openPGP(tag, signature, keyring: ExternalSigner.argument(keyring))
    }
  }

  /// Source: ssh-keygen(1), `-Y find-principals` and `-Y verify`.
  private func ssh(_ tag: ReleaseFacts.Tag, _ signature: [UInt8], allowed: String) async throws(Breakdown) -> Result {
    let file = try ExternalSigner.write(signature, "tag.sig", in: home)
    let late = "find out what ssh-keygen waits for"
    // Keys that are valid for a time are held against the time of the tag, as git does.
    let time = tag.time.map { ["-O", "verify-time=" + Self.time($0)] } ?? []
    let found = try await ExternalSigner.sshKeygen.run(
      ["-q", "-Y", "find-principals"] + time + ["-f", allowed, "-s", file], message: [], home: home, seconds: seconds,
      lateRemedy: late)
    let principals = String(decoding: found.output.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).map {
      String($0)
    }
    let key = SSHSignature(armored: signature).map { "\($0.key.kind) \($0.key.fingerprint)" }
    let by = key.map { " with " + $0 } ?? ""
    guard found.exitCode == 0, !principals.isEmpty else {
      return .bad(
        "it was signed\(by), which \(PathText.visible(policy.allowedSigners ?? "")) does not allow at the time of the tag",
        remedy: "add the key there if it is the project's; else do not use the tag")
    }
    let revoked = policy.revokedKeys.map { ["-r", ExternalSigner.argument($0)] } ?? []
    var message = ""
    for principal in principals {
      let result = try await ExternalSigner.sshKeygen.run(
        ["-q", "-Y", "verify"] + time + ["-f", allowed, "-I", principal, "-n", "git", "-s", file] + revoked,
        message: tag.payload, home: home, seconds: seconds, lateRemedy: late)
      if result.exitCode == 0 { return .good(by: PathText.visible(principal) + by) }
      message = result.lastLine
    }
    return .bad("ssh-keygen refuses the signature\(by): \(message)", remedy: nil)
  }

  private static func time(_ seconds: Int64) -> String {
    CivilTime.nearest(toSecondsSince1970: seconds).text.filter(\.isNumber) + "Z"
  }

  /// Source: GnuPG, doc/DETAILS.
  private func openPGP(
    _ tag: ReleaseFacts.Tag, _ signature: [UInt8], keyring: String
  ) async throws(Breakdown) -> Result {
    let file = try ExternalSigner.write(signature, "tag.asc", in: home)
    let result = try await ExternalSigner.gpgv.run(
      ["--homedir", home, "--keyring", keyring, "--status-fd", "1", file, "-"], message: tag.payload, home: home,
      seconds: seconds,
      lateRemedy: "find out what gpgv waits for")
    let status = String(decoding: result.output.bytes, as: UTF8.self)
    if result.exitCode == 0, let signer = OpenPGPSignatures.signer(in: status, fingerprints: policy.fingerprints) {
      return .good(by: signer.description)
    }
    return .bad(
      Self.reason(status, policy.fingerprints) ?? "gpgv refuses the signature: \(result.lastLine)", remedy: nil)
  }

  private static func reason(_ status: String, _ fingerprints: [String]) -> String? {
    let lines = status.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").map(String.init) }
    func line(_ word: String) -> [String]? { lines.first { $0.count >= 3 && $0[1] == word } }
    func shown(_ text: String) -> String { PathText.visible(String(text.prefix(80))) }
    if let found = line("BADSIG") {
      return "it does not belong to this tag, or was changed: bad signature by \(shown(found[2]))"
    }
    if let found = line("REVKEYSIG") { return "the key \(shown(found[2])) was revoked" }
    if let found = line("EXPKEYSIG") { return "the key \(shown(found[2])) has expired" }
    if let found = line("EXPSIG") { return "the signature by \(shown(found[2])) has expired" }
    if let found = line("NO_PUBKEY") ?? line("ERRSIG") { return "the key \(shown(found[2])) is not in the keyring" }
    if let found = line("VALIDSIG"), let primary = found.last, !fingerprints.isEmpty {
      return "it was signed by \(shown(primary)), and that fingerprint is not among those that count"
    }
    return nil
  }
}
