extension Dockerfile {
  /// The instructions, in lower case.
  public enum Keyword: String, Hashable, Sendable, CaseIterable {
    case add, arg, cmd, copy, entrypoint, env, expose, from, healthcheck, label, maintainer, onbuild, run, shell
    case stopsignal, user, volume, workdir
  }
}
