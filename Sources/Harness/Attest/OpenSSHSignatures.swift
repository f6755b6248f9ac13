internal import Attestation
internal import Fingerprints
internal import Model

/// Signatures by `ssh-keygen -Y`, in the namespace of attestations.
struct OpenSSHSignatures: Sendable {
  /// A private temporary directory.
  let home: String
  /// After which ssh-keygen is ended.
  let seconds: Int

  private static let remedy =
    "a key with a passphrase is used through ssh-agent: name its public key, as in --key ssh:id_ed25519.pub; "
    + "a security key must be touched within the time of --timeout"

  /// Signs with the private key in `file`, or through the agent when `file` has the public key.
  ///
  /// - Throws: ``Breakdown`` of the environment.
  func sign(_ message: [UInt8], with file: String, isPublic: Bool) async throws(Breakdown) -> [UInt8] {
    let result = try await ExternalSigner.sshKeygen.run(
      ["-q", "-Y", "sign", "-n", SSHSignature.namespace, "-f", ExternalSigner.argument(file)], message: message,
      home: home, seconds: seconds, environment: isPublic ? ExternalSigner.variable("SSH_AUTH_SOCK") : [],
      lateRemedy: Self.remedy)
    guard result.exitCode == 0, SSHSignature(armored: result.output.bytes) != nil else {
      let remedy = isPublic ? "\"ssh-add -l\" lists the keys that ssh-agent holds" : Self.remedy
      throw Breakdown(
        .environment, "sign with \(PathText.visible(file)): ssh-keygen: \(result.lastLine)", remedy: remedy)
    }
    return result.output.bytes
  }

  /// Who may sign.
  struct Trust: Sendable {
    /// Keys that are pinned by themselves.
    var keys: [SSHKey] = []
    /// A file of ssh-keygen's form, and the principal whose keys in it count.
    var allowed: (file: String, identity: String)?
  }

  /// The key that made `signature`, when it is trusted and the signature holds for `message`.
  ///
  /// What decides is ssh-keygen's exit status for one principal, which is 0 only when it may sign in this namespace;
  /// never what it says.
  func signer(
    of signature: [UInt8], _ message: [UInt8], trust: Trust
  ) async throws(Breakdown) -> SignerIdentity? {
    guard let made = SSHSignature(armored: signature) else { return nil }
    let file = try ExternalSigner.write(signature, "signature", in: home)
    var ways: [(file: String, identity: String)] = []
    if trust.keys.contains(made.key) {
      let line = "lockstep namespaces=\"\(SSHSignature.namespace)\" \(made.key.line)\n"
      ways.append((try ExternalSigner.write(Array(line.utf8), "allowed", in: home), "lockstep"))
    }
    if let allowed = trust.allowed { ways.append(allowed) }
    for way in ways {
      let result = try await ExternalSigner.sshKeygen.run(
        [
          "-q", "-Y", "verify", "-n", SSHSignature.namespace, "-f", ExternalSigner.argument(way.file), "-I",
          way.identity, "-s", file,
        ], message: message, home: home, seconds: seconds, lateRemedy: "find out what ssh-keygen waits for")
      if result.exitCode == 0 { return made.key.identity }
    }
    return nil
  }
}
