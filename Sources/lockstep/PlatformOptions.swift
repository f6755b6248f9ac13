internal import ArgumentParser
internal import Fingerprints
internal import Harness
internal import Model

/// The platform whose checkout of a commit is asked for.
struct PlatformOption: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: "What a checkout of the commit becomes there: \(Platform.allCases.map(\.rawValue).joined(separator: ", ")).",
    completion: .list(Platform.allCases.map(\.rawValue)),
    transform: { text in
      guard let platform = Platform(rawValue: text) else {
        throw ValidationError("there is no platform \"\(PathText.visible(text))\"")
      }
      return platform
    })
  var platform: Platform?
}
