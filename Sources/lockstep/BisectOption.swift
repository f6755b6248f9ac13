internal import ArgumentParser
internal import Model

/// The option of commands that `git bisect run` may start.
struct BisectOption: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Exit 0 or 1, or 125 where neither could be found out, as \"git bisect run\" takes it.",
      discussion: "125 makes git skip the commit; every other status would count as bad."))
  var bisectExit = false

  private static let name = "--bisect-exit"

  /// `status` as `git bisect run` is to see it.
  ///
  /// The arguments decide, not what was parsed: a mistake in them must not make every commit bad. A signal still ends
  /// the bisection.
  static func status(_ status: Int32, of arguments: [String]) -> Int32 {
    guard arguments.prefix(while: { $0 != "--" }).contains(name), status > 1, status < 128 else { return status }
    return ExitStatus.internalFault.rawValue
  }
}
