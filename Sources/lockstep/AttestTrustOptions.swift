internal import ArgumentParser
internal import Attestation
internal import Files
internal import Fingerprints
internal import Harness
internal import Model

/// Options that say whom an attestation is believed.
struct AttestTrustOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Pin this public key: a file in PEM or OpenSSH's form, or a key of --keyring; may be repeated.",
      valueName: "file|ssh:file|gpg:fingerprint"), completion: .file())
  var key: [String] = []

  @Option(help: "Believe the keys that this file of ssh-keygen's form allows --identity.", completion: .file())
  var allowedSigners: String?

  @Option(help: "Whose keys in --allowed-signers count, as rel@example.org.")
  var identity: String?

  @Option(
    help: "Look for OpenPGP keys in this file of \"gpg --export\"; without a gpg: key all in it count.",
    completion: .file())
  var keyring: String?

  @Option(help: "So many different keys must have signed each line.")
  var threshold = 1

  func validate() throws {
    if !(1...64).contains(threshold) { throw ValidationError("--threshold must be from 1 to 64") }
    if (allowedSigners == nil) != (identity == nil) {
      throw ValidationError("--allowed-signers and --identity belong together")
    }
    if key.contains(where: { $0.hasPrefix("gpg:") }), keyring == nil {
      throw ValidationError("a gpg: key needs --keyring, the file it is in")
    }
    if key.isEmpty, allowedSigners == nil, keyring == nil {
      throw ValidationError("name whom you believe: --key, --allowed-signers with --identity, or --keyring")
    }
  }

  /// - Throws: ``Breakdown`` of usage for files that cannot be read.
  func trust() throws(Breakdown) -> AttestationTrust {
    var trust = AttestationTrust()
    for text in key { try trust.pin(try AttestationKey(text)) }
    trust.threshold = threshold
    for path in [allowedSigners, keyring].compactMap(\.self) {
      if case .failure(let problem) = BoundedFile.read(path, limit: 64 << 20) {
        throw Breakdown(.usage, "read \(PathText.visible(path)): \(problem)")
      }
    }
    if let allowedSigners, let identity { trust.allowedSigners = (allowedSigners, identity) }
    trust.keyring = keyring
    return trust
  }
}
