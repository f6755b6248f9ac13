internal import Clibcrypto

/// What is known of libcrypto itself.
public enum CryptoLibrary {
  /// Its name and version, as `OpenSSL 3.0.19 …`.
  public static var version: String { OpenSSL_version(OPENSSL_VERSION).map { String(cString: $0) } ?? "unknown" }
}
