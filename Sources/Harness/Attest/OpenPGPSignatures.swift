internal import Attestation
internal import Fingerprints
internal import Model

/// Detached OpenPGP signatures: made by gpg with the user's own keys, checked by gpgv with a keyring that is named.
struct OpenPGPSignatures: Sendable {
  /// A private temporary directory.
  let home: String
  /// After which gpg or gpgv is ended.
  let seconds: Int

  private static let remedy =
    "unlock the key before, so that gpg-agent remembers its passphrase: "
    + "\"gpg --local-user FINGERPRINT --sign </dev/null >/dev/null\""

  /// Signs with the user's key. This is the one place where the user's own keyring is used, because it is asked for.
  ///
  /// - Throws: ``Breakdown`` of the environment.
  func sign(_ message: [UInt8], fingerprint: String) async throws(Breakdown) -> [UInt8] {
    let own = ExternalSigner.variable("HOME")
    // Without one of the user's, gpg goes by HOME.
    let keyring = ExternalSigner.variable("GNUPGHOME")
    let environment = own + (keyring.isEmpty ? own.map { ("GNUPGHOME", $0.value + "/.gnupg") } : keyring)
    let result = try await ExternalSigner.gpg.run(
      [
        "--batch", "--no-tty", "--pinentry-mode", "error", "--local-user", fingerprint, "--armor", "--detach-sign",
        "--output", "-",
      ], message: message, home: home, seconds: seconds, environment: environment, lateRemedy: Self.remedy)
    guard result.exitCode == 0, !result.output.bytes.isEmpty else {
      throw Breakdown(
        .environment, "sign with the OpenPGP key \(fingerprint): \(result.lastLine)",
        remedy: result.lastLine.contains("No secret key")
          ? "\"gpg --list-secret-keys\" lists the keys that can sign" : Self.remedy)
    }
    return result.output.bytes
  }

  /// Who may sign.
  struct Trust: Sendable {
    /// A file of public keys as `gpg --export` writes it.
    var keyring: String
    /// Fingerprints that count; when there are none, every key of the keyring does.
    var fingerprints: [String]
  }

  /// The primary key of whoever made `signature`, when it is trusted and the signature holds for `message`.
  func signer(of signature: [UInt8], _ message: [UInt8], trust: Trust) async throws(Breakdown) -> SignerIdentity? {
    let file = try ExternalSigner.write(signature, "signature.asc", in: home)
    let result = try await ExternalSigner.gpgv.run(
      ["--homedir", home, "--keyring", ExternalSigner.argument(trust.keyring), "--status-fd", "1", file, "-"],
      message: message, home: home, seconds: seconds, lateRemedy: "find out what gpgv waits for")
    guard result.exitCode == 0 else { return nil }
    return Self.signer(in: String(decoding: result.output.bytes, as: UTF8.self), fingerprints: trust.fingerprints)
  }

  /// Exactly one valid signature, of a pinned key, and nothing that speaks against it.
  ///
  /// Source: GnuPG, doc/DETAILS, "VALIDSIG": the first field is the key that signed, the last its primary key.
  static func signer(in status: String, fingerprints: [String]) -> SignerIdentity? {
    let lines = status.split(whereSeparator: \.isNewline).map { $0.split(separator: " ").map(String.init) }
      .filter { $0.count >= 2 && $0[0] == "[GNUPG:]" }
    let bad = ["BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "NODATA", "NO_PUBKEY"]
    let valid = lines.filter { $0[1] == "VALIDSIG" }
    guard !lines.contains(where: { bad.contains($0[1]) }), valid.count == 1, let words = valid.first, words.count >= 3,
      let primary = words.last
    else { return nil }
    let pinned = fingerprints.map { $0.uppercased() }
    guard pinned.isEmpty || pinned.contains(primary) || pinned.contains(words[2]) else { return nil }
    return SignerIdentity(openPGP: primary)
  }
}
