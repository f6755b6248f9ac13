extension Envelope {
  /// Those of `keys` that a signature in the envelope is from; each once, however many signatures it made.
  public func signers(among keys: [PublicKey]) -> Set<SignerIdentity> {
    let message = preAuthentication
    var found: Set<SignerIdentity> = []
    for signature in signatures {
      let hinted = keys.filter { $0.keyid.utf8.elementsEqual(signature.keyid.utf8) }
      let others = keys.filter { !$0.keyid.utf8.elementsEqual(signature.keyid.utf8) }
      let signer = (hinted + others).first { $0.verifies(signature.bytes, of: message) }
      if let signer { found.insert(SignerIdentity(signer)) }
    }
    return found
  }
}
