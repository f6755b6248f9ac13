internal import ArgumentParser
internal import Fingerprints
internal import Glibc
internal import Harness
internal import Model
internal import ScenarioFiles

/// Options that choose the ignore file of a context.
struct ContextOptions: ParsableArguments {
  @Option(help: "The Dockerfile, from the context's root; decides which ignore file is read.", completion: .file())
  var dockerfile: String = "Dockerfile"

  @Option(help: "Use this ignore file instead of the one that would be found.", completion: .file())
  var ignoreFile: String?

  @Flag(help: "Neither use nor write the cache of blob digests in $XDG_CACHE_HOME/lockstep.")
  var noCache = false

  @OptionGroup var worker: WorkerOptions

  func query() throws(Breakdown) -> ContextQuery {
    ContextQuery(
      dockerfile: dockerfile, ignoreOverride: try ignoreFile.map { (path) throws(Breakdown) in try Self.read(path) },
      client: worker.client, threads: Processors.count,
      cacheDirectory: noCache ? nil : CacheLocation.directory)
  }

  private static func read(_ path: String) throws(Breakdown) -> IgnoreOverride {
    // The usual spelling of "no rules".
    if path == "/dev/null" { return IgnoreOverride(name: path, bytes: []) }
    switch BoundedFile.read(path, limit: 64 << 20) {
    case .success(let bytes): return IgnoreOverride(name: path, bytes: bytes)
    case .failure(let problem):
      throw Breakdown(.usage, "read the ignore file \(PathText.visible(path)): \(problem)")
    }
  }
}
