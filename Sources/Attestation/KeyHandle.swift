internal import Clibcrypto

/// A key of libcrypto; owns it and frees it. It stays on the thread that made it.
struct KeyHandle: ~Copyable {
  private let key: OpaquePointer

  /// Nil when `pem` holds no private key that can be read without a passphrase.
  ///
  /// The corresponding C function is `PEM_read_bio_PrivateKey`.
  init?(privatePEM pem: [UInt8]) {
    // Without a function of ours libcrypto would ask for a passphrase at the terminal.
    guard let key = Self.reading(pem, { PEM_read_bio_PrivateKey($0, nil, { _, _, _, _ in -1 }, nil) }) else {
      return nil
    }
    self.key = key
  }

  /// Nil when `pem` holds no public key. The corresponding C function is `PEM_read_bio_PUBKEY`.
  init?(publicPEM pem: [UInt8]) {
    guard let key = Self.reading(pem, { PEM_read_bio_PUBKEY($0, nil, { _, _, _, _ in -1 }, nil) }) else { return nil }
    self.key = key
  }

  /// Nil when `der` is no SubjectPublicKeyInfo. The corresponding C function is `d2i_PUBKEY`.
  init?(subjectPublicKeyInfo der: [UInt8]) {
    let key = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      var start = bytes.baseAddress
      return d2i_PUBKEY(nil, &start, bytes.count)
    }
    // What failed leaves its reason in a list that nobody here reads.
    ERR_clear_error()
    guard let key else { return nil }
    self.key = key
  }

  deinit { EVP_PKEY_free(key) }

  private static func reading(_ pem: [UInt8], _ read: (OpaquePointer) -> OpaquePointer?) -> OpaquePointer? {
    defer { ERR_clear_error() }
    return pem.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, let source = BIO_new_mem_buf(base, Int32(clamping: bytes.count)) else {
        return nil
      }
      defer { BIO_free(source) }
      return read(source)
    }
  }

  /// Nil for a kind that is not used here.
  var kind: PublicKey.Kind? {
    if EVP_PKEY_is_a(key, "ED25519") == 1 { return .ed25519 }
    guard EVP_PKEY_is_a(key, "EC") == 1 else { return nil }
    var name = [CChar](repeating: 0, count: 64)
    guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else { return nil }
    let group = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return group == "prime256v1" ? .p256 : nil
  }

  /// As libcrypto calls it, for messages.
  var kindName: String { EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "an unknown kind" }

  /// The DER of its public part; nil when memory runs out. The corresponding C function is `i2d_PUBKEY`.
  var subjectPublicKeyInfo: [UInt8]? {
    let count = i2d_PUBKEY(key, nil)
    guard count > 0 else { return nil }
    var der = [UInt8](repeating: 0, count: Int(count))
    let written = der.withUnsafeMutableBufferPointer { bytes -> Int32 in
      var start = bytes.baseAddress
      return i2d_PUBKEY(key, &start)
    }
    return written == count ? der : nil
  }

  /// Ed25519, or ECDSA with SHA-256 in DER; nil when libcrypto refuses. The corresponding C function is `EVP_DigestSign`.
  func sign(_ message: [UInt8]) -> [UInt8]? {
    defer { ERR_clear_error() }
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestSignInit_ex(context, nil, digestName, nil, nil, key, nil) == 1 else { return nil }
    var length = 0
    guard EVP_DigestSign(context, nil, &length, message, message.count) == 1 else { return nil }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context, &signature, &length, message, message.count) == 1 else { return nil }
    return Array(signature.prefix(length))
  }

  /// Whether `signature` is one of this key for `message`. The corresponding C function is `EVP_DigestVerify`.
  func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    defer { ERR_clear_error() }
    guard let context = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit_ex(context, nil, digestName, nil, nil, key, nil) == 1 else { return false }
    return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }

  /// Ed25519 hashes by itself.
  private var digestName: String? { kind == .ed25519 ? nil : "SHA256" }
}
