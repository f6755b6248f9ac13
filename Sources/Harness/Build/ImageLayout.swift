internal import Archives
internal import Files
internal import Fingerprints
internal import Foundation
internal import Glibc
internal import Model

/// An image as a directory in the OCI layout.
struct ImageLayout {
  private let directory: String
  /// More than enough for any index, manifest or configuration.
  private static let largestDocument = 16 << 20

  init(_ directory: String) { self.directory = directory }

  /// That of the configuration, then one a layer, the lowest first.
  ///
  /// - Throws: ``Breakdown`` when the layout is not as the specification has it; ``ArchiveFailure`` for a layer that
  ///   cannot be read.
  func fingerprints() throws -> [Fingerprint] {
    var manifest = try document(directory + "/index.json")
    // An index may lead to another one before it comes to a manifest.
    for _ in 0..<4 {
      guard let first = (manifest["manifests"] as? [[String: Any]])?.first else { break }
      manifest = try document(try blob(first))
    }
    guard let config = manifest["config"] as? [String: Any], let layers = manifest["layers"] as? [[String: Any]] else {
      throw Self.fault("there is no manifest")
    }
    let text = try ImageConfiguration.text(try document(try blob(config)))
    var fingerprints = [try Fingerprint(subject: "image config", scheme: "image-config-v1", text: text)]
    for (index, layer) in layers.enumerated() {
      fingerprints.append(
        try Fingerprint(
          subject: "image layer \(index + 1)", scheme: "image-layer-v1",
          text: try LayerListing.text(of: try blob(layer)))
      )
    }
    return fingerprints
  }

  private func document(_ path: String) throws -> [String: Any] {
    guard case .success(let bytes) = BoundedFile.read(path, limit: Self.largestDocument),
      let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
    else { throw Self.fault("a document is missing or no JSON") }
    return object
  }

  /// The path of the blob that `descriptor` names.
  private func blob(_ descriptor: [String: Any]) throws -> String {
    guard let digest = descriptor["digest"] as? String, digest.utf8.starts(with: "sha256:".utf8),
      SHA256Digest(hex: Array(digest.utf8.dropFirst(7))) != nil
    else { throw Self.fault("a descriptor has no SHA-256") }
    return directory + "/blobs/sha256/" + digest.dropFirst(7)
  }

  private static func fault(_ detail: String) -> Breakdown {
    Breakdown(.environment, code: "build.image", "read the image that was built: \(detail)")
  }
}
