import Attestation
import Fingerprints

/// Keys that are printed in specifications, so that nobody takes them for secrets.
enum TestKeys {
  /// RFC 8032, section 7.1, tests 1 to 3.
  static let ed25519 = [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
  ].map { pem("PRIVATE KEY", "302e020100300506032b657004220420" + $0) }

  /// RFC 6979, section A.2.5, in the form of RFC 5915.
  static let p256 = pem(
    "EC PRIVATE KEY",
    "30770201010420" + "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"
      + "a00a06082a8648ce3d030107a14403420004" + p256Point)

  static let p256Public = pem("PUBLIC KEY", "3059301306072a8648ce3d020106082a8648ce3d03010703420004" + p256Point)

  private static let p256Point =
    "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
    + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"

  static func pem(_ label: String, _ hex: String) -> [UInt8] {
    let text = Base64.encode(Hex.bytes(Array(hex.utf8)) ?? [])
    let lines = stride(from: 0, to: text.count, by: 64).map { String(text.dropFirst($0).prefix(64)) }
    return Array("-----BEGIN \(label)-----\n\(lines.joined(separator: "\n"))\n-----END \(label)-----\n".utf8)
  }

  static func key(_ index: Int) throws -> SigningKey { try SigningKey(pem: ed25519[index]) }
}
