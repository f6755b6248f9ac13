/// One `--mount` of a `RUN`, its variables expanded.
struct RunMount: Hashable, Sendable {
  enum Kind: String { case bind, cache, tmpfs, secret, ssh }

  var kind = Kind.bind
  var from: [UInt8] = []
  var source: [UInt8] = []
  var target: [UInt8] = []
  var id: [UInt8] = []
  var sharing: [UInt8] = []
  /// The options that give a new directory its owner and mode.
  var ownership: [String] = []
  /// The names that could not be resolved.
  var unresolved: [Dockerfile.Word] = []
}
