internal import ArgumentParser
internal import Harness
internal import Model

/// Options that choose what of a context is read, and how.
struct ContextOptions: ParsableArguments {
  @OptionGroup var ignoring: IgnoreFileOptions

  @Flag(help: "Neither use nor write the cache of blob digests in $XDG_CACHE_HOME/lockstep.")
  var noCache = false

  func query(engine: IgnoreEngineName = .buildkit) throws(Breakdown) -> ContextQuery {
    var query = ContextQuery(
      dockerfile: ignoring.dockerfile, ignoreOverride: try ignoring.override(), client: ignoring.worker.client,
      threads: Processors.count, cacheDirectory: noCache ? nil : CacheLocation.directory)
    query.engine = engine
    return query
  }
}
