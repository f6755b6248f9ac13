public import Attestation
internal import Files
internal import Fingerprints
public import Model

/// A key as `--key` names it: a file, `ssh:FILE` or `gpg:FINGERPRINT`.
public enum AttestationKey: Sendable {
  case signing(SigningKey)
  case verifying(PublicKey)
  /// An OpenSSH private key.
  case sshPrivate(String)
  /// An OpenSSH public key, and the file it is in.
  case sshPublic(SSHKey, file: String)
  /// The fingerprint in upper-case hexadecimal.
  case openPGP(String)

  /// More than any key has.
  private static let sizeLimit = 1 << 20

  /// Tells by its content what a file holds.
  ///
  /// - Throws: ``Breakdown`` of usage; of the environment for a key behind a passphrase.
  public init(_ text: String) throws(Breakdown) {
    if text.hasPrefix("gpg:") {
      let digits = text.dropFirst(4).filter { $0 != " " }.uppercased()
      guard digits.utf8.count == 40 || digits.utf8.count == 64, digits.utf8.allSatisfy({ Hex.value(of: $0) != nil })
      else {
        throw Breakdown(
          .usage, "read the key \(PathText.visible(text)): it is no whole fingerprint",
          remedy: "\"gpg --list-keys --with-colons\" prints them: 40 hexadecimal digits")
      }
      self = .openPGP(digits)
      return
    }
    let isSSH = text.hasPrefix("ssh:")
    let path = isSSH ? String(text.dropFirst(4)) : text
    let shown = PathText.visible(path)
    let bytes: [UInt8]
    switch BoundedFile.read(path, limit: Self.sizeLimit) {
    case .success(let content): bytes = content
    case .failure(let problem): throw Breakdown(.usage, "read the key \(shown): \(problem)")
    }
    let content = String(decoding: bytes, as: UTF8.self)
    if content.contains("-----BEGIN OPENSSH PRIVATE KEY-----") {
      self = .sshPrivate(path)
    } else if let key = SSHKey(line: content) {
      self = .sshPublic(key, file: path)
    } else if isSSH {
      throw Breakdown(.usage, "read the key \(shown): it holds no key of OpenSSH's")
    } else {
      do throws(KeyMistake) {
        self =
          content.contains("PRIVATE KEY-----")
          ? .signing(try SigningKey(pem: bytes)) : .verifying(try PublicKey(pem: bytes))
      } catch {
        throw Self.breakdown(error, shown)
      }
    }
  }

  private static func breakdown(_ mistake: KeyMistake, _ file: String) -> Breakdown {
    switch mistake {
    case .encrypted:
      Breakdown(
        .environment, "read the key \(file): \(mistake), which nobody is asked for",
        remedy: "use a key without one in CI, as \"openssl pkey -in KEY\" writes it, or one in ssh-agent")
    default:
      Breakdown(
        .usage, "read the key \(file): \(mistake)",
        remedy: "a key is made by \"openssl genpkey -algorithm ed25519\", or \"ssh-keygen -t ed25519\"")
    }
  }
}
