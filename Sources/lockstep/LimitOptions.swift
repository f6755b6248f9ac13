internal import ArgumentParser
internal import Limits
internal import Model

/// How much an input may ask of this machine.
///
/// Commands hold this group themselves, beside others: in a debug build the parser checks a group within a group some
/// five times for each level, which was most of the time of a command.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Other limits, separated by commas, as in entries=2000000,blob=1GiB; may be repeated.",
      discussion: LimitName.allCases.map { "\($0.rawValue): \($0.meaning), \($0.text($0.standard))" }
        .joined(separator: "; "),
      valueName: "name=value"))
  var limits: [String] = []

  @Option(
    help: ArgumentHelp(
      "What to do about names in commits that another system cannot hold: strict, warn or any.",
      discussion: PathPolicy.allCases.map { "\($0.rawValue): \($0.meaning)" }.joined(separator: "; "),
      valueName: "policy"),
    completion: .list(PathPolicy.allCases.map(\.rawValue)))
  var paths = PathPolicy.warn.rawValue

  func validate() throws {
    guard let policy = PathPolicy(rawValue: paths) else {
      throw ValidationError("--paths must be \(PathPolicy.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    PathPolicy.current = policy
    var all = Limits()
    for text in limits {
      do throws(Limits.Mistake) {
        try all.apply(text)
      } catch {
        throw ValidationError("--limits: \(error)")
      }
    }
    // Before the command reads anything, in this process and, through their requests, in all workers.
    if !limits.isEmpty { Limits.current = all }
  }
}
