/// Images that examples are built upon, named so that nothing is to be said about them.
enum Sample {
  static let debian = "debian@sha256:b3a5c2e1d4f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00"
  static let python = "python@sha256:0c1d2e3f405162738495a6b7c8d9eafb00112233445566778899aabbccddeeff"
  static let node = "node@sha256:5f6e7d8c9bab0c1d2e3f405162738495a6b7c8d900112233445566778899aabb"
  static let alpine = "alpine:3.22@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1"

  /// Caches outside of the layers, so that examples are about one thing.
  static let aptCache = "--mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt"
}
