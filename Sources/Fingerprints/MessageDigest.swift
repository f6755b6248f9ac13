internal import Clibcrypto

/// The one seam to the digest functions of OpenSSL's libcrypto.
///
/// A hasher is reused: fetching the algorithm and making the context cost more than hashing a small file.
/// It owns its context and frees it; it stays on the thread that made it.
public struct MessageDigest: ~Copyable {
  /// The digest functions Lockstep uses.
  ///
  /// SHA-1 serves git's object ids, and it and MD5 the comparison with digests that other tools recorded; nothing of
  /// our own is named by them.
  public enum Function: Sendable {
    case sha256
    case sha1
    case md5

    var length: Int {
      switch self {
      case .sha256: 32
      case .sha1: 20
      case .md5: 16
      }
    }

    /// As libcrypto calls it.
    var name: String {
      switch self {
      case .sha256: "SHA256"
      case .sha1: "SHA1"
      case .md5: "MD5"
      }
    }
  }

  private let context: OpaquePointer
  private let algorithm: OpaquePointer
  private let function: Function

  /// The corresponding C functions are `EVP_MD_fetch` and `EVP_MD_CTX_new`.
  ///
  /// - Throws: ``DigestUnavailable`` when libcrypto offers no such function, as under some FIPS policies.
  public init(_ function: Function) throws(DigestUnavailable) {
    let name = function.name
    guard let algorithm = EVP_MD_fetch(nil, name, nil) else { throw DigestUnavailable(name: name) }
    guard let context = EVP_MD_CTX_new() else {
      EVP_MD_free(algorithm)
      throw DigestUnavailable(name: name)
    }
    self.algorithm = algorithm
    self.context = context
    self.function = function
    EVP_DigestInit_ex2(context, algorithm, nil)
  }

  deinit {
    EVP_MD_CTX_free(context)
    EVP_MD_free(algorithm)
  }

  public func update(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { buffer in
      _ = EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  public func update(_ bytes: [UInt8]) { update(bytes.span.bytes) }

  /// The digest of all bytes since the last call, and a fresh start.
  public func finish() -> [UInt8] {
    var result = [UInt8](repeating: 0, count: function.length)
    EVP_DigestFinal_ex(context, &result, nil)
    EVP_DigestInit_ex2(context, algorithm, nil)
    return result
  }

  /// ``finish()`` of a SHA-256, without memory of its own.
  public func finishSHA256() -> SHA256Digest {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &words) { buffer in
      _ = EVP_DigestFinal_ex(context, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
    }
    EVP_DigestInit_ex2(context, algorithm, nil)
    return SHA256Digest(bigEndian: words)
  }
}

/// libcrypto could not provide a digest function.
public struct DigestUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
  public let name: String
  public var description: String {
    "libcrypto offers no \(name) here; check the OpenSSL configuration (OPENSSL_CONF, FIPS mode)"
  }
}
