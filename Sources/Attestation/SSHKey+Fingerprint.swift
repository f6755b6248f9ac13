internal import Fingerprints

extension SSHKey {
  /// As ssh-keygen prints it: `SHA256:` and base64 without padding. Source: ssh-keygen(1), `-l`.
  public var fingerprint: String {
    let digest = (try? SHA256Digest.of(blob).bytes) ?? []
    return "SHA256:" + String(Base64.encode(digest).prefix { $0 != "=" })
  }
}
