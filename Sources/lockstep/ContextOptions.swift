internal import ArgumentParser
internal import Harness
internal import Model

/// Options that choose what of a context is read, and how.
struct ContextOptions: ParsableArguments {
  @OptionGroup var ignoring: IgnoreFileOptions

  @Flag(help: "Neither use nor write the cache of blob digests in $XDG_CACHE_HOME/lockstep.")
  var noCache = false

  /// - Parameter build: of a service, whose Dockerfile and ignore file go before what the options say.
  func query(
    _ worker: WorkerOptions, engine: IgnoreEngineName = .buildkit, build: ServiceBuild? = nil
  ) throws(Breakdown) -> ContextQuery {
    let override = if let build { build.ignoreOverride } else { try ignoring.override() }
    var query = ContextQuery(
      dockerfile: build == nil ? ignoring.dockerfile : "Dockerfile",
      ignoreOverride: override, client: worker.client,
      threads: Processors.count, cacheDirectory: noCache ? nil : CacheLocation.directory)
    query.engine = engine
    return query
  }
}
