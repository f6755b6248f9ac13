public import Attestation
internal import Fingerprints
public import Model

/// Turns a verdict into signed statements.
public struct AttestationSigner: Sendable {
  /// A signature that lies beside the envelopes, because DSSE has no place for its kind.
  public struct DetachedSignature: Hashable, Sendable {
    /// What is put behind the name of the file with the envelopes.
    public let suffix: String
    public let bytes: [UInt8]
  }

  private let keys: [AttestationKey]
  private let seconds: Int

  /// - Parameters:
  ///   - keys: none to leave the statements unsigned.
  ///   - seconds: after which a program that signs is ended.
  /// - Throws: ``Breakdown`` of usage for a public key that only verifies.
  public init(keys: [AttestationKey], seconds: Int) throws(Breakdown) {
    for key in keys {
      if case .verifying = key {
        throw Breakdown(
          .usage, "sign with a public key in PEM", remedy: "name the file with the private key")
      }
    }
    self.keys = keys
    self.seconds = seconds
  }

  /// Whether all signatures are in the envelopes.
  public var isSelfContained: Bool {
    keys.allSatisfy { if case .signing = $0 { true } else { false } }
  }

  /// The envelopes with the verdict and its evidence, and the signatures that lie beside them.
  ///
  /// - Throws: ``Breakdown`` of the environment when a program or a key cannot sign.
  public func sign(
    _ verdict: ReleaseVerdict
  ) async throws(Breakdown) -> (file: AttestationFile, detached: [DetachedSignature]) {
    let statements: [Statement]
    do throws(DigestUnavailable) {
      statements = try verdict.statements()
    } catch {
      throw Breakdown(error)
    }
    Sandbox.reapAbandoned()
    let sandbox = try Sandbox.make()
    defer { sandbox.remove() }
    var file = AttestationFile([])
    var detached: [DetachedSignature] = []
    for (index, statement) in statements.enumerated() {
      var envelope = Envelope(payload: statement.bytes)
      detached += try await sign(&envelope, line: index + 1, home: sandbox.path)
      file.envelopes.append(envelope)
    }
    return (file, detached)
  }

  private func sign(
    _ envelope: inout Envelope, line: Int, home: String
  ) async throws(Breakdown) -> [DetachedSignature] {
    let message = envelope.preAuthentication
    var detached: [DetachedSignature] = []
    var counts: [SignatureFile.Kind: Int] = [:]
    func add(_ kind: SignatureFile.Kind, _ bytes: [UInt8]) {
      counts[kind, default: 0] += 1
      let suffix = SignatureFile.suffix(line: line, number: counts[kind, default: 1], kind)
      detached.append(DetachedSignature(suffix: suffix, bytes: bytes))
    }
    for key in keys {
      switch key {
      case .signing(let key):
        do throws(KeyMistake) {
          try key.sign(&envelope)
        } catch {
          throw Breakdown(.environment, "sign with the key \(key.publicKey.keyid): \(error)")
        }
      case .sshPrivate(let file):
        add(.ssh, try await OpenSSHSignatures(home: home, seconds: seconds).sign(message, with: file, isPublic: false))
      case .sshPublic(_, let file):
        add(.ssh, try await OpenSSHSignatures(home: home, seconds: seconds).sign(message, with: file, isPublic: true))
      case .openPGP(let fingerprint):
        add(.openPGP, try await OpenPGPSignatures(home: home, seconds: seconds).sign(message, fingerprint: fingerprint))
      case .verifying: break
      }
    }
    return detached
  }
}

/// The names of files with signatures beside an attestation file.
enum SignatureFile {
  enum Kind: String, Hashable, CaseIterable {
    case ssh = "sshsig"
    case openPGP = "asc"
  }

  /// So many signatures of a kind may lie beside one line.
  static let limit = 16
  /// Bytes.
  static let sizeLimit = 1 << 20

  /// `.1.sshsig` for the first signature of line 1, `.1.2.sshsig` for the second.
  static func suffix(line: Int, number: Int, _ kind: Kind) -> String {
    ".\(line)" + (number > 1 ? ".\(number)" : "") + ".\(kind.rawValue)"
  }
}
