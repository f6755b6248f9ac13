internal import Fingerprints

/// The artifacts that Gradle's metadata for dependency verification knows, by module.
struct GradleVerification {
  static let usualPath = "gradle/verification-metadata.xml"

  let path: String
  private let hashed: Set<TextKey>

  /// That of the build the lock belongs to: in the folder `gradle` beside it or above it.
  static func nearest(to input: LockInput) -> GradleVerification? {
    var folder = Array(input.path.components.dropLast())
    while true {
      let path = (folder + [usualPath]).joined(separator: "/")
      if let bytes = input.source.bytes(at: path) { return GradleVerification(path: path, bytes: bytes) }
      guard folder.popLast() != nil else { return nil }
    }
  }

  /// A file that cannot be read covers nothing; it is a lock of its own, and says so itself.
  private init(path: String, bytes: [UInt8]) {
    self.path = path
    guard bytes.count <= LockfileReader.maximumBytes, let text = try? FileText.decode(bytes),
      let metadata = try? GradleMetadata(text)
    else {
      hashed = []
      return
    }
    hashed = Set(metadata.components.filter(\.isHashed).map(\.coordinate.key))
  }

  /// Whether an artifact of the module has a strong hash there. Gradle refuses artifacts that are not listed.
  func covers(_ package: PinnedPackage) -> Bool { hashed.contains(TextKey(package.name + ":" + package.version)) }
}
