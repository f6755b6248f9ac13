public import Attestation
internal import Files
internal import Fingerprints
internal import Glibc
public import Model

/// Whom an attestation is believed.
public struct AttestationTrust: Sendable {
  public var keys: [PublicKey] = []
  public var sshKeys: [SSHKey] = []
  public var fingerprints: [String] = []
  /// A file of ssh-keygen's form, and the principal whose keys in it count.
  public var allowedSigners: (file: String, identity: String)?
  /// A file as `gpg --export` writes it.
  public var keyring: String?
  /// So many different keys must have signed each line.
  public var threshold = 1

  public init() {}

  /// - Throws: ``Breakdown`` of usage for a private key.
  public mutating func pin(_ key: AttestationKey) throws(Breakdown) {
    switch key {
    case .verifying(let key): keys.append(key)
    case .sshPublic(let key, _): sshKeys.append(key)
    case .openPGP(let fingerprint): fingerprints.append(fingerprint)
    case .signing, .sshPrivate:
      throw Breakdown(
        .usage, "pin a private key",
        remedy: "name the public one: \"openssl pkey -in KEY -pubout\", or the .pub file beside an OpenSSH key")
    }
  }
}

/// Checks the signatures of attestation files, then reads what was signed, and nothing else.
public struct AttestationVerifier: Sendable {
  private let trust: AttestationTrust
  private let seconds: Int

  /// - Parameter seconds: after which a program that checks a signature is ended.
  public init(_ trust: AttestationTrust, seconds: Int) {
    self.trust = trust
    self.seconds = seconds
  }

  /// What became of the lines.
  public struct Outcome: Sendable {
    /// Of lines that enough pinned keys have signed, in order.
    public var statements: [SignedStatement] = []
    /// Why other lines are not believed.
    public var refusals: [Refusal] = []
  }

  /// Checks the file at `path`, with the signatures that lie beside it.
  ///
  /// - Throws: ``Breakdown`` when the file cannot be read, or a program that a signature needs is missing.
  public func verify(file path: String) async throws(Breakdown) -> Outcome {
    switch BoundedFile.read(path, limit: AttestationFile.sizeLimit) {
    case .success(let bytes): return try await verify(bytes, beside: path)
    case .failure(.tooLarge(let limit)):
      return Outcome(refusals: [Refusal(.file, expected: "at most \(limit >> 20) MiB", found: "a larger file")])
    case .failure(let problem):
      throw Breakdown(.usage, "read the attestation \(PathText.visible(path)): \(problem)")
    }
  }

  /// The same of a file's content.
  ///
  /// - Parameter path: where the file lies, for signatures beside it; nil when there are none.
  public func verify(_ bytes: [UInt8], beside path: String? = nil) async throws(Breakdown) -> Outcome {
    var outcome = Outcome()
    let file: AttestationFile
    do throws(Refusal) {
      file = try AttestationFile(bytes: bytes)
    } catch {
      outcome.refusals.append(error)
      return outcome
    }
    Sandbox.reapAbandoned()
    let sandbox = try Sandbox.make()
    defer { sandbox.remove() }
    for (index, envelope) in file.envelopes.enumerated() {
      var signers = envelope.signers(among: trust.keys)
      if let path {
        signers.formUnion(try await detachedSigners(of: envelope, line: index + 1, beside: path, home: sandbox.path))
      }
      do throws(Refusal) {
        outcome.statements.append(
          try SignedStatement(envelope, line: index + 1, signers: signers, threshold: trust.threshold))
      } catch {
        outcome.refusals.append(error)
      }
    }
    return outcome
  }

  private func detachedSigners(
    of envelope: Envelope, line: Int, beside path: String, home: String
  ) async throws(Breakdown) -> Set<SignerIdentity> {
    let message = envelope.preAuthentication
    var signers: Set<SignerIdentity> = []
    if !trust.sshKeys.isEmpty || trust.allowedSigners != nil {
      let checker = OpenSSHSignatures(home: home, seconds: seconds)
      let ssh = OpenSSHSignatures.Trust(keys: trust.sshKeys, allowed: trust.allowedSigners)
      for signature in try signatures(.ssh, line: line, beside: path) {
        if let signer = try await checker.signer(of: signature, message, trust: ssh) { signers.insert(signer) }
      }
    }
    if let keyring = trust.keyring {
      let checker = OpenPGPSignatures(home: home, seconds: seconds)
      let openPGP = OpenPGPSignatures.Trust(keyring: keyring, fingerprints: trust.fingerprints)
      for signature in try signatures(.openPGP, line: line, beside: path) {
        if let signer = try await checker.signer(of: signature, message, trust: openPGP) { signers.insert(signer) }
      }
    }
    return signers
  }

  /// Those that lie beside the file, up to the first number that is missing.
  private func signatures(
    _ kind: SignatureFile.Kind, line: Int, beside path: String
  ) throws(Breakdown) -> [[UInt8]] {
    var found: [[UInt8]] = []
    for number in 1...SignatureFile.limit {
      let file = path + SignatureFile.suffix(line: line, number: number, kind)
      switch BoundedFile.read(file, limit: SignatureFile.sizeLimit) {
      case .success(let bytes): found.append(bytes)
      case .failure(.failed(let code)) where code == ENOENT: return found
      case .failure(let problem):
        throw Breakdown(.environment, "read the signature \(PathText.visible(file)): \(problem)")
      }
    }
    return found
  }
}
